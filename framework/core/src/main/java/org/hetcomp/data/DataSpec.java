package org.hetcomp.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.hetcomp.table.Database;
import org.hetcomp.table.JdbcUrl;

/**
 * What data is and how it is read and divided: enough to load it again the same.
 *
 * @param name a name that {@link Datasets} knows, a path, or a database's address, {@code jdbc:...}, of which user,
 *     password and parameters are taken away
 * @param reading how a file is read
 * @param division how it is divided, if it does not come divided already
 */
public record DataSpec(String name, Reading reading, Division division) {
    /** Checks that all is there. */
    public DataSpec {
        // No specification holds a password: what opens the database is remembered elsewhere, in memory only.
        name = JdbcUrl.isOne(name) ? Database.remember(name) : name;
        Objects.requireNonNull(reading, "reading");
        Objects.requireNonNull(division, "division");
    }

    /** A data set by name or path, divided as the published HetComp does: 20% test and 20% valid of each user. */
    public static DataSpec of(String name) {
        return new DataSpec(name, Reading.DEFAULT, Division.DEFAULT);
    }

    /** A file of interactions, or a folder that is divided already. */
    public static DataSpec file(Path path) {
        return of(path.toString());
    }

    /** The same read otherwise. */
    public DataSpec with(Reading other) {
        return new DataSpec(name, other, division);
    }

    /** The same divided otherwise. */
    public DataSpec with(Division other) {
        return new DataSpec(name, reading, other);
    }

    /** The same with that layout, or null to find it out. */
    public DataSpec withFormat(Format other) {
        return with(reading.withFormat(other));
    }

    /** The same divided that way. */
    public DataSpec withSplit(SplitKind other) {
        return with(division.withSplit(other));
    }

    /** The same with those least counts. */
    public DataSpec withLeast(int user, int item) {
        return with(division.withLeast(user, item));
    }

    /** The same with the division drawn from another seed. */
    public DataSpec withSplitSeed(long other) {
        return with(division.withSplitSeed(other));
    }

    /** The same under another name. */
    public DataSpec withName(String other) {
        return new DataSpec(other, reading, division);
    }

    /** Whether the data is a program's own and lies nowhere that it could be loaded from. */
    public boolean isMemory() {
        return name.isEmpty();
    }

    /** The same with the path made absolute, so that it can be loaded from elsewhere. */
    public DataSpec settled() {
        boolean path = isPath() && Files.exists(Path.of(name));
        return path ? withName(Path.of(name).toAbsolutePath().normalize().toString()) : this;
    }

    private boolean isPath() {
        return !isMemory() && !JdbcUrl.isOne(name) && !new Datasets().names().contains(name);
    }

    /** The same without the folder that a file lies in, or the host of a database, which are nobody else's. */
    public DataSpec bare() {
        if (JdbcUrl.isOne(name)) {
            return withName(JdbcUrl.bare(name));
        }
        return isPath() ? withName(Path.of(name).getFileName().toString()) : this;
    }

    /** The command's options that say the same, by name without dashes, in the order in which they are written. */
    public Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("data", name);
        options.putAll(reading.options());
        options.putAll(division.options());
        return options;
    }

    /**
     * Loads it.
     *
     * @throws org.hetcomp.io.DataException if it cannot be used; one line that says what to do
     */
    public Dataset load() {
        return new Datasets().load(this);
    }
}
