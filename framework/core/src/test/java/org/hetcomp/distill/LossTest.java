package org.hetcomp.distill;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.EngineTest;

/** What the tests of losses on an engine share. */
public abstract class LossTest extends EngineTest {
    static final float TOLERANCE = 1e-4f;

    /** A loss and its gradients, read back. */
    record Computed(double loss, float[] user, float[] item) {}

    Computed compute(DistillationLoss loss, LossCase input) {
        return compute(backend, loss, input);
    }

    static Computed compute(Backend backend, DistillationLoss loss, LossCase input) {
        try (NDManager step = backend.manager().newSubManager()) {
            NDArray users = step.create(input.users(), new Shape(input.users().length / input.dim(), input.dim()));
            NDArray items = step.create(input.items(), new Shape(input.itemCount(), input.dim()));
            Gradients gradients = loss.gradients(backend, step, users, items, input.batch());
            return new Computed(
                    gradients.value(),
                    gradients.user().toFloatArray(),
                    gradients.item().toFloatArray());
        }
    }

    static void hold(double loss, double[][] user, double[][] item, Computed computed) {
        hold(loss, user, item, computed, 0);
    }

    /** The same where the exact numbers may be 0: a {@code floor} of float32 rounding is let pass. */
    static void hold(double loss, double[][] user, double[][] item, Computed computed, double floor) {
        assertEquals(loss, computed.loss(), TOLERANCE * Math.abs(loss) + floor, "loss");
        close(user, computed.user(), floor, "gradient to users");
        close(item, computed.item(), floor, "gradient to items");
    }

    /** Each element within 1e-4 of the largest. */
    private static void close(double[][] expected, float[] computed, double floor, String what) {
        double max = floor / TOLERANCE;
        for (double[] row : expected) {
            for (double value : row) {
                max = Math.max(max, Math.abs(value));
            }
        }
        int d = expected[0].length;
        assertEquals(expected.length * d, computed.length, what);
        for (int i = 0; i < computed.length; i++) {
            assertEquals(expected[i / d][i % d], computed[i], TOLERANCE * max, what + " at " + i / d + ", " + i % d);
        }
    }

    static double[][] rows(float[] flat, int d) {
        double[][] rows = new double[flat.length / d][d];
        for (int i = 0; i < flat.length; i++) {
            rows[i / d][i % d] = flat[i];
        }
        return rows;
    }
}
