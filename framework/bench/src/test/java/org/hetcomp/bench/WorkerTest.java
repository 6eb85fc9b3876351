package org.hetcomp.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hetcomp.data.DataSpec;
import org.hetcomp.io.Safetensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Suites on small shapes, step by step as a parent asks for them; both engines come to the same. */
class WorkerTest {
    @TempDir
    Path folder;

    private final Workload small = Workload.on(DataSpec.of("lab"))
            .drawn(300, 30)
            .shapes(List.of(2, 3), 16)
            .seed(5)
            .families(List.of("mf", "dl", "iae"), 30)
            .distillation(1, "sampled:50")
            .serving(10, 3, 5)
            .warmUp(0)
            .build();

    /** Runs all tasks; what each one's sample was. */
    private Map<String, Map<String, float[]>> run(String engine, Suite suite) throws IOException {
        Map<String, Map<String, float[]>> samples = new LinkedHashMap<>();
        try (Worker worker = new Worker()) {
            Candidate candidate = new Candidate(engine, "cpu", 1);
            Request open = Request.open(new Request.Opening(candidate, suite, small, Models.NONE, folder.toString()));
            Answer.Opened opened = (Answer.Opened) worker.answer(open);
            assertEquals("cpu", opened.device());
            assertTrue(opened.loadSeconds() > 0);
            for (Task.Title task : opened.tasks()) {
                Path file = folder.resolve("sample");
                Request start = Request.start(opened.tasks().indexOf(task), file.toString());
                assertTrue(((Answer.Started) worker.answer(start)).sampled(), task.compared());
                Map<String, float[]> arrays = new LinkedHashMap<>();
                Safetensors.read(file).forEach((name, tensor) -> arrays.put(name, tensor.floats()));
                Files.delete(file);
                samples.put(task.metrics().get(0).title(), arrays);
                Answer.Repetition run = (Answer.Repetition) worker.answer(Request.run());
                assertEquals(task.metrics().size(), run.values().length);
                assertTrue(run.values()[0] > 0, task.compared());
                assertTrue(((Answer.Stopped) worker.answer(Request.stop())).peakMemoryMb() > 10);
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
            for (String name :
                    List.of("coarseUsPerUserRow", "fineUsPerUserRow", "topKUsPerUserRow", "evaluateSeconds")) {
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
