package org.hetcomp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs of {@code bench} with processes of their own, on small data. */
class BenchTest {
    @TempDir
    Path folder;

    private static List<JsonObject> list(JsonObject json, String key) {
        JsonArray array = json.getAsJsonArray(key);
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    private static Set<String> values(List<JsonObject> objects, String key) {
        Set<String> values = new TreeSet<>();
        objects.forEach(object -> values.add(object.has(key) ? object.get(key).getAsString() : ""));
        return values;
    }

    @Test
    void distilsAndServesOnBothEnginesAndGoesOnWithoutAGpu() throws IOException {
        Path out = folder.resolve("out");
        Program program = Program.run(
                "bench",
                "--quick",
                "--suite",
                "distill,recommend",
                "--families",
                "mf,ae",
                "--dims",
                "2",
                "--epochs",
                "2",
                "--devices",
                "cpu,gpu:99",
                "--threads",
                "1",
                "--json",
                "--data",
                Program.pairs(folder).toString(),
                "--out",
                out.toString());
        assertEquals(0, program.code(), program.err());
        assertEquals(1, program.out().lines().count(), program.out());
        JsonObject json = JsonParser.parseString(program.out()).getAsJsonObject();
        assertEquals(json, JsonParser.parseString(Files.readString(out.resolve("results.json"))));

        assertTrue(json.getAsJsonObject("machine").keySet().containsAll(Set.of("cpu", "cores", "memoryMb")));
        List<JsonObject> results = list(json, "results");
        for (JsonObject result : results) {
            assertTrue(
                    result.keySet()
                            .containsAll(Set.of(
                                    "engine",
                                    "engineVersion",
                                    "device",
                                    "threads",
                                    "suite",
                                    "name",
                                    "unit",
                                    "repetitions",
                                    "min",
                                    "median",
                                    "p90",
                                    "max",
                                    "peakMemoryMb")),
                    result.toString());
            int repetitions = result.get("repetitions").getAsInt();
            boolean once = Set.of("loadSeconds", "firstStepSeconds")
                    .contains(result.get("name").getAsString());
            assertEquals(once ? 1 : 7, repetitions, result.toString());
            assertTrue(result.get("min").getAsDouble() <= result.get("median").getAsDouble());
            assertTrue(result.get("p90").getAsDouble() <= result.get("max").getAsDouble());
        }
        assertEquals(Set.of("mxnet", "pytorch"), values(results, "engine"));
        assertEquals(Set.of("cpu"), values(results, "device"));
        assertEquals(Set.of("distill", "recommend"), values(results, "suite"));
        assertEquals(Set.of("", "ae", "ensemble", "mf", "student"), values(results, "model"));
        assertEquals(
                Set.of(
                        "distillSeconds",
                        "firstStepSeconds",
                        "latencyP50Ms",
                        "latencyP99Ms",
                        "loadSeconds",
                        "studentTestRecall50",
                        "usersPerSecond"),
                values(results, "name"));

        List<JsonObject> agreement = list(json, "agreement");
        assertEquals(4, agreement.size(), "the distilled student, the served one and two teachers");
        for (JsonObject one : agreement) {
            assertEquals(2, one.getAsJsonArray("backends").size());
            assertTrue(one.get("maxRelDiff").getAsDouble() < 1e-2, one.toString());
        }
        inference(json.getAsJsonObject("inference"));

        List<JsonObject> skipped = list(json, "skipped");
        assertEquals(2, skipped.size(), skipped.toString());
        assertEquals(Set.of("gpu:99"), values(skipped, "device"));
        skipped.forEach(one -> assertTrue(one.get("skipped").getAsString().contains("is not usable"), one.toString()));
        assertTrue(program.err().contains("pytorch on gpu:99 is left out"), program.err());
    }

    private static void inference(JsonObject inference) {
        JsonObject student = inference.getAsJsonObject("student");
        JsonObject ensemble = inference.getAsJsonObject("ensemble");
        assertEquals(2 * (60 + 40), student.get("parameters").getAsLong());
        double share = inference.getAsJsonObject("ratio").get("parameters").getAsDouble();
        assertEquals(200.0 / ensemble.get("parameters").getAsLong(), share, 1e-12);
        assertTrue(
                student.get("memoryMb").getAsDouble() < ensemble.get("memoryMb").getAsDouble());
        for (JsonObject model : List.of(student, ensemble)) {
            assertTrue(model.get("latencyP50Ms").getAsDouble()
                    <= model.get("latencyP99Ms").getAsDouble());
            assertTrue(model.get("recall50").getAsDouble() > 0);
        }
    }

    @Test
    void tellsPeopleAndComparesWithItself() {
        String[] words = {
            "bench",
            "--quick",
            "--suite",
            "teachers",
            "--families",
            "mf",
            "--engines",
            "pytorch",
            "--threads",
            "1",
            "--data",
            Program.pairs(folder).toString(),
            "--out",
            folder.resolve("first").toString()
        };
        assertEquals(0, Program.run(words).code());
        words[words.length - 1] = folder.resolve("second").toString();
        List<String> more = new ArrayList<>(List.of(words));
        more.addAll(List.of("--baseline", folder.resolve("first/results.json").toString()));
        Program program = Program.run(more.toArray(String[]::new));
        assertEquals(0, program.code(), program.err());
        assertTrue(program.out().contains("mf epoch                    s       pytorch cpu 1"), program.out());
        assertTrue(program.out().contains("of 1 medians changed by more than both spreads"), program.out());
        assertFalse(program.out().contains("not the same"), program.out());
        assertTrue(program.out().lines().allMatch(line -> line.length() <= 79), program.out());

        Program again = Program.run(words);
        assertEquals(2, again.code());
        assertTrue(again.err().contains("results.json exists already (--out)"), again.err());
    }

    @Test
    void aFileThatIsNoBaselineIsToldOf() {
        Path file = Program.write(folder.resolve("other.json"), "{\"format\": 1}");
        Program program = Program.run("bench", "--baseline", file.toString());
        assertEquals(2, program.code());
        assertTrue(program.err().startsWith("hetcomp: no results of bench (" + file + ")"), program.err());
    }

    @Test
    void aDamagedBaselineIsFoundBeforeAnythingIsMeasured() {
        Path file = Program.write(folder.resolve("old.json"), "{\"format\": 1, \"results\": [{\"engine\": 1}]}");
        Path out = folder.resolve("out");
        Program program = Program.run(
                "bench",
                "--quick",
                "--suite",
                "kernels",
                "--items",
                "300",
                "--users",
                "30",
                "--dims",
                "2",
                "--block",
                "8",
                "--engines",
                "pytorch",
                "--threads",
                "1",
                "--baseline",
                file.toString(),
                "--out",
                out.toString());
        assertEquals(2, program.code());
        assertEquals(
                "hetcomp: no results of bench (" + file + "): name the results.json of an earlier run; something is "
                        + "missing, or another version wrote it: key results[0], a result without device",
                program.err().strip());
        assertFalse(Files.exists(out));
    }

    private Program stopped(int asked, Path out) {
        AtomicInteger polls = new AtomicInteger();
        return Program.run(
                () -> polls.incrementAndGet() > asked,
                "bench",
                "--quick",
                "--suite",
                "teachers",
                "--families",
                "mf,ml",
                "--engines",
                "pytorch",
                "--threads",
                "1",
                "--json",
                "--data",
                Program.pairs(folder).toString(),
                "--out",
                out.toString());
    }

    @Test
    void whatWasMeasuredIsWrittenWhenInterrupted() throws IOException {
        // The process is asked for once to be opened, and for each of two families to be started, run 7 times, ended.
        Path out = folder.resolve("out");
        Program program = stopped(1 + 9 + 3, out);
        assertEquals(130, program.code(), program.err());
        assertTrue(
                program.err()
                        .lines()
                        .anyMatch(("hetcomp: interrupted, what was measured until then is in "
                                + out.resolve("results.json") + " (bench): measure again into another folder")::equals),
                program.err());
        JsonObject json = JsonParser.parseString(Files.readString(out.resolve("results.json")))
                .getAsJsonObject();
        assertTrue(json.get("interrupted").getAsBoolean());
        assertEquals(Set.of("", "mf"), values(list(json, "results"), "model"));
        assertEquals(json, JsonParser.parseString(program.out()));
        assertTrue(Files.readString(out.resolve("report.html")).contains("It was interrupted"));
    }

    @Test
    void nothingIsWrittenWhereNothingWasMeasured() {
        Path out = folder.resolve("out");
        Program program = stopped(1 + 5, out);
        assertEquals(130, program.code(), program.err());
        assertTrue(program.err().contains("hetcomp: interrupted, nothing is written (bench): measure again"));
        assertFalse(Files.exists(out));
    }
}
