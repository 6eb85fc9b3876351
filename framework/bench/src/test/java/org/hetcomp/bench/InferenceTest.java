package org.hetcomp.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The student beside the ensemble. */
class InferenceTest {
    private static List<Result> served(
            String engine, Integer dim, String model, double rate, Map<String, Number> details) {
        return List.of(
                result(engine, dim, model, "usersPerSecond", rate, details),
                result(engine, dim, model, "latencyP50Ms", 1000 / rate, null),
                result(engine, dim, model, "latencyP99Ms", 5000 / rate, null));
    }

    private static Result result(
            String engine, Integer dim, String model, String name, double v, Map<String, Number> details) {
        return Result.of(new Candidate(engine, "cpu", 2), "recommend", new Metric(name, "", dim, model))
                .spread(Spread.of(v))
                .details(details)
                .build();
    }

    private static Inference.Cost cost(Integer dim, long parameters, double memoryMb) {
        return Inference.Cost.of(dim, parameters, memoryMb);
    }

    private static Map<String, Number> details(int parameters, double megabytes, double recall) {
        return Map.of("parameters", parameters, "memoryMb", megabytes, "R50", recall);
    }

    @Test
    void theLargestStudentOnTheFirstBackendThatServedBoth() {
        List<Result> results = new ArrayList<>();
        results.addAll(served("a", 16, "student", 400, details(200, 2, 0.3)));
        results.addAll(served("b", 6, "student", 999, details(100, 1, 0.2)));
        results.addAll(served("b", 16, "student", 500, details(200, 2, 0.27)));
        results.addAll(served("b", null, "ensemble", 50, details(8000, 10, 0.3)));
        Inference inference = Inference.of(results).orElseThrow();
        assertEquals("b", inference.engine());
        assertEquals(cost(16, 200, 2).withServing(500, 2, 10).withRecall50(0.27), inference.student());
        assertEquals(cost(null, 8000, 10).withServing(50, 20, 100).withRecall50(0.3), inference.ensemble());
        assertEquals(0.025, inference.ratio().parameters(), 1e-12);
        assertEquals(0.2, inference.ratio().memory(), 1e-12);
        assertEquals(0.1, inference.ratio().time(), 1e-12);
        assertEquals(0.1, inference.ratio().latency(), 1e-12);
        assertEquals(0.9, inference.ratio().recall50(), 1e-12);
    }

    @Test
    void noneWithoutAnEnsemble() {
        assertTrue(Inference.of(served("a", 16, "student", 400, details(200, 2, 0.3)))
                .isEmpty());
    }
}
