package org.hetcomp.teacher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TeacherOptionsTest {
    private static TeacherOptions options(boolean anneals) {
        return new TeacherOptions(8, 0.5, 0, 10, 10, 4, 1, 1, 1, 0.15, anneals);
    }

    @Test
    void anAnnealedStepFallsLinearlyToAFiftieth() {
        assertEquals(0.5, options(true).learningRate(0), 1e-12);
        assertEquals(0.375, options(true).learningRate(0.25), 1e-12);
        assertEquals(0.01, options(true).learningRate(0.99), 1e-12);
        assertEquals(0.01, options(true).learningRate(1), 1e-12);
    }

    @Test
    void anotherStaysAsItIs() {
        assertEquals(0.5, options(false).learningRate(0), 0);
        assertEquals(0.5, options(false).learningRate(1), 0);
    }

    @Test
    void theOthersKeepWhetherItAnneals() {
        assertEquals(0.25, options(true).withDim(3).withEpochs(9).learningRate(0.5), 1e-12);
    }
}
