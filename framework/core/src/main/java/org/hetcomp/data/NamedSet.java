package org.hetcomp.data;

import java.net.URI;

/**
 * A public data set that is fetched by name.
 *
 * @param name what users call it
 * @param file its name in the cache
 * @param source where it is published; an address that keeps its content
 * @param bytes its length
 * @param sha256 hash of the file, hexadecimal
 * @param format its layout
 */
public record NamedSet(String name, String file, URI source, long bytes, String sha256, Format format) {
    /** Checks the hash's form. */
    public NamedSet {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("SHA-256 of " + name + " is 64 digits of 0-9a-f, not " + sha256);
        }
    }
}
