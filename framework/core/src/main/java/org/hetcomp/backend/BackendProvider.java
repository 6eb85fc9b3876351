package org.hetcomp.backend;

/** Opens the Backend of one engine; found by ServiceLoader. The engine's libraries are not touched before {@link #open}. */
public interface BackendProvider {
    /** The engine's name as users write it, lower case; the lookup key. */
    String name();

    /**
     * Loads the engine and opens it on a device.
     *
     * @throws BackendException if the engine or the device cannot be used here; the message says what is missing
     */
    Backend open(BackendOptions options);
}
