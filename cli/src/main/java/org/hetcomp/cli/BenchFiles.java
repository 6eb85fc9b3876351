package org.hetcomp.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.hetcomp.bench.BenchResults;
import org.hetcomp.io.DataException;
import org.hetcomp.io.Place;

/** The files that {@code bench} is told of, checked before anything is measured. */
final class BenchFiles {
    private BenchFiles() {}

    /** The file to write, which is not there yet; null if none is wanted. */
    static Path out(Arguments arguments) {
        String given = arguments.text("out", null);
        if (given == null) {
            return null;
        }
        Path file = Path.of(given).resolve(BenchResults.FILE);
        if (Files.exists(file)) {
            throw CommandException.usage(file + " exists already", "--out", "name another folder");
        }
        Path there = Path.of(given).toAbsolutePath().normalize();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there) || !Files.isWritable(there)) {
            throw CommandException.usage(
                    "cannot write to " + Arguments.quote(given), "--out", "name a folder that you may write");
        }
        if (Files.isDirectory(Path.of(given))) {
            Place.requireFile(file, "--out");
        }
        return file;
    }

    /** Reads what an earlier run wrote; null if none was named. */
    static BenchResults baseline(Arguments arguments) {
        String given = arguments.text("baseline", null);
        if (given == null) {
            return null;
        }
        Path file = Path.of(given);
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw CommandException.usage(
                    "cannot read " + Arguments.quote(given), "--baseline", "name the results.json of an earlier run");
        }
        try {
            return BenchResults.read(file);
        } catch (DataException e) {
            throw CommandException.usage(
                    "no results of bench", given, "name the results.json of an earlier run; " + e.what());
        }
    }
}
