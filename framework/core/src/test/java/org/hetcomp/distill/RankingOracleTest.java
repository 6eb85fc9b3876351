package org.hetcomp.distill;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The oracle's gradients against central differences of its loss, and its loss against numbers by hand. */
class RankingOracleTest {
    private static final double STEP = 1e-6;

    @Test
    void gradientsAreTheDifferencesOfTheLoss() {
        Random random = new Random(3);
        double[][] users = drawn(2, random);
        double[][] items = drawn(7, random);
        RankingOracle oracle = new RankingOracle(users, items);
        oracle.add(new int[][] {{0, 1}, {0, 2}, {0, 3}}, 2, new int[][] {{0, 4}, {0, 5}}, 0.5);
        oracle.add(new int[][] {{1, 6}, {0, 6}}, 2, new int[][] {}, 2);
        double[][][] gradients = oracle.gradients();
        differ(oracle, users, gradients[0]);
        differ(oracle, items, gradients[1]);
    }

    private static void differ(RankingOracle oracle, double[][] table, double[][] gradient) {
        for (int row = 0; row < table.length; row++) {
            for (int k = 0; k < table[row].length; k++) {
                double was = table[row][k];
                table[row][k] = was + STEP;
                double above = oracle.loss();
                table[row][k] = was - STEP;
                double below = oracle.loss();
                table[row][k] = was;
                assertEquals((above - below) / (2 * STEP), gradient[row][k], 1e-7, row + ", " + k);
            }
        }
    }

    private static double[][] drawn(int rows, Random random) {
        double[][] table = new double[rows][3];
        for (double[] row : table) {
            for (int k = 0; k < row.length; k++) {
                row[k] = random.nextGaussian();
            }
        }
        return table;
    }

    /** Scores 0 alike: of a list of 3 above 2 others, ordered logs of 5, 4 and 3; unordered ones of 3. */
    @Test
    void equalScoresCountWhatIsBelow() {
        RankingOracle oracle = new RankingOracle(new double[1][1], new double[6][1]);
        int[][] list = {{0, 0}, {0, 1}, {0, 2}};
        int[][] others = {{0, 3}, {0, 4}};
        oracle.add(list, 3, others, 1);
        assertEquals(Math.log(5 * 4 * 3), oracle.loss(), 1e-12);
        oracle.add(list, 1, others, 1);
        assertEquals(Math.log(5 * 4 * 3) + Math.log(5 * 3 * 3), oracle.loss(), 1e-12);
    }
}
