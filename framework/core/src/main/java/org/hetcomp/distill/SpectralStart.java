package org.hetcomp.distill;

import java.util.stream.IntStream;
import org.hetcomp.data.Rankings;

/**
 * Where a student begins that knows nothing but the first lists that it will be shown: at their best approximation by inner
 * products, in the manner of PureSVD (Cremonesi, Koren and Turrin, RecSys 2010) of what the teachers say instead of what was
 * observed. A random start has to find the d directions first, which takes most of a small student's epochs (docs/algorithm.md).
 *
 * <p>A user's row has 1 at listed observed items and exp(-r / 50) at the unobserved one of rank r, and is of length 1; columns are
 * weighed by their sum to the power -1/4, so that what everybody is shown does not take all directions, and unweighed in what comes
 * out. Both tables are stretched alike till the ten best listed items of a user score 5 in the mean. Of more users than
 * {@value #MOST} so many, evenly spaced, say what the directions are.
 *
 * @param user {@code [users, d]}
 * @param item {@code [items, d]}
 */
record SpectralStart(float[] user, float[] item) {
    private static final int MOST = 1 << 16;
    private static final double SLOWNESS = 50;
    private static final double LEVELLING = 0.25;
    private static final int BEST = 10;
    private static final double SCORE = 5;

    /**
     * Of lists.
     *
     * @param items number of items
     * @return null where nothing is listed
     */
    static SpectralStart of(Supervision lists, int items, int dim, long seed) {
        return of(lists, items, dim, seed, MOST);
    }

    /** The same, of at most so many users. */
    static SpectralStart of(Supervision lists, int items, int dim, long seed, int most) {
        int stride = Math.max(1, (lists.users() + most - 1) / most);
        SparseRows shown = rows(lists, items, 0, (lists.users() + stride - 1) / stride, stride);
        if (shown.columns().length == 0) {
            return null;
        }
        double[] sums = new double[items];
        for (int at = 0; at < shown.columns().length; at++) {
            sums[shown.columns()[at]] += shown.values()[at];
        }
        weigh(shown, sums);
        Spectrum spectrum = Spectrum.of(shown, dim, seed);
        int size = spectrum.strengths().length;
        float[] user = stride > 1
                ? projected(lists, items, sums, spectrum.right(), size, most)
                : scaled(spectrum.left(), spectrum.strengths(), 1);
        float[] item = spectrum.right().clone();
        for (int i = 0; i < items; i++) {
            for (int j = 0; j < size; j++) {
                item[i * size + j] *= (float) Math.pow(sums[i], LEVELLING);
            }
        }
        return stretched(user, item, spectrum.strengths(), lists, dim);
    }

    /** Everybody along the directions, so many users at a time: all their lists at once would be as large as the lists themselves. */
    private static float[] projected(
            Supervision lists, int items, double[] sums, float[] directions, int size, int most) {
        float[] user = new float[Math.multiplyExact(lists.users(), size)];
        for (int from = 0; from < lists.users(); from += most) {
            SparseRows some = rows(lists, items, from, Math.min(most, lists.users() - from), 1);
            weigh(some, sums);
            float[] rows = some.times(directions, size);
            System.arraycopy(rows, 0, user, from * size, rows.length);
        }
        return user;
    }

    /** What so many users are shown, from one on, each so many after the one before. */
    private static SparseRows rows(Supervision lists, int items, int from, int rows, int stride) {
        int[] starts = new int[rows + 1];
        for (int row = 0; row < rows; row++) {
            int user = from + row * stride;
            int length = lists.observed().length(user) + lists.unobserved().length(user);
            starts[row + 1] = Math.addExact(starts[row], length);
        }
        int[] columns = new int[starts[rows]];
        float[] values = new float[starts[rows]];
        IntStream.range(0, rows).parallel().forEach(row -> {
            int at = starts[row];
            double squares = 0;
            for (Rankings of : new Rankings[] {lists.observed(), lists.unobserved()}) {
                int[] ranked = of.row(from + row * stride);
                for (int r = 0; r < ranked.length; r++) {
                    double value = of == lists.observed() ? 1 : Math.exp(-r / SLOWNESS);
                    columns[at] = ranked[r];
                    values[at++] = (float) value;
                    squares += value * value;
                }
            }
            for (int back = starts[row]; back < at; back++) {
                values[back] /= (float) Math.sqrt(squares);
            }
        });
        return new SparseRows(starts, columns, values, items);
    }

    private static void weigh(SparseRows rows, double[] sums) {
        float[] values = rows.values();
        for (int at = 0; at < values.length; at++) {
            double sum = sums[rows.columns()[at]];
            values[at] = sum > 0 ? (float) (values[at] * Math.pow(sum, -LEVELLING)) : 0;
        }
    }

    /** Columns times their singular values to a power. */
    private static float[] scaled(float[] table, double[] strengths, double power) {
        int size = strengths.length;
        float[] scaled = new float[table.length];
        for (int at = 0; at < table.length; at++) {
            scaled[at] = strengths[at % size] > 0 ? (float) (table[at] * Math.pow(strengths[at % size], power)) : 0;
        }
        return scaled;
    }

    /** With d columns, both tables of one size and listed items of the scores that they are to have. */
    private static SpectralStart stretched(float[] user, float[] item, double[] strengths, Supervision lists, int dim) {
        float[] users = padded(scaled(user, strengths, -0.5), strengths.length, dim);
        float[] items = padded(scaled(item, strengths, 0.5), strengths.length, dim);
        double score = meanScore(users, items, lists, dim);
        if (!(score > 0)) {
            return null;
        }
        double both = Math.sqrt(SCORE / score);
        double size = Math.sqrt(root(items) / root(users));
        multiply(users, both * size);
        multiply(items, both / size);
        return new SpectralStart(users, items);
    }

    private static float[] padded(float[] table, int size, int dim) {
        int rows = table.length / size;
        float[] padded = new float[Math.multiplyExact(rows, dim)];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(table, row * size, padded, row * dim, size);
        }
        return padded;
    }

    private static double meanScore(float[] users, float[] items, Supervision lists, int dim) {
        double sum = 0;
        long count = 0;
        for (int u = 0; u < lists.users(); u++) {
            for (int i : lists.unobserved().first(u, BEST)) {
                for (int j = 0; j < dim; j++) {
                    sum += (double) users[u * dim + j] * items[i * dim + j];
                }
                count++;
            }
        }
        return sum / count;
    }

    private static double root(float[] table) {
        double squares = 0;
        for (float x : table) {
            squares += (double) x * x;
        }
        return Math.sqrt(squares / table.length);
    }

    private static void multiply(float[] table, double factor) {
        for (int at = 0; at < table.length; at++) {
            table[at] *= (float) factor;
        }
    }
}
