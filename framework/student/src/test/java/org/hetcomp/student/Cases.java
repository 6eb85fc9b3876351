package org.hetcomp.student;

import java.util.Random;

/** Vectors that tests draw. */
final class Cases {
    private Cases() {}

    /** Normal numbers {@code [rows, dim]}. */
    static float[][] vectors(long seed, int rows, int dim) {
        Random random = new Random(seed);
        float[][] vectors = new float[rows][dim];
        for (float[] vector : vectors) {
            for (int k = 0; k < dim; k++) {
                vector[k] = (float) random.nextGaussian();
            }
        }
        return vectors;
    }

    /** Vectors of a kind that makes trouble: ties, zeros of both signs, tiny or huge numbers, lengths far apart. */
    static float[][] awkward(Random random, int rows, int dim) {
        int kind = random.nextInt(7);
        float[][] vectors = new float[rows][dim];
        for (float[] vector : vectors) {
            float length = (float) Math.exp(3 * random.nextGaussian());
            for (int k = 0; k < dim; k++) {
                float normal = (float) random.nextGaussian();
                vector[k] = switch (kind) {
                    case 0 -> normal;
                    case 1 -> random.nextInt(3) - 1;
                    case 2 -> random.nextBoolean() ? 0f : -0f;
                    case 3 -> normal * length;
                    case 4 -> normal * 1e-23f;
                    case 5 -> normal * 1e19f;
                    default -> k == 0 ? random.nextInt(2) : 0.1f;
                };
            }
        }
        return vectors;
    }
}
