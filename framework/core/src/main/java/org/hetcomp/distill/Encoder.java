package org.hetcomp.distill;

/**
 * A user's vector as a function of the user's items: {@code u = x Q M + x E + b}, x the user's row of ones over the root of their
 * number, Q the items' vectors. So a student answers users that it never saw.
 *
 * @param map M, {@code [d, d] float32}
 * @param offset b, {@code [d] float32}
 * @param items E, {@code [items, d] float32}; null where M alone did as well
 * @param lambda weight of E's squares; infinite where there is no E
 * @param explained share of the squares of users' vectors that is met, of users held out in folds; NaN if there are too few users
 *     to hold any out
 */
public record Encoder(float[] map, float[] offset, float[] items, double lambda, double explained) {
    /**
     * A user's vector.
     *
     * @param had the user's items
     * @param table the items' vectors, {@code [items, d] float32}
     * @return {@code [d]}; null if the user has none
     */
    public float[] vector(int[] had, float[] table) {
        if (had.length == 0) {
            return null;
        }
        int d = offset.length;
        double weight = 1 / Math.sqrt(had.length);
        double[] mean = new double[d];
        double[] own = new double[d];
        for (int item : had) {
            for (int k = 0; k < d; k++) {
                mean[k] += weight * table[item * d + k];
                own[k] += items == null ? 0 : weight * items[item * d + k];
            }
        }
        float[] vector = new float[d];
        for (int k = 0; k < d; k++) {
            double sum = offset[k] + own[k];
            for (int l = 0; l < d; l++) {
                sum += mean[l] * map[l * d + k];
            }
            vector[k] = (float) sum;
        }
        return vector;
    }
}
