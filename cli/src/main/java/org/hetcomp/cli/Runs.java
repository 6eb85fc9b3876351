package org.hetcomp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the folder for a run before any work is done: a new one, or that of a run to go on with. */
final class Runs {
    private static final Set<String> GOES_ON = Set.of("teachers", "compare");

    private Runs() {}

    /** The folder of {@code --out}, or a new one under {@code runs}; it must not hold anything. Writes nothing yet. */
    static RunFolder planned(Arguments arguments, String command, String data, String engine) {
        String given = arguments.text("out", null);
        if (given == null) {
            String name = Path.of(data).getFileName().toString().replaceAll("[^A-Za-z0-9._-]", "_");
            String time = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(LocalDateTime.now());
            Path runs = Path.of("runs");
            Path folder = runs.resolve(name + "-" + engine + "-" + time);
            for (int n = 2; Files.exists(folder); n++) {
                folder = runs.resolve(name + "-" + engine + "-" + time + "-" + n);
            }
            requirePlace(folder);
            return RunFolder.fresh(folder);
        }
        Path folder = path(given, "--out");
        requirePlace(folder);
        if (RunFolder.isRun(folder) && !RunFolder.read(folder).isComplete()) {
            // These go on by themselves: each teacher and each student that is finished is taken as it is.
            if (GOES_ON.contains(command) && RunFolder.read(folder).command().equals(command)) {
                return RunFolder.existing(folder);
            }
            throw CommandException.usage(
                    "there is an unfinished run in " + given, "--out", "go on with it by --resume, or name another");
        }
        requireNew(folder);
        return RunFolder.fresh(folder);
    }

    /** An unfinished run. */
    static RunFolder unfinished(String given, String option) {
        Path folder = path(given, option);
        if (!RunFolder.isRun(folder)) {
            throw CommandException.usage("no run in " + given, option, "name a folder that holds run.json");
        }
        if (RunFolder.read(folder).isComplete()) {
            throw CommandException.usage(
                    "the run in " + given + " is complete", option, "use its student, or begin a new run");
        }
        return RunFolder.existing(folder);
    }

    private static Path path(String given, String option) {
        try {
            return Path.of(given);
        } catch (InvalidPathException e) {
            throw CommandException.usage(Arguments.quote(given) + " is no path", option, "name a folder");
        }
    }

    private static void requirePlace(Path folder) {
        Path there = folder.toAbsolutePath().normalize();
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there) || !Files.isWritable(there)) {
            throw CommandException.usage(
                    "cannot write to " + folder, "--out", there + " is no folder that you may write: name another");
        }
    }

    /** Checks that a folder that is to be written is new or empty, and in a place that may be written to. */
    static void requireNew(Path folder) {
        requirePlace(folder);
        if (Files.exists(folder) && !isEmptyFolder(folder)) {
            throw CommandException.usage(folder + " exists already", "--out", "name a new folder, or an empty one");
        }
    }

    private static boolean isEmptyFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.findAny().isEmpty();
        } catch (IOException e) {
            throw CommandException.usage("cannot read " + folder, "--out", "name another folder");
        }
    }
}
