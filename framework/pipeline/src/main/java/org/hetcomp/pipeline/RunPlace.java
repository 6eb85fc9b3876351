package org.hetcomp.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import org.hetcomp.io.AtomicFolder;
import org.hetcomp.io.DataException;
import org.hetcomp.io.FolderLock;
import org.hetcomp.io.Place;

/** Where something may be written, found out before any work is done. */
public final class RunPlace {
    private static final Path RUNS = Path.of("runs");
    private static final int MOST = 60;

    private RunPlace() {}

    /** A folder under {@code runs} that is not there yet, {@code <data>-<engine>-<time>}. */
    public static Path fresh(String data, String engine) {
        String name = plain(data);
        String time = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(LocalDateTime.now());
        Path folder = RUNS.resolve(name + "-" + engine + "-" + time);
        for (int n = 2; Files.exists(folder); n++) {
            folder = RUNS.resolve(name + "-" + engine + "-" + time + "-" + n);
        }
        return folder;
    }

    /** What a run on several data sets is called by, cut where they are many. */
    public static String joined(List<String> names) {
        String all = String.join("-", names);
        return all.length() > MOST ? all.substring(0, MOST) : all;
    }

    /** The last part of the name of data, as a folder may be called. */
    static String plain(String data) {
        return Path.of(data).getFileName().toString().replaceAll("[^A-Za-z0-9._-]", "_");
    }

    /**
     * Checks that a folder that is to be written is new or empty, and in a place that may be written to.
     *
     * @param where what named it
     * @throws DataException if it is not
     */
    public static void requireNew(Path folder, String where) {
        requireWritable(folder, where);
        requireEmpty(folder, where);
    }

    static void requireWritable(Path folder, String where) {
        Path there = Place.behind(folder);
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there) || !Files.isWritable(there)) {
            throw new DataException(
                    "cannot write to " + folder, where, there + " is no folder that you may write: name another");
        }
    }

    /** What a process that was killed left of a run that had not begun is nothing; the next one sweeps it. */
    static void requireEmpty(Path folder, String where) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> inside = Files.isDirectory(folder) ? Files.list(folder) : Stream.of(folder)) {
            if (inside.anyMatch(path -> !isLeftover(path))) {
                throw new DataException(folder + " exists already", where, "name a new folder, or an empty one");
            }
        } catch (IOException e) {
            throw new DataException("cannot read " + folder, where, "name another folder", e);
        }
    }

    private static boolean isLeftover(Path path) {
        return AtomicFolder.isAside(path) || path.getFileName().toString().equals(FolderLock.FILE);
    }

    static DataException cannotWrite(Path folder, String where, IOException e) {
        return new DataException(
                "cannot write to " + folder + ", " + e.getClass().getSimpleName(), where, "name another folder", e);
    }
}
