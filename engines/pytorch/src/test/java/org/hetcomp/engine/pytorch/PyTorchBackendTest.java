package org.hetcomp.engine.pytorch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Random;
import org.hetcomp.backend.BackendContract;
import org.junit.jupiter.api.Test;

class PyTorchBackendTest extends BackendContract {
    @Override
    protected String engine() {
        return "pytorch";
    }

    /** A GPU takes the one, the CPU the other. */
    @Test
    void bothWaysOfAddingRowsAgree() {
        Random random = new Random(3);
        int[] ids = random.ints(500, 0, 40).toArray();
        float[] values = new float[ids.length * 7];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        try (NDManager step = backend.manager().newSubManager()) {
            NDArray rows = step.create(values, new Shape(ids.length, 7));
            NDArray byGradient = PyTorchBackend.addedByGradient(rows, ids, 41);
            assertArrayEquals(
                    PyTorchBackend.addedByProduct(rows, ids, 41).toFloatArray(), byGradient.toFloatArray(), 1e-4f);
            assertFalse(JniUtils.isGradMode(), "gradients are tracked on");
            assertFalse(byGradient.hasGradient(), "the sums have a gradient");
        }
    }

    @Test
    void whatALaneTakesIsNotWhatThreadsOfLaterTake() throws Exception {
        assertEquals(1, backend.lanes().begin(1, JniUtils::getNumThreads).get());
        int[] later = new int[1];
        Thread thread = new Thread(() -> later[0] = JniUtils.getNumThreads());
        thread.start();
        thread.join();
        assertEquals(backend.threads(), later[0]);
    }
}
