package org.hetcomp.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Comparisons on small data: what they answer, what they leave, and that they go on where they stopped. */
class CompareTest {
    private static final String SMALL = "compare --families mf,ae --teacher-epochs 6 --dim 4 --epochs 10"
            + " --methods hetcomp,none --seeds 3,5 --threads 1";

    @TempDir
    Path folder;

    private String[] words(String line, Path out) {
        List<String> words = new ArrayList<>(Arrays.asList(line.split(" ")));
        words.addAll(List.of("--data", Program.pairs(folder).toString(), "--out", out.toString()));
        return words.toArray(String[]::new);
    }

    private static JsonObject answer(Program program) {
        assertEquals(0, program.code(), program.err());
        return JsonParser.parseString(program.out()).getAsJsonObject();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pytorch", "mxnet"})
    void answersWithMethodsAndTests(String engine) throws IOException {
        Path out = folder.resolve("compared");
        JsonObject json = answer(Program.run(words(SMALL + " --json --engine " + engine, out)));
        JsonObject methods = json.getAsJsonObject("methods");
        assertEquals(List.of("hetcomp", "none"), List.copyOf(methods.keySet()));
        JsonObject hetcomp = methods.getAsJsonObject("hetcomp");
        assertEquals(Set.of("mean", "std", "parameters", "runs"), hetcomp.keySet());
        assertEquals(4 * (60 + 40), hetcomp.get("parameters").getAsInt());
        JsonObject first = hetcomp.getAsJsonArray("runs").get(0).getAsJsonObject();
        JsonObject second = hetcomp.getAsJsonArray("runs").get(1).getAsJsonObject();
        assertEquals(
                Set.of("seed", "valid", "test", "epochs", "bestEpoch", "seconds", "more", "discrepancy", "out"),
                first.keySet());
        double discrepancy = first.get("discrepancy").getAsDouble();
        assertTrue(discrepancy > 0 && discrepancy < 0.5, "discrepancy " + discrepancy);
        assertEquals(3, first.get("seed").getAsInt());
        double mean = (recall(first) + recall(second)) / 2;
        assertEquals(mean, hetcomp.getAsJsonObject("mean").get("R50").getAsDouble(), 1e-12);
        assertEquals(4, json.getAsJsonArray("tests").size());
        JsonObject test = json.getAsJsonArray("tests").get(1).getAsJsonObject();
        assertEquals(
                Set.of("methods", "measure", "users", "seeds", "difference", "low", "high", "p", "adjusted", "least"),
                test.keySet());
        double apart = mean
                - methods.getAsJsonObject("none")
                        .getAsJsonObject("mean")
                        .get("R50")
                        .getAsDouble();
        assertEquals(Math.abs(apart), test.get("difference").getAsDouble(), 1e-9);
        assertTrue(Files.readString(out.resolve("report.html")).contains("More than chance?"));

        // Each student is one of distill: with its command it comes out the same.
        Path alone = folder.resolve("alone");
        String same = "distill --method hetcomp --dim 4 --epochs 10 --threads 1 --seed 5 --engine " + engine
                + " --teachers " + out.resolve("teachers");
        assertEquals(0, Program.run(words(same, alone)).code());
        assertArrayEquals(
                Files.readAllBytes(alone.resolve("student/student.safetensors")),
                Files.readAllBytes(out.resolve("hetcomp-5/student/student.safetensors")));
    }

    private static double recall(JsonObject run) {
        return run.getAsJsonObject("test").get("R50").getAsDouble();
    }

    @Test
    void goesOnWhereItStopped() throws IOException {
        Path whole = folder.resolve("whole");
        Path broken = folder.resolve("broken");
        Program expected = Program.run(words(SMALL, whole));
        assertEquals(0, expected.code(), expected.err());
        assertTrue(expected.out().lines().limit(30).allMatch(line -> line.length() < 80), expected.out());
        assertTrue(expected.out().contains("hetcomp, mean of 2 seeds"), expected.out());
        assertTrue(expected.out().contains("  standard deviation"), expected.out());
        // Asked once an epoch: in the first teacher, in the second one's last, then in the third student.
        for (int polls : List.of(4, 6, 10 + 10 + 4)) {
            AtomicInteger asked = new AtomicInteger();
            Program stopped = Program.run(() -> asked.incrementAndGet() > polls, words(SMALL, broken));
            assertEquals(130, stopped.code(), stopped.err());
            String last = stopped.err().lines().reduce((a, b) -> b).orElseThrow();
            String expectedLine = polls == 4
                    ? "hetcomp: interrupted before anything was finished, so that nothing was saved (" + broken
                            + "): begin again with the same command"
                    : "hetcomp: interrupted, what was done is saved (" + broken
                            + "): go on with hetcomp compare --resume " + broken;
            assertEquals(expectedLine, last);
            assertEquals(polls > 4, Files.exists(broken));
        }
        Program other = Program.run(words(SMALL.replace("--dim 4", "--dim 5"), broken));
        assertEquals(2, other.code());
        assertTrue(other.err().contains("has other dim than asked for (--out): "), other.err());
        Program resumed = Program.run(words(SMALL, broken));
        assertEquals(0, resumed.code(), resumed.err());
        assertEquals(table(expected), table(resumed));
        Program again = Program.run(words(SMALL, broken));
        assertEquals(2, again.code());
        assertTrue(again.err().contains("exists already (--out)"), again.err());
    }

    @Test
    void goesOnWithWhatWasSetOfItsMethods() {
        Path broken = folder.resolve("set");
        String line = SMALL.replace("hetcomp,none", "rrd,none") + " --set rrd.lr=0.1";
        AtomicInteger asked = new AtomicInteger();
        Program stopped = Program.run(() -> asked.incrementAndGet() > 6, words(line, broken));
        assertEquals(130, stopped.code(), stopped.err());
        Program other = Program.run("compare", "--resume", broken.toString(), "--set", "rrd.lr=0.2");
        assertEquals(2, other.code());
        assertTrue(other.err().contains("the run to go on with has "), other.err());
        Program same = Program.run("compare", "--resume", broken.toString(), "--set", "rrd.lr=0.1");
        assertEquals(0, same.code(), same.err());
        assertTrue(same.out().contains("set: rrd.lr=0.1"), same.out());
    }

    private static List<String> table(Program program) {
        return program.out()
                .lines()
                .takeWhile(line -> !line.startsWith("The students"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--methods hetcomp,rdd | unknown method \"rdd\" (--methods): ",
                "--set weight=1 | no method named for \"weight\" (--set): write METHOD.weight=X",
                "--set rrd.weight=1 | unknown method \"rrd\" (--set): ",
                "--set hetcomp.weight=1 | hetcomp has no setting weight",
                "--set hetcomp.lr=0 | lr must be above 0 and at most 1000, not 0.0 (--set): ",
                "--set none.weight=1 | none has no setting weight; it has lr, weight-decay (--set): ",
                "--set hetcomp.coarse-weight=1,hetcomp.balanced=1 | coarse-weight and balanced both say what",
                "--methods none,none | \"none\" is there twice (--methods): ",
                "--seeds 1,x | \"x\" is no integer from -9223372036854775808 to 9223372036854775807 (--seeds): ",
                "--seeds 1,01 | a seed is there twice, or there are over 1000 (--seeds): ",
                "--seeds 1,,2 | \"\" is no integer ",
                "--methods none --families mf | no teacher is trained with these options (--families): ",
                "--dims 4,x | \"x\" is no integer from 1 to 4096 (--dims): ",
                "--dims 4,04 | a dimension is there twice (--dims): ",
                "--dims 4 --dim 4 | given beside --dims (--dim): leave one of them out",
                "--data lab --data lab | a data set is there twice (--data): ",
                "--data lab --data lastfm --teachers train --teachers train --teachers train | data sets 2, teachers 3 (--teachers): ",
                "--teachers train --teachers train | data sets 1, teachers 2 (--teachers): ",
                "--method none | unknown option \"--method\" (compare): ",
            })
    void refusesWithOneLine(String words, String line) {
        Program program = Program.run(("compare " + words + " --out " + folder.resolve("no")).split(" "));
        assertEquals(2, program.code(), program.err());
        assertEquals(1, program.err().lines().count(), program.err());
        assertTrue(program.err().startsWith("hetcomp: " + line), program.err());
        assertFalse(Files.exists(folder.resolve("no")));
    }
}
