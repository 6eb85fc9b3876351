package org.hetcomp.cli;

import java.util.List;

/**
 * What the actions of {@code zoo} answer to scripts.
 *
 * @param models one entry each
 * @param <T> what is said of a model
 */
record ZooAnswer<T>(List<T> models) {
    /** A model that was fetched. */
    record Pulled(String name, String version, String folder) {}

    /** A model that was published, or was there already. */
    record Pushed(String name, String version, boolean fresh, long sizeBytes) {}

    /** A model that was checked; the reason is there if it is not sound. */
    record Checked(String name, String where, boolean sound, String reason) {}
}
