package org.hetcomp.report.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LabelsTest {
    private static final double ROUNDING = 1e-9;

    @Test
    void stayWhereThereIsRoom() {
        assertArrayEquals(new double[] {50, 10, 30}, Labels.apart(new double[] {50, 10, 30}, 15, 0, 100), ROUNDING);
    }

    @Test
    void moveApartEquallyInTheirOrder() {
        assertArrayEquals(new double[] {35, 65, 50}, Labels.apart(new double[] {49, 51, 50}, 15, 0, 100), ROUNDING);
    }

    @Test
    void stayWithinBounds() {
        assertArrayEquals(new double[] {0, 15, 85}, Labels.apart(new double[] {-9, 1, 99}, 15, 0, 85), ROUNDING);
    }

    @Test
    void noneIsNone() {
        assertEquals(0, Labels.apart(new double[0], 15, 0, 100).length);
    }

    /** Held against trying: no small move that keeps labels apart comes nearer to what was wanted. */
    @Test
    void areAsNearAsCanBe() {
        Random random = new Random(5);
        for (int n = 0; n < 500; n++) {
            double[] wanted = random.doubles(1 + random.nextInt(6), 0, 100).toArray();
            double[] places = Labels.apart(wanted, 15, -1e6, 1e6);
            double cost = cost(wanted, places);
            assertTrue(apart(places, 15 - ROUNDING), Arrays.toString(places));
            for (int t = 0; t < 200; t++) {
                double[] other = places.clone();
                double move = random.nextGaussian();
                int from = random.nextInt(other.length);
                int to = from + random.nextInt(other.length - from);
                double[] sorted = other.clone();
                Arrays.sort(sorted);
                for (int i = 0; i < other.length; i++) {
                    if (other[i] >= sorted[from] && other[i] <= sorted[to]) {
                        other[i] += move;
                    }
                }
                assertTrue(!apart(other, 15) || cost(wanted, other) >= cost - 1e-6);
            }
        }
    }

    private static double cost(double[] wanted, double[] places) {
        double sum = 0;
        for (int i = 0; i < wanted.length; i++) {
            sum += (wanted[i] - places[i]) * (wanted[i] - places[i]);
        }
        return sum;
    }

    private static boolean apart(double[] places, double gap) {
        double[] sorted = places.clone();
        Arrays.sort(sorted);
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] - sorted[i - 1] < gap) {
                return false;
            }
        }
        return true;
    }
}
