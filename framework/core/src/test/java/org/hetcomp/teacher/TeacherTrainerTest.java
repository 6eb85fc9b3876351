package org.hetcomp.teacher;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TeacherTrainerTest {
    private static final TeacherFamily GNN = TeacherFamilies.of("gnn");

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aLossThatIsNotFiniteEndsTheTraining(double loss) {
        IllegalStateException e =
                assertThrows(IllegalStateException.class, () -> DivergedException.unlessFinite(GNN, 7, loss));
        assertTrue(
                e.getMessage().startsWith("training gnn diverged in epoch 7: the loss is " + loss + "; "),
                e.getMessage());
    }

    @Test
    void aFiniteOneDoesNot() {
        assertDoesNotThrow(() -> DivergedException.unlessFinite(GNN, 7, -1e300));
    }

    @Test
    void whatItAdvisesIsThere() {
        TeacherOptions slower = GNN.defaults().withLearningRate(1e-4);
        assertEquals(1e-4, slower.learningRate(), 0);
        assertEquals(GNN.defaults(), slower.withLearningRate(GNN.defaults().learningRate()));
    }
}
