package org.hetcomp.engine.mxnet;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.hetcomp.backend.EngineTest;
import org.hetcomp.backend.NativeEnvironment;
import org.hetcomp.backend.Resident;
import org.junit.jupiter.api.Test;

class RememberedShapesTest extends EngineTest {
    @Override
    protected String engine() {
        return "mxnet";
    }

    /** Autoencoders multiply by others in each step: 285 MB of these if all are remembered, 14 to 30 otherwise. */
    @Test
    void shapesThatDoNotComeAgainAreForgotten() {
        assumeTrue(
                MxNetProvider.SHAPES.equals(NativeEnvironment.get(MxNetProvider.CACHE)), "the user has said how many");
        for (int n = 0; n < 100; n++) {
            multiply(1000 + n);
        }
        long before = Resident.outsideTheHeapKilobytes();
        for (int n = 0; n < 3000; n++) {
            multiply(1100 + n);
        }
        long more = Resident.outsideTheHeapKilobytes() - before;
        assertTrue(more < 100_000, () -> more + " KB more");
    }

    private void multiply(int columns) {
        try (NDManager scope = backend.manager().newSubManager()) {
            NDArray weights = scope.ones(new Shape(32, columns));
            backend.transposedSum(weights, scope.ones(new Shape(32, 8)));
            backend.scores(scope.ones(new Shape(columns, 8)), scope.ones(new Shape(32, 8)));
            backend.weightedSum(weights, scope.ones(new Shape(columns, 8))).toFloatArray();
        }
    }
}
