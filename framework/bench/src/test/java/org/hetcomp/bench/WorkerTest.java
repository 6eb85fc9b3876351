package org.hetcomp.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hetcomp.data.DataSpec;
import org.hetcomp.io.Safetensors;
import org.hetcomp.model.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Suites on small shapes, step by step as a parent asks for them; both engines come to the same. */
class WorkerTest {
    @TempDir
    Path folder;

    private final Workload small = new Workload(
            300, 30, List.of(2, 3), 16, 5, DataSpec.of("lab"), 30, List.of("mf", "dl", "iae"), 1,
            "sampled:50", Map.of(), List.of(), 10, 3, 5, 0);

    private static JsonObject request(String verb) {
        JsonObject request = new JsonObject();
        request.addProperty("do", verb);
        return request;
    }

    /** Runs all tasks; what each one's sample was. */
    private Map<String, Map<String, float[]>> run(String engine, Suite suite) throws IOException {
        Map<String, Map<String, float[]>> samples = new LinkedHashMap<>();
        try (Worker worker = new Worker()) {
            JsonObject open = Json.GSON
                    .toJsonTree(new Worker.Opening(new Candidate(engine, "cpu", 1), suite, small))
                    .getAsJsonObject();
            open.addProperty("do", "open");
            Contender.Opened opened = Json.GSON.fromJson(worker.answer(open), Contender.Opened.class);
            assertEquals("cpu", opened.device());
            assertTrue(opened.loadSeconds() > 0);
            for (Task.Title task : opened.tasks()) {
                JsonObject start = request("start");
                Path file = folder.resolve("sample");
                start.addProperty("task", opened.tasks().indexOf(task));
                start.addProperty("sample", file.toString());
                assertTrue(worker.answer(start).get("sampled").getAsBoolean(), task.compared());
                Map<String, float[]> arrays = new LinkedHashMap<>();
                Safetensors.read(file).forEach((name, tensor) -> arrays.put(name, tensor.floats()));
                Files.delete(file);
                samples.put(task.metrics().get(0).title(), arrays);
                var run = Json.GSON.fromJson(worker.answer(request("run")), Contender.Repetition.class);
                assertEquals(task.metrics().size(), run.values().length);
                assertTrue(run.values()[0] > 0, task.compared());
                assertTrue(worker.answer(request("stop")).get("peakMemoryMb").getAsLong() > 10);
            }
        }
        return samples;
    }

    private void agree(Suite suite, List<String> titles, double tolerance) throws IOException {
        Map<String, Map<String, float[]>> pytorch = run("pytorch", suite);
        Map<String, Map<String, float[]>> mxnet = run("mxnet", suite);
        assertEquals(titles, new ArrayList<>(pytorch.keySet()));
        pytorch.forEach((title, sample) -> {
            Map<Candidate, Map<String, float[]>> both = new LinkedHashMap<>();
            both.put(new Candidate("pytorch", "cpu", 1), sample);
            both.put(new Candidate("mxnet", "cpu", 1), mxnet.get(title));
            Agreement agreement = Agreement.of(suite, new Metric(title, "", null, null), both);
            assertTrue(agreement.problem() == null && agreement.maxRelDiff() < tolerance, agreement.toString());
        });
    }

    @Test
    void kernels() throws IOException {
        List<String> titles = new ArrayList<>();
        for (int d : small.dims()) {
            for (String name : List.of(
                    "coarseUsPerUserRow", "fineUsPerUserRow", "topKUsPerUserRow", "evaluateSeconds")) {
                titles.add(name + ", d = " + d);
            }
        }
        titles.add("curriculumSeconds");
        for (String name : List.of("scores", "weightedSum", "transposedSum", "deviceTopK", "sparse")) {
            titles.add(name + "UsPerUserRow, d = 3");
        }
        for (int d : small.dims()) {
            for (String name : List.of("Coarse", "Fine", "ShortCoarse", "ShortFine")) {
                titles.add("autograd" + name + "UsPerUserRow, d = " + d);
            }
        }
        agree(Suite.KERNELS, titles, 1e-4);
    }

    @Test
    void teachers() throws IOException {
        agree(Suite.TEACHERS, List.of("mf epochSeconds", "dl epochSeconds", "iae epochSeconds"), 1e-3);
    }
}
