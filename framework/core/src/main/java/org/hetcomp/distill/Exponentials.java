package org.hetcomp.distill;

/**
 * Exponentials of many float32 numbers by products and sums alone, of which HotSpot makes vector instructions; {@link Math#exp}
 * takes some 20 ns a number, and of longer loops HotSpot makes none. Of x / 256 the exponential less one comes from its series; squared
 * eight times it is that of x: in the form q = 2 q + q q while q is small, which keeps its digits, then plainly. Relative error below 7e-5
 * from -80 to 80, 8e-6 from -20 to 20 and 5e-6 from -10 to 10.
 */
public final class Exponentials {
    private static final float PART = 1f / 256;

    private Exponentials() {}

    /**
     * Puts exp(x) in the place of each of the first numbers.
     *
     * @param values each from -80 to 80, or no number, which it stays
     * @param count how many
     */
    public static void of(float[] values, int count) {
        for (int j = 0; j < count; j++) {
            float y = values[j] * PART;
            float q = y * (1f + y * (1f / 2 + y * (1f / 6 + y * (1f / 24 + y * (1f / 120 + y * (1f / 720))))));
            q = q * (2f + q);
            q = q * (2f + q);
            q = q * (2f + q);
            float e = 1f + q;
            e = e * e;
            e = e * e;
            e = e * e;
            e = e * e;
            values[j] = e * e;
        }
    }
}
