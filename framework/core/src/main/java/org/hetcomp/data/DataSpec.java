package org.hetcomp.data;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where data came from and how it was divided: enough to load it again the same.
 *
 * @param name a name that {@link Datasets} knows, or a path
 * @param format layout of the file, or null if it was found out
 * @param split how it was divided
 * @param minUser least items of a user
 * @param minItem least users of an item
 * @param splitSeed what the division drew its numbers from
 */
public record DataSpec(String name, String format, String split, int minUser, int minItem, long splitSeed) {
    /** A data set with the default options. */
    public static DataSpec of(String name) {
        LoadOptions options = LoadOptions.DEFAULT;
        return new DataSpec(
                name, null, options.split().id(), options.minUser(), options.minItem(), options.seed());
    }

    /** The same with the path made absolute, so that it can be loaded from elsewhere. */
    public DataSpec settled() {
        boolean path = !new Datasets().names().contains(name) && Files.exists(Path.of(name));
        String found = path ? Path.of(name).toAbsolutePath().normalize().toString() : name;
        return new DataSpec(found, format, split, minUser, minItem, splitSeed);
    }

    /** The same without the folder that a file lies in, which is nobody else's. */
    public DataSpec bare() {
        boolean path = !new Datasets().names().contains(name);
        String found = path ? Path.of(name).getFileName().toString() : name;
        return new DataSpec(found, format, split, minUser, minItem, splitSeed);
    }

    /** Loads it. */
    public Dataset load() {
        Format layout = format == null ? null : Format.of(format);
        LoadOptions options = new LoadOptions(layout, SplitKind.of(split), minUser, minItem, splitSeed);
        return new Datasets().load(name, options);
    }
}
