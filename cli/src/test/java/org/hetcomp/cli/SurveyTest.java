package org.hetcomp.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Comparisons on several data sets and dimensions: what they answer, and that they go on where they stopped. */
class SurveyTest {
    private static final String SMALL =
            "compare --families mf --teacher-epochs 6 --epochs 10 --methods converged,none --seeds 3,5 --threads 1";

    @TempDir
    Path folder;

    /** On two sets, of which the second is the first without its last users. */
    private String[] words(String line, Path out) throws IOException {
        Path one = Program.pairs(folder);
        Path other = folder.resolve("other.tsv");
        List<String> lines = Files.readAllLines(one);
        Files.write(other, lines.subList(0, lines.size() * 2 / 3));
        List<String> words = new ArrayList<>(Arrays.asList(line.split(" ")));
        words.addAll(List.of("--data", one.toString(), "--data", other.toString(), "--out", out.toString()));
        return words.toArray(String[]::new);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pytorch", "mxnet"})
    void comparesEverySetInEveryDimension(String engine) throws IOException {
        Path out = folder.resolve("surveyed");
        Program program = Program.run(words(SMALL + " --dims 4,2 --json --engine " + engine, out));
        assertEquals(0, program.code(), program.err());
        JsonObject json = JsonParser.parseString(program.out()).getAsJsonObject();
        assertEquals(
                Set.of("engine", "device", "comparisons", "standings", "seconds", "peakMemoryMb", "warnings", "out"),
                json.keySet());
        JsonArray parts = json.getAsJsonArray("comparisons");
        List<String> places = new ArrayList<>();
        parts.forEach(part -> {
            JsonObject one = part.getAsJsonObject();
            JsonObject comparison = one.getAsJsonObject("comparison");
            places.add(
                    one.get("set").getAsString() + "-d" + comparison.get("dim").getAsInt());
            assertEquals(
                    2,
                    comparison
                            .getAsJsonObject("methods")
                            .getAsJsonObject("none")
                            .getAsJsonArray("runs")
                            .size());
        });
        String one = Program.pairs(folder).getFileName().toString();
        assertEquals(List.of(one + "-d4", one + "-d2", "other.tsv-d4", "other.tsv-d2"), places);
        JsonArray standings = json.getAsJsonArray("standings");
        assertEquals(4, standings.size());
        JsonObject standing = standings.get(1).getAsJsonObject();
        assertEquals("R50", standing.get("measure").getAsString());
        int sum = 0;
        for (String word : List.of("above", "level", "below", "open")) {
            sum += standing.get(word).getAsInt();
        }
        assertEquals(4, sum);
        String page = Files.readString(out.resolve("report.html"));
        assertTrue(page.contains("How the methods stand") && page.contains("other.tsv, dimension 2"), page);

        // Each is a comparison by itself: with its command it comes out the same.
        Path alone = folder.resolve("alone");
        String same = "compare --dim 2 --epochs 10 --methods none,converged --seeds 5 --threads 1 --engine " + engine
                + " --teachers " + out.resolve("teachers-other.tsv") + " --data " + folder.resolve("other.tsv")
                + " --out "
                + alone;
        assertEquals(0, Program.run(same.split(" ")).code());
        for (String student : List.of("none-5", "converged-5")) {
            assertArrayEquals(
                    Files.readAllBytes(alone.resolve(student + "/student/student.safetensors")),
                    Files.readAllBytes(out.resolve("other.tsv-d2/" + student + "/student/student.safetensors")));
        }
    }

    @Test
    void goesOnWhereItStopped() throws IOException {
        Path whole = folder.resolve("whole");
        Path broken = folder.resolve("broken");
        Program expected = Program.run(words(SMALL + " --dims 2,4", whole));
        assertEquals(0, expected.code(), expected.err());
        assertTrue(expected.out().contains("converged level with none in all 4"), expected.out());
        // Asked once an epoch: in the first teacher, in a student of the second dimension, then in the second set's
        // teacher.
        for (int polls : List.of(3, 3 + 40 + 15, 25 + 4)) {
            AtomicInteger asked = new AtomicInteger();
            Program stopped = Program.run(() -> asked.incrementAndGet() > polls, words(SMALL + " --dims 2,4", broken));
            assertEquals(130, stopped.code(), stopped.err());
            String last = stopped.err().lines().reduce((a, b) -> b).orElseThrow();
            assertEquals(
                    polls == 3
                            ? "hetcomp: interrupted before anything was finished, so that nothing was saved (" + broken
                                    + "): begin again with the same command"
                            : "hetcomp: interrupted, what was done is saved (" + broken
                                    + "): go on with hetcomp compare --resume " + broken,
                    last);
        }
        Program other = Program.run(words(SMALL + " --dims 2,8", broken));
        assertEquals(2, other.code());
        assertTrue(other.err().contains("has other dims than asked for (--out): it has [2,4], not [2,8]"), other.err());
        String resume = "compare --resume " + broken;
        Program fewer = Program.run((resume + " --data " + Program.pairs(folder)).split(" "));
        assertEquals(2, fewer.code());
        assertTrue(
                fewer.err()
                        .contains("other.tsv taught by train, not " + Program.pairs(folder)
                                + " taught by train (--data)"),
                fewer.err());
        Program resumed = Program.run(resume.split(" "));
        assertEquals(0, resumed.code(), resumed.err());
        assertEquals(table(expected), table(resumed));
        Path student = Path.of("other.tsv-d4/converged-3/student/student.safetensors");
        assertArrayEquals(Files.readAllBytes(whole.resolve(student)), Files.readAllBytes(broken.resolve(student)));

        // What run.json has can be asked for again.
        Program again = Program.run(
                ("compare --threads 1 --config " + broken.resolve("run.json") + " --out " + folder.resolve("again"))
                        .split(" "));
        assertEquals(0, again.code(), again.err());
        assertEquals(table(expected), table(again));
    }

    private static List<String> table(Program program) {
        return program.out()
                .lines()
                .takeWhile(line -> !line.startsWith("The students"))
                .toList();
    }

    @Test
    void eachSetHasTeachersOfItsOwn() throws IOException {
        Path out = folder.resolve("out");
        Path teachers = folder.resolve("teachers");
        String[] train = ("teachers --families mf --epochs 6 --threads 1 --data " + Program.pairs(folder) + " --out "
                        + teachers)
                .split(" ");
        assertEquals(0, Program.run(train).code());
        String line =
                "compare --families ae --teacher-epochs 6 --epochs 5 --methods converged --seeds 0 --dim 2 --threads 1"
                        + " --teachers " + teachers + " --teachers train";
        Program program = Program.run(words(line, out));
        assertEquals(0, program.code(), program.err());
        assertTrue(Files.exists(out.resolve("teachers-other.tsv/teachers/ae/card.json")));
        assertTrue(
                Files.notExists(out.resolve("teachers-" + Program.pairs(folder).getFileName())));
        Program swapped = Program.run(words(
                line.replace("--teachers " + teachers + " --teachers train", "--teachers train --teachers " + teachers),
                folder.resolve("swapped")));
        assertEquals(2, swapped.code(), swapped.err());
        assertTrue(Files.notExists(folder.resolve("swapped")));
    }
}
