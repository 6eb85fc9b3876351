package org.hetcomp.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.BackendOptions;
import org.hetcomp.backend.Backends;
import org.hetcomp.backend.Parameters;
import org.hetcomp.distill.CoarseLoss;
import org.hetcomp.distill.DistillationLoss;
import org.hetcomp.distill.FineLoss;
import org.hetcomp.distill.Student;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The plain losses are the same functions as those that they are measured against, on each engine. */
class PlainLossTest {
    private static final int ITEMS = 700;
    private static final int USERS = 40;
    private static final int DIM = 5;

    private static Map<String, float[]> sample(Backend backend, DistillationLoss loss) {
        DrawnData data = new DrawnData(Workload.on(null)
                .drawn(ITEMS, USERS)
                .shapes(List.of(DIM), USERS)
                .seed(3)
                .build());
        Parameters parameters = new Parameters(backend);
        parameters.add(Student.USER, new Shape(USERS, DIM), data.vectors(USERS, DIM, 1));
        parameters.add(Student.ITEM, new Shape(ITEMS, DIM), data.vectors(ITEMS, DIM, 2));
        try (LossWork work = new LossWork(backend, loss, new Student(backend, parameters), data, USERS, 1)) {
            return work.sample();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pytorch", "mxnet"})
    void bothFormsAgreeWithTheFusedLosses(String engine) {
        try (Backend backend = Backends.open(engine, new BackendOptions("cpu", 1))) {
            for (boolean fine : new boolean[] {false, true}) {
                Map<String, float[]> fused = sample(backend, fine ? new FineLoss() : new CoarseLoss());
                for (boolean subtracting : new boolean[] {false, true}) {
                    Map<String, float[]> plain = sample(backend, new PlainLoss(fine, subtracting));
                    String what = engine + ", fine " + fine + ", subtracting " + subtracting;
                    fused.forEach((name, values) -> close(values, plain.get(name), what + ": " + name));
                }
            }
        }
    }

    private static void close(float[] expected, float[] actual, String what) {
        double most = 0;
        for (float value : expected) {
            most = Math.max(most, Math.abs(value));
        }
        assertEquals(expected.length, actual.length, what);
        for (int j = 0; j < expected.length; j++) {
            assertEquals(expected[j], actual[j], 1e-4 * most, what + " at " + j);
        }
    }
}
