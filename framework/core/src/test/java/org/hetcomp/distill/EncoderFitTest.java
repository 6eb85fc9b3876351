package org.hetcomp.distill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.hetcomp.data.Interactions;
import org.junit.jupiter.api.Test;

class EncoderFitTest {
    private static final int USERS = 400;
    private static final int ITEMS = 30;
    private static final int D = 3;

    private final Random random = new Random(7);
    private final Interactions train = train();
    private final float[] items = normal(ITEMS * D);

    private Interactions train() {
        int[][] rows = new int[USERS][];
        for (int u = 0; u < USERS; u++) {
            rows[u] = random.ints(0, ITEMS)
                    .distinct()
                    .limit(2 + random.nextInt(6))
                    .toArray();
        }
        return Interactions.of(ITEMS, rows);
    }

    private float[] normal(int size) {
        float[] values = new float[size];
        for (int n = 0; n < size; n++) {
            values[n] = (float) random.nextGaussian();
        }
        return values;
    }

    /** Users made of their items by a map, an offset and a table of their own. */
    private float[] users(float[] map, float[] offset, float[] own) {
        float[] users = new float[USERS * D];
        for (int u = 0; u < USERS; u++) {
            double root = Math.sqrt(train.count(u));
            for (int k = 0; k < D; k++) {
                double sum = offset[k];
                for (int item : train.row(u)) {
                    sum += own[item * D + k] / root;
                    for (int l = 0; l < D; l++) {
                        sum += items[item * D + l] * map[l * D + k] / root;
                    }
                }
                users[u * D + k] = (float) sum;
            }
        }
        return users;
    }

    @Test
    void aMapAndAnOffsetAreFound() {
        float[] map = normal(D * D);
        float[] offset = normal(D);
        Encoder fit = EncoderFit.fit(train, users(map, offset, new float[ITEMS * D]), items, D, true);
        for (int n = 0; n < map.length; n++) {
            assertEquals(map[n], fit.map()[n], 1e-3);
        }
        for (int k = 0; k < D; k++) {
            assertEquals(offset[k], fit.offset()[k], 1e-3);
        }
        assertTrue(fit.explained() > 0.9999, "" + fit.explained());
    }

    @Test
    void whatItemsSayByThemselvesIsFound() {
        float[] users = users(normal(D * D), normal(D), normal(ITEMS * D));
        Encoder fit = EncoderFit.fit(train, users, items, D, true);
        assertNotNull(fit.items());
        assertTrue(fit.explained() > 0.99, "" + fit.explained());
        float[] met = users(fit.map(), fit.offset(), fit.items());
        double missed = 0;
        double whole = 0;
        for (int n = 0; n < met.length; n++) {
            missed += (met[n] - users[n]) * (met[n] - users[n]);
            whole += users[n] * users[n];
        }
        assertTrue(missed < 0.005 * whole, missed + " of " + whole);
    }

    @Test
    void noiseIsNotLearned() {
        Encoder fit = EncoderFit.fit(train, normal(USERS * D), items, D, true);
        assertTrue(fit.explained() < 0.05, "" + fit.explained());
        assertTrue(fit.lambda() >= 10, "" + fit.lambda());
    }

    @Test
    void aFewUsersHaveAMap() {
        Interactions few = Interactions.of(ITEMS, new int[][] {{1, 2}, {3}});
        Encoder fit = EncoderFit.fit(few, normal(2 * D), items, D, true);
        assertNull(fit.items());
        assertTrue(Double.isNaN(fit.explained()));
        for (float value : fit.map()) {
            assertTrue(Float.isFinite(value));
        }
    }
}
