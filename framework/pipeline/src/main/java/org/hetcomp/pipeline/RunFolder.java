package org.hetcomp.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hetcomp.io.AtomicFile;
import org.hetcomp.io.AtomicFolder;
import org.hetcomp.io.DataException;
import org.hetcomp.io.FolderLock;
import org.hetcomp.io.Place;
import org.hetcomp.model.Json;
import org.hetcomp.model.ModelFolder;
import org.hetcomp.model.Provenance;

/**
 * The folder of a run. Every file in it is there whole or not at all, so that a run that was killed can go on; a run that
 * fails before it has anything worth keeping leaves no folder. From {@link #begin} to {@link #close} it is locked.
 *
 * <p>One rule for all commands: a folder that is new or empty begins a run, one with an unfinished run of the same
 * specification goes on with it, and every other one is refused, untouched.
 */
public final class RunFolder implements AutoCloseable {
    private final Path folder;
    private final String where;
    private RunRecord record;
    private FolderLock lock;
    private boolean created;
    private boolean isRunning;
    private long begun;

    private RunFolder(Path folder, String where) {
        this.folder = folder;
        this.where = where;
    }

    /**
     * A folder for a run to begin or to go on in. Writes nothing yet.
     *
     * @param where what named it, for messages: an option, or a method
     * @throws DataException if it cannot be written to, or holds something that is no unfinished run
     */
    public static RunFolder of(Path folder, String where) {
        RunPlace.requireWritable(folder, where);
        RunFolder run = new RunFolder(folder, where);
        run.look();
        return run;
    }

    /**
     * The folder of an unfinished run. Of one that was killed right after its end, what it was writing and what only a
     * resumed run needs goes.
     *
     * @throws DataException if there is none in it
     */
    public static RunFolder unfinished(Path folder, String where) {
        if (!RunRecord.isIn(folder)) {
            throw new DataException("no run in " + folder, where, "name a folder that holds " + RunRecord.FILE);
        }
        if (RunRecord.read(folder).isComplete()) {
            new RunFolder(folder, where).tidy();
            throw new DataException(
                    "the run in " + folder + " is complete", where, "use what it made, or begin a new run");
        }
        return of(folder, where);
    }

    private void tidy() {
        if (!Files.isWritable(folder)) {
            return;
        }
        try (FolderLock over = FolderLock.take(folder, where)) {
            AtomicFolder.sweep(folder);
            AtomicFolder.delete(checkpoint().getParent());
        } catch (IOException e) {
            throw RunPlace.cannotWrite(folder, where, e);
        }
    }

    private void look() {
        record = RunRecord.isIn(folder) ? RunRecord.read(folder) : null;
        if (record == null || record.isComplete()) {
            RunPlace.requireEmpty(folder, where);
        }
    }

    /**
     * Makes the folder, or goes on in it, before any work is done.
     *
     * @throws DataException if another process is at work in it, or it holds something else than a run that begins like
     *     this one
     */
    void begin(RunRecord first) throws IOException {
        begun = System.nanoTime();
        boolean fresh = !Files.exists(folder);
        try {
            Place.createFolders(folder);
            lock = FolderLock.take(folder, where);
            // Another process may have been here since.
            look();
            sweep();
            if (record == null) {
                created = fresh;
                record(first);
            } else {
                record.requireSame(first, folder, where);
            }
            isRunning = true;
        } catch (IOException e) {
            if (created) {
                AtomicFolder.delete(folder);
            }
            throw RunPlace.cannotWrite(folder, where, e);
        } finally {
            if (!isRunning) {
                close();
            }
        }
    }

    private void sweep() throws IOException {
        Path refit = refit(folder);
        for (Path place : List.of(
                folder,
                teachers(),
                refit,
                refit.resolve("teachers"),
                checkpoint().getParent())) {
            AtomicFolder.sweep(place);
        }
    }

    /** The folder of a run that is part of this one. */
    Path part(String name) {
        return folder.resolve(name);
    }

    /** Where it lies, as the user wrote it. */
    public Path folder() {
        return folder;
    }

    /** Where the teachers are that it trained, once there are any. */
    public Path teachers() {
        return folder.resolve("teachers");
    }

    /** Where the student is, once it is. */
    public static Path student(Path folder) {
        return folder.resolve("student");
    }

    /** Where that student is which has learned from all pairs, if the run was asked for one. */
    public static Path refit(Path folder) {
        return folder.resolve("refit");
    }

    /** The student that is to be used: the one that has learned from all pairs, if there is one. */
    public static Path inUse(Path folder) {
        Path refit = student(refit(folder));
        return ModelFolder.isOne(refit) ? refit : student(folder);
    }

    /** The state of the distiller that learns from all pairs. */
    Path refitCheckpoint() {
        return folder.resolve("checkpoint").resolve("refit.safetensors");
    }

    /** The distiller's state. */
    Path checkpoint() {
        return folder.resolve("checkpoint").resolve("state.safetensors");
    }

    MetricsFile metrics() {
        return new MetricsFile(folder);
    }

    /** What {@code run.json} says; null before the run begins. */
    public RunRecord record() {
        return record;
    }

    private void record(RunRecord next) throws IOException {
        AtomicFile.write(folder.resolve(RunRecord.FILE), Json.PRETTY.toJson(next) + "\n");
        record = next;
    }

    /** Seconds spent on the run, by this process and those before. */
    double seconds() {
        return record.seconds() + spent();
    }

    private double spent() {
        return (System.nanoTime() - begun) / 1e9;
    }

    /**
     * The run is done: what only a resumed run needs goes.
     *
     * @param answer what its command answers with
     */
    void complete(Object answer) throws IOException {
        record(record.completed(spent(), Provenance.now(), answer, metrics().sha256()));
        AtomicFolder.delete(checkpoint().getParent());
    }

    /**
     * The run ends before its end, if it has begun here: what there is to go on with is told the time that was spent on it. The folder goes if
     * this process made it and nothing in it was finished.
     */
    void abandon() {
        if (!isRunning) {
            return;
        }
        try {
            boolean student = Files.exists(checkpoint()) || Files.exists(refitCheckpoint());
            if (student || Files.exists(teachers()) || hasParts()) {
                record(record.spent(spent()));
            } else if (created) {
                AtomicFolder.delete(folder);
            } else {
                Files.deleteIfExists(folder.resolve(DivisionFile.FILE));
                AtomicFolder.delete(folder.resolve(RunScope.DATA));
                Files.deleteIfExists(folder.resolve(RunRecord.FILE));
                metrics().delete();
            }
        } catch (IOException e) {
            // The failure that led here is what the user is told.
            return;
        }
    }

    private boolean hasParts() throws IOException {
        try (Stream<Path> inside = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            return inside.anyMatch(RunRecord::isIn);
        }
    }

    /** Gives the lock back. */
    @Override
    public void close() throws IOException {
        if (lock != null) {
            lock.close();
            lock = null;
        }
    }
}
