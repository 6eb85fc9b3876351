package org.hetcomp.serve;

/** Where a model comes from, and newer versions of it. */
public interface Origin {
    /** Its name for people, such as a path. */
    String where();

    /**
     * Which version is there now, found out without opening it: what {@link Served#version} will be.
     *
     * @throws RuntimeException if there is none; the message is one line
     */
    String version();

    /**
     * Opens what is there now, checked.
     *
     * @throws RuntimeException if it cannot be used; the message is one line, {@code what (where): what to do}
     */
    Served open();
}
