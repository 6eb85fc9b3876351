package org.hetcomp.data;

import java.nio.file.Files;
import java.nio.file.Path;
import org.hetcomp.io.DataException;

/**
 * What data is and how it is divided: enough to load it again the same. All but name and format is for data that does not
 * come divided already.
 *
 * @param name a name that {@link Datasets} knows, or a path
 * @param format the file's layout, or null to find it out from the file
 * @param split how interactions are divided; {@link SplitKind#RATIO} by default
 * @param minUser users with fewer items are left out, from 1; 5 by default
 * @param minItem items with fewer users are left out, from 1; 1 by default
 * @param splitSeed decides what is drawn at random while dividing; 0 by default
 */
public record DataSpec(String name, Format format, SplitKind split, int minUser, int minItem, long splitSeed) {
    /**
     * Checks the ranges.
     *
     * @throws DataException if an option is outside its range
     */
    public DataSpec {
        if (name == null || split == null) {
            throw new NullPointerException(name == null ? "name" : "split");
        }
        requirePositive(minUser, "--min-user");
        requirePositive(minItem, "--min-item");
    }

    private static void requirePositive(int value, String option) {
        if (value < 1) {
            throw new DataException("a least count of " + value, option, "give an integer from 1");
        }
    }

    /** A data set by name or path, divided as the published HetComp does: 20% test and 20% valid of each user. */
    public static DataSpec of(String name) {
        return new DataSpec(name, null, SplitKind.RATIO, 5, 1, 0);
    }

    /** A file of interactions, or a folder that is divided already. */
    public static DataSpec file(Path path) {
        return of(path.toString());
    }

    /** The same with that layout, or null to find it out. */
    public DataSpec withFormat(Format other) {
        return new DataSpec(name, other, split, minUser, minItem, splitSeed);
    }

    /** The same divided that way. */
    public DataSpec withSplit(SplitKind other) {
        return new DataSpec(name, format, other, minUser, minItem, splitSeed);
    }

    /** The same with those least counts. */
    public DataSpec withLeast(int user, int item) {
        return new DataSpec(name, format, split, user, item, splitSeed);
    }

    /** The same with the division drawn from another seed. */
    public DataSpec withSplitSeed(long other) {
        return new DataSpec(name, format, split, minUser, minItem, other);
    }

    /** The same under another name. */
    public DataSpec withName(String other) {
        return new DataSpec(other, format, split, minUser, minItem, splitSeed);
    }

    /** Whether the data is a program's own and lies nowhere that it could be loaded from. */
    public boolean isMemory() {
        return name.isEmpty();
    }

    /** The same with the path made absolute, so that it can be loaded from elsewhere. */
    public DataSpec settled() {
        boolean path = !isMemory() && !new Datasets().names().contains(name) && Files.exists(Path.of(name));
        return path ? withName(Path.of(name).toAbsolutePath().normalize().toString()) : this;
    }

    /** The same without the folder that a file lies in, which is nobody else's. */
    public DataSpec bare() {
        boolean path = !isMemory() && !new Datasets().names().contains(name);
        return path ? withName(Path.of(name).getFileName().toString()) : this;
    }

    /**
     * Loads it.
     *
     * @throws DataException if it cannot be used; one line that says what to do
     */
    public Dataset load() {
        return new Datasets().load(this);
    }
}
