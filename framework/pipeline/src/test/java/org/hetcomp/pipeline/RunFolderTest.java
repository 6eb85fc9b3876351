package org.hetcomp.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hetcomp.data.Dataset;
import org.hetcomp.io.DataException;
import org.hetcomp.io.FolderLock;
import org.hetcomp.model.Provenance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of a run: who may work in it, and what is refused. */
class RunFolderTest {
    private static final Dataset DATA = SmallData.drawn();
    private static final Provenance MADE = new Provenance("1", "any", "2", "cpu", 1, 0, "2026-01-01T00:00:00Z");

    @TempDir
    Path temporary;

    private Path folder() {
        return temporary.resolve("run");
    }

    private static RunRecord first(TeacherSpec spec) {
        return RunRecord.first(spec, MADE, Inputs.of(DATA, List.of()));
    }

    private static TeacherSpec spec(long seed) {
        return new TeacherSpec(List.of("mf"), 3, 0, seed);
    }

    private RunFolder begun(TeacherSpec spec) throws IOException {
        RunFolder run = RunFolder.of(folder(), "--out");
        run.begin(first(spec));
        return run;
    }

    private static String refused(org.junit.jupiter.api.function.Executable work) {
        return assertThrows(DataException.class, work).getMessage();
    }

    @Test
    void anotherRunOfThisProcessIsRefused() throws IOException {
        try (RunFolder one = begun(spec(1));
                RunFolder other = RunFolder.of(folder(), "--out")) {
            assertNotNull(one.record());
            String line = refused(() -> other.begin(first(spec(1))));
            assertEquals(
                    "process " + ProcessHandle.current().pid() + " is at work in " + folder()
                            + " (--out): wait for it, or name another folder",
                    line);
            other.abandon();
            assertTrue(RunRecord.isIn(folder()), "the one who was refused took the other's folder away");
        }
        assertFalse(Files.exists(folder().resolve(FolderLock.FILE)));
    }

    @Test
    void anotherProcessIsRefusedByItsPidUntilItEnds() throws IOException, InterruptedException {
        Files.createDirectories(folder());
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        folder().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = holder.inputReader()) {
            assertEquals("taken", out.readLine());
            RunFolder run = RunFolder.of(folder(), "--out");
            String line = refused(() -> run.begin(first(spec(1))));
            assertTrue(line.startsWith("process " + holder.pid() + " is at work in "), line);
            // However it ends, the kernel takes its lock away.
            holder.destroyForcibly().waitFor();
            begun(spec(1)).close();
        } finally {
            holder.destroyForcibly();
        }
    }

    @Test
    void goesOnWithTheSameAndRefusesTheRest() throws IOException {
        try (RunFolder run = begun(spec(1))) {
            Files.createDirectories(run.teachers().resolve("mf"));
            run.abandon();
        }
        double spent = RunRecord.read(folder()).seconds();
        assertTrue(spent > 0);
        String seed = refused(() -> begun(spec(2)).close());
        assertEquals(
                "the run in " + folder() + " has other seed than asked for (--out): it has 1, not 2; give the options "
                        + "that it was begun with, or name another folder",
                seed);
        String families =
                refused(() -> begun(new TeacherSpec(List.of("ae"), 3, 0, 1)).close());
        assertTrue(
                families.contains("has other families than asked for (--out): it has [\"mf\"], not [\"ae\"]"),
                families);
        RunFolder other = RunFolder.of(folder(), "--out");
        Provenance engine = new Provenance("1", "other", "2", "cpu", 1, 0, "2026-01-01T00:00:00Z");
        assertTrue(refused(() -> other.begin(RunRecord.first(spec(1), engine, Inputs.of(DATA, List.of()))))
                .contains("has another engine than asked for"));
        other.abandon();
        other.close();
        assertTrue(Files.exists(folder().resolve("teachers/mf")), "finished work was taken away");
        assertEquals(spent, RunRecord.read(folder()).seconds(), "a refused run was told time");
        begun(spec(1)).close();
    }

    @Test
    void whatIsCompleteIsNotTouched() throws IOException {
        try (RunFolder run = begun(spec(1))) {
            run.complete(new DistillAnswer.Counts(1, 2, 3));
        }
        String line = refused(() -> RunFolder.of(folder(), "--out"));
        assertEquals(folder() + " exists already (--out): name a new folder, or an empty one", line);
        assertTrue(refused(() -> RunFolder.unfinished(folder(), "--resume")).contains("is complete (--resume)"));
        assertEquals(
                3,
                RunRecord.read(folder())
                        .result(DistillAnswer.Counts.class, folder())
                        .train());
    }

    @Test
    void aRunThatWasKilledAsItBeganLeavesNothingInTheWay() throws IOException {
        Files.createDirectories(folder());
        Files.writeString(folder().resolve(".run.json-01234567-89ab-cdef-0123-456789abcdef"), "{\"form");
        Files.writeString(folder().resolve(FolderLock.FILE), "4194304\n");
        begun(spec(1)).close();
        assertEquals(List.of(RunRecord.FILE), names());
    }

    private List<String> names() throws IOException {
        try (var inside = Files.list(folder())) {
            return inside.map(path -> path.getFileName().toString()).toList();
        }
    }

    @Test
    void aRunThatFailsAtOnceLeavesNoFolder() throws IOException {
        try (RunFolder run = begun(spec(1))) {
            run.abandon();
        }
        assertFalse(Files.exists(folder()));
        Files.createDirectories(folder());
        try (RunFolder run = begun(spec(1))) {
            run.abandon();
        }
        assertEquals(List.of(), names());
    }

    @Test
    void whatIsNoRunIsRefused() throws IOException {
        Files.createDirectories(folder());
        Files.writeString(folder().resolve("mine.txt"), "");
        assertTrue(refused(() -> RunFolder.of(folder(), "--out")).contains(" exists already (--out)"));
        assertTrue(refused(() -> RunFolder.of(folder().resolve("mine.txt"), "--out"))
                .contains("mine.txt is no folder that you may write"));
        assertTrue(refused(() -> RunFolder.unfinished(folder(), "--resume")).startsWith("no run in "));
        Files.writeString(folder().resolve(RunRecord.FILE), "{\"format\": 1}");
        assertTrue(refused(() -> RunFolder.of(folder(), "--out")).contains("key command is missing ("));
    }
}
