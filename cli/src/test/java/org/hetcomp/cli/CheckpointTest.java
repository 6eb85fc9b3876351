package org.hetcomp.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run goes on from may be damaged: it ends with the student that it would have ended with, or with a line. */
class CheckpointTest {
    private static final String LINE = "distill --method none --dim 4 --epochs 20 --seed ";
    private static final String STATE = "checkpoint/state.safetensors";

    @TempDir
    static Path shared;

    private static byte[] student;

    @TempDir
    Path folder;

    private static String[] words(String line, Object... more) {
        List<String> words = new ArrayList<>(Arrays.asList(line.split(" ")));
        Arrays.stream(more).forEach(word -> words.add(word.toString()));
        words.addAll(List.of("--threads", "1"));
        return words.toArray(String[]::new);
    }

    private static BooleanSupplier afterEpochs(int epochs) {
        AtomicInteger polls = new AtomicInteger();
        return () -> polls.incrementAndGet() > epochs;
    }

    @BeforeAll
    static void runs() throws IOException {
        Path data = Program.pairs(shared);
        Path whole = shared.resolve("whole");
        assertEquals(
                0, Program.run(words(LINE + 0, "--data", data, "--out", whole)).code());
        student = Files.readAllBytes(whole.resolve("student/student.safetensors"));
        for (int seed : new int[] {0, 1}) {
            Program stopped = Program.run(
                    afterEpochs(12), words(LINE + seed, "--data", data, "--out", shared.resolve("stopped-" + seed)));
            assertEquals(130, stopped.code(), stopped.err());
            assertTrue(Files.exists(shared.resolve("stopped-" + seed).resolve(STATE)));
        }
    }

    private Path copy(String name, Object number) throws IOException {
        Path from = shared.resolve(name);
        Path to = folder.resolve(name + "-" + number);
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path)));
            }
        }
        return to;
    }

    private static Program resumed(Path run) {
        return Program.run(words("distill", "--resume", run));
    }

    private static void requireSame(Path run, Program program) throws IOException {
        assertEquals(0, program.code(), program.err());
        assertArrayEquals(student, Files.readAllBytes(run.resolve("student/student.safetensors")), program.err());
    }

    /** Says whether it went on; fails if it ended in anything but the student or a line. */
    private static boolean endsWell(Path run) throws IOException {
        Program program = resumed(run);
        if (program.code() == 0) {
            requireSame(run, program);
            return true;
        }
        assertEquals(2, program.code(), program.err());
        String last = program.err().lines().reduce((a, b) -> b).orElseThrow();
        assertTrue(last.matches("hetcomp: .+ \\(.+\\): .+"), last);
        return false;
    }

    @ParameterizedTest
    @ValueSource(strings = {STATE, "run.json", "metrics.jsonl"})
    void noDamageLeadsToAnotherStudent(String name) throws IOException {
        Random random = new Random(name.length());
        for (int n = 0; n < 30; n++) {
            Path run = copy("stopped-0", n);
            Path file = run.resolve(name);
            byte[] bytes = Files.readAllBytes(file);
            int at = random.nextInt(bytes.length);
            switch (n % 3) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) ('0' + random.nextInt(10));
                default -> bytes = Arrays.copyOf(bytes, at);
            }
            Files.write(file, bytes);
            endsWell(run);
        }
    }

    @Test
    void whatARunDoesNotSayIsTheDefault() throws IOException {
        Program program = Program.run(words("distill", "--resume", copy("stopped-0", "by"), "--teacher-lr", "mf=0.01"));
        assertEquals(2, program.code(), program.err());
        assertTrue(program.err().contains("the run to go on with has the default, not "), program.err());
    }

    /** Digits of settings are what makes another student of a run that looks sound. */
    @Test
    void settingsThatWereChangedAreRefused() throws IOException {
        for (String change :
                List.of("\"seed\": 0>\"seed\": 1", "\"dim\": 4>\"dim\": 5", "\"epochs\": 20>\"epochs\": 21")) {
            Path run = copy("stopped-0", change.hashCode());
            Path file = run.resolve("run.json");
            String[] both = change.split(">");
            String text = Files.readString(file);
            assertTrue(text.contains(both[0]), text);
            int settings = text.indexOf("\"settings\"");
            Files.writeString(
                    file, text.substring(0, settings) + text.substring(settings).replace(both[0], both[1]));
            Program program = resumed(run);
            assertEquals(2, program.code(), program.err());
            assertTrue(program.err().contains("key settings"), program.err());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"parameters.safetensors", "trajectory.safetensors"})
    void aTeacherThatIsDamagedIsTrainedAgain(String damaged) throws IOException {
        String line = "distill --families mf --teacher-epochs 2 --dim 4 --epochs 8";
        Path data = shared.resolve("pairs.tsv");
        Path whole = folder.resolve("whole");
        assertEquals(0, Program.run(words(line, "--data", data, "--out", whole)).code());
        Path run = folder.resolve("run");
        Program stopped = Program.run(afterEpochs(6), words(line, "--data", data, "--out", run));
        assertEquals(130, stopped.code(), stopped.err());
        Path file = run.resolve("teachers/mf").resolve(damaged);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        Program program = resumed(run);
        assertEquals(0, program.code(), program.err());
        assertTrue(program.err().contains("it is trained again"), program.err());
        for (String name : List.of("student/student.safetensors", "teachers/mf/parameters.safetensors")) {
            assertArrayEquals(Files.readAllBytes(whole.resolve(name)), Files.readAllBytes(run.resolve(name)), name);
        }
    }

    @Test
    void anotherRunsCheckpointIsRefused() throws IOException {
        Path run = copy("stopped-0", "other");
        Files.write(
                run.resolve(STATE),
                Files.readAllBytes(shared.resolve("stopped-1").resolve(STATE)));
        Program program = resumed(run);
        assertEquals(2, program.code(), program.err());
        assertTrue(program.err().contains("the checkpoint cannot be used, it is of another run"), program.err());
    }

    @Test
    void aDamagedCheckpointIsToldAndGivenUp() throws IOException {
        Path run = copy("stopped-0", "damaged");
        byte[] bytes = Files.readAllBytes(run.resolve(STATE));
        bytes[bytes.length - 5] ^= 1;
        Files.write(run.resolve(STATE), bytes);
        Program program = resumed(run);
        requireSame(run, program);
        assertTrue(program.err().contains("the student is trained from the beginning"), program.err());
        assertTrue(program.err().contains("is damaged: its hash"), program.err());
    }

    @Test
    void metricsThatWereChangedAreToldAndWrittenAnew() throws IOException {
        Path run = copy("stopped-0", "metrics");
        Path metrics = run.resolve("metrics.jsonl");
        String before = Files.readString(metrics);
        Files.writeString(metrics, before.replaceFirst("\"R10\":0.", "\"R10\":0.9"), StandardCharsets.UTF_8);
        Program program = resumed(run);
        requireSame(run, program);
        assertTrue(program.err().contains("metrics.jsonl is not what it was then"), program.err());
        assertTrue(Files.readString(metrics).lines().count() > before.lines().count());
        Files.writeString(metrics, Files.readString(metrics).replaceFirst("\"R10\":0.", "\"R10\":0.9"));
        Program report = Program.run("report", run.toString());
        assertEquals(2, report.code());
        assertTrue(report.err().contains("is not the one that the run has written (" + metrics + ")"), report.err());
    }
}
