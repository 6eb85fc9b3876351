package org.hetcomp.teacher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.util.Random;
import java.util.TreeSet;
import org.hetcomp.backend.EngineTest;
import org.hetcomp.backend.Parameters;
import org.hetcomp.data.Interactions;
import org.junit.jupiter.api.Test;

/** Least squares against the equations that they solve, written out. */
public abstract class RidgeContract extends EngineTest {
    private static final int USERS = 40;
    private static final int ITEMS = 30;
    private static final int D = 6;
    private static final double UNOBSERVED = 0.05;
    private static final double L2 = 0.02;

    private final Random random = new Random(11);
    private final Interactions had = drawn();

    /** The last user has nothing. */
    private Interactions drawn() {
        int[][] rows = new int[USERS][];
        for (int u = 0; u < USERS; u++) {
            TreeSet<Integer> row = new TreeSet<>();
            while (row.size() < (u == USERS - 1 ? 0 : 1 + u % 9)) {
                row.add(random.nextInt(ITEMS));
            }
            rows[u] = row.stream().mapToInt(i -> i).toArray();
        }
        return Interactions.of(ITEMS, rows);
    }

    private Parameters tables() {
        Parameters tables = new Parameters(backend);
        tables.addNormal("user", new Shape(USERS, D), 1, random);
        tables.addNormal("item", new Shape(ITEMS, D), 1, random);
        return tables;
    }

    @Test
    void solvedRowsHaveNoGradient() {
        RidgeRows ridge = new RidgeRows(backend, UNOBSERVED, L2);
        try (Parameters tables = tables()) {
            for (int again = 0; again < 6; again++) {
                ridge.solve(had, tables, "user", "item");
            }
            float[] user = tables.get("user").toFloatArray();
            float[] item = tables.get("item").toFloatArray();
            for (int u = 0; u < USERS; u++) {
                for (int k = 0; k < D; k++) {
                    assertEquals(0, gradient(user, item, u, k), 1e-4, "user " + u + ", dimension " + k);
                }
            }
        }
    }

    /** Half the derivative of the objective by one number of a user's vector. */
    private double gradient(float[] user, float[] item, int u, int k) {
        double sum = L2 * (had.count(u) + UNOBSERVED * ITEMS) * user[u * D + k];
        for (int i = 0; i < ITEMS; i++) {
            double product = product(user, u, item, i);
            sum += UNOBSERVED * product * item[i * D + k];
            if (had.contains(u, i)) {
                sum += (product - 1) * item[i * D + k];
            }
        }
        return sum;
    }

    private static double product(float[] user, int u, float[] item, int i) {
        double sum = 0;
        for (int k = 0; k < D; k++) {
            sum += (double) user[u * D + k] * item[i * D + k];
        }
        return sum;
    }

    /** What is held fast may be turned, but no distance or product among its rows may change. */
    @Test
    void turningKeepsAllProducts() {
        try (Parameters tables = tables()) {
            float[] before = products(tables.get("item").toFloatArray());
            new RidgeRows(backend, UNOBSERVED, L2).solve(had, tables, "user", "item");
            assertArrayEquals(before, products(tables.get("item").toFloatArray()), 1e-4f);
        }
    }

    private static float[] products(float[] item) {
        float[] products = new float[ITEMS * ITEMS];
        for (int i = 0; i < ITEMS; i++) {
            for (int j = 0; j < ITEMS; j++) {
                products[i * ITEMS + j] = (float) product(item, i, item, j);
            }
        }
        return products;
    }

    @Test
    void theObjectiveFallsSweepBySweep() {
        RidgeRows ridge = new RidgeRows(backend, UNOBSERVED, L2);
        Interactions byItem = had.transposed();
        try (Parameters tables = tables()) {
            double before = objective(tables);
            for (int sweep = 0; sweep < 5; sweep++) {
                ridge.solve(had, tables, "user", "item");
                ridge.solve(byItem, tables, "item", "user");
                double after = objective(tables);
                assertTrue(after < before, "sweep " + sweep + ": " + after + " after " + before);
                assertEquals(after, ridge.objective(had, byItem, tables, "user", "item"), 1e-3 * after);
                before = after;
            }
        }
    }

    private double objective(Parameters tables) {
        float[] user = tables.get("user").toFloatArray();
        float[] item = tables.get("item").toFloatArray();
        double sum = 0;
        int[] counts = had.itemCounts();
        for (int u = 0; u < USERS; u++) {
            sum += L2 * (had.count(u) + UNOBSERVED * ITEMS) * product(user, u, user, u);
            for (int i = 0; i < ITEMS; i++) {
                double product = product(user, u, item, i);
                sum += UNOBSERVED * product * product + (had.contains(u, i) ? (product - 1) * (product - 1) : 0);
            }
        }
        for (int i = 0; i < ITEMS; i++) {
            sum += L2 * (counts[i] + UNOBSERVED * USERS) * product(item, i, item, i);
        }
        return sum;
    }

    @Test
    void weightsOfNothingAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new RidgeRows(backend, UNOBSERVED, 0));
        assertThrows(IllegalArgumentException.class, () -> new RidgeRows(backend, 0, L2));
    }
}
