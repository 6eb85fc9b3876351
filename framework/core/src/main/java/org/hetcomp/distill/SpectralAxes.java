package org.hetcomp.distill;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.hetcomp.data.Rankings;

/**
 * The directions that lists lie along, in the manner of PureSVD (Cremonesi, Koren and Turrin, RecSys 2010) of what the teachers say
 * instead of what was observed: what {@link SpectralStart} begins a student at. Users may be asked for in parts, wherever their lists
 * lie: {@link Fit}s add up over them.
 *
 * <p>A user's row has 1 at listed observed items and exp(-r / 50) at the unobserved one of rank r, and is of length 1; columns are
 * weighed by their sum to the power -1/4, so that what everybody is shown does not take all directions, and unweighed in what comes
 * out. Both tables are to be stretched alike till the ten best listed items of a user score 5 in the mean.
 */
public final class SpectralAxes implements Serializable {
    /** Of more users than these so many, evenly spaced, say what the directions are. */
    public static final int MOST = 1 << 16;

    private static final long serialVersionUID = 1L;
    private static final double SLOWNESS = 50;
    private static final double LEVELLING = 0.25;
    private static final int BEST = 10;
    private static final double SCORE = 5;

    private final double[] sums;
    private final double[] strengths;
    // [items, size]
    private final float[] right;
    // [users, size], of those whose lists these are, if they are all; else null
    private final float[] left;
    private final int dim;

    private SpectralAxes(double[] sums, Spectrum spectrum, boolean everyone, int dim) {
        this.sums = sums;
        this.strengths = spectrum.strengths();
        this.right = spectrum.right();
        this.left = everyone ? spectrum.left() : null;
        this.dim = dim;
    }

    /**
     * Of lists.
     *
     * @param lists of all users, or of {@value #MOST} at the most, each {@link #stride} after the one before
     * @param everyone whether they are of all
     * @param items number of items
     * @param dim dimension of the student
     * @return null where nothing is listed
     */
    public static SpectralAxes of(Supervision lists, boolean everyone, int items, int dim, long seed) {
        return of(rows(lists, items, 0, lists.users(), 1), everyone, dim, seed);
    }

    /** Of every so-manieth user of lists of all. */
    static SpectralAxes of(Supervision lists, int stride, int items, int dim, long seed) {
        int users = (lists.users() + stride - 1) / stride;
        return of(rows(lists, items, 0, users, stride), stride == 1, dim, seed);
    }

    private static SpectralAxes of(SparseRows shown, boolean everyone, int dim, long seed) {
        if (shown.columns().length == 0) {
            return null;
        }
        double[] sums = new double[shown.width()];
        for (int at = 0; at < shown.columns().length; at++) {
            sums[shown.columns()[at]] += shown.values()[at];
        }
        weigh(shown, sums);
        return new SpectralAxes(sums, Spectrum.of(shown, dim, seed), everyone, dim);
    }

    /** How far apart users are whose lists say what the directions are, the first being user 0. */
    public static int stride(int users) {
        return stride(users, MOST);
    }

    static int stride(int users, int most) {
        return Math.max(1, (int) (((long) users + most - 1) / most));
    }

    /** Items along the directions, {@code [items, d]}, not stretched. */
    public float[] items() {
        int size = strengths.length;
        double[] roots = powers(0.5);
        float[] item = new float[Math.multiplyExact(sums.length, dim)];
        for (int i = 0; i < sums.length; i++) {
            float weight = (float) Math.pow(sums[i], LEVELLING);
            for (int j = 0; j < size; j++) {
                item[i * dim + j] = (float) (right[i * size + j] * weight * roots[j]);
            }
        }
        return item;
    }

    /**
     * Users along the directions, {@code [users, d]}, not stretched.
     *
     * @param lists theirs
     * @param first how many users there are before them
     */
    public float[] users(Supervision lists, int first) {
        return users(lists, first, MOST);
    }

    /** So many at a time: all their lists at once would be as large as the lists themselves. */
    float[] users(Supervision lists, int first, int most) {
        int size = strengths.length;
        double[] roots = powers(-0.5);
        float[] user = new float[Math.multiplyExact(lists.users(), dim)];
        for (int from = 0; from < lists.users(); from += most) {
            int count = Math.min(most, lists.users() - from);
            float[] along = left == null
                    ? projected(lists, from, count)
                    : strong(Arrays.copyOfRange(left, (first + from) * size, (first + from + count) * size));
            for (int u = 0; u < count; u++) {
                for (int j = 0; j < size; j++) {
                    user[(from + u) * dim + j] = (float) (along[u * size + j] * roots[j]);
                }
            }
        }
        return user;
    }

    private float[] projected(Supervision lists, int from, int count) {
        SparseRows some = rows(lists, sums.length, from, count, 1);
        weigh(some, sums);
        return some.times(right, strengths.length);
    }

    /** Columns times their singular values. */
    private float[] strong(float[] table) {
        for (int at = 0; at < table.length; at++) {
            table[at] = (float) (table[at] * strengths[at % strengths.length]);
        }
        return table;
    }

    /** Singular values to a power; 0 where there is nothing. */
    private double[] powers(double power) {
        return Arrays.stream(strengths)
                .map(strength -> strength > 0 ? Math.pow(strength, power) : 0)
                .toArray();
    }

    /**
     * How users and items meet that are not stretched, as sums over users.
     *
     * @param score of the users' best listed items
     * @param listed how many these are
     * @param squares of the users' numbers
     * @param numbers how many these are
     */
    public record Fit(double score, long listed, double squares, long numbers) implements Serializable {
        /** Of some users. */
        public static Fit of(float[] users, float[] items, Supervision lists) {
            int dim = lists.users() == 0 ? 1 : users.length / lists.users();
            double score = 0;
            long listed = 0;
            for (int u = 0; u < lists.users(); u++) {
                for (int i : lists.unobserved().first(u, BEST)) {
                    for (int j = 0; j < dim; j++) {
                        score += (double) users[u * dim + j] * items[i * dim + j];
                    }
                    listed++;
                }
            }
            return new Fit(score, listed, ofSquares(users), users.length);
        }

        /** Of these users and of others. */
        public Fit plus(Fit other) {
            return new Fit(
                    score + other.score, listed + other.listed, squares + other.squares, numbers + other.numbers);
        }

        /**
         * How far both tables are to be stretched, so that their numbers are of one size and listed items of the score that they are
         * to have.
         *
         * @return null where nobody has a positive score to stretch
         */
        public Stretch stretch(float[] items) {
            double mean = score / listed;
            if (!(mean > 0)) {
                return null;
            }
            double both = Math.sqrt(SCORE / mean);
            double size = Math.sqrt(Math.sqrt(ofSquares(items) / items.length) / Math.sqrt(squares / numbers));
            return new Stretch((float) (both * size), (float) (both / size));
        }
    }

    /** What numbers of users and of items are to be multiplied by. */
    public record Stretch(float user, float item) implements Serializable {}

    /** What some users are shown, from one on, each so many after the one before. */
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

    private static double ofSquares(float[] table) {
        double squares = 0;
        for (float x : table) {
            squares += (double) x * x;
        }
        return squares;
    }
}
