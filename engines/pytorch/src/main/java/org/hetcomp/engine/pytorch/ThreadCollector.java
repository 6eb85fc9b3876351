package org.hetcomp.engine.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;

/**
 * Tracks gradients on the thread that made it. DJL's own refuses a second one in the process, though the library tracks by thread. A
 * parameter's gradients add up over backward passes until {@code Backend.clearGradient}.
 */
final class ThreadCollector implements GradientCollector {
    private final boolean tracked = JniUtils.isGradMode();

    ThreadCollector() {
        JniUtils.setGradMode(true);
    }

    @Override
    public void backward(NDArray target) {
        try (NDArray ones = target.getManager().ones(target.getShape())) {
            JniUtils.backward((PtNDArray) target, (PtNDArray) ones, false, false);
        }
    }

    /** Not known here: clear those of the parameters. */
    @Override
    public void zeroGradients() {
        throw new UnsupportedOperationException("a parameter's gradient is cleared by Backend.clearGradient");
    }

    @Override
    public void close() {
        JniUtils.setGradMode(tracked);
    }
}
