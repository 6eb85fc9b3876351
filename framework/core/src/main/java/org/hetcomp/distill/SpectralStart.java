package org.hetcomp.distill;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.hetcomp.data.Rankings;

/**
 * Where a student begins that knows nothing but the first lists that it will be shown: at their best approximation by inner
 * products, in the manner of PureSVD (Cremonesi, Koren and Turrin, RecSys 2010) of what the teachers say instead of what was
 * observed. A random start has to find the d directions first, which takes most of a small student's epochs (docs/algorithm.md). Users
 * may be asked for in parts, wherever their lists lie.
 *
 * <p>A user's row has 1 at listed observed items and exp(-r / 50) at the unobserved one of rank r, and is of length 1; columns are
 * weighed by their sum to the power -1/4, so that what everybody is shown does not take all directions, and unweighed in what comes
 * out. Both tables are stretched alike till the ten best listed items of a user score 5 in the mean. Of more users than {@value #MOST}
 * so many, evenly spaced, say all that.
 */
public final class SpectralStart implements Serializable {
    /** Of more users than these so many say where all begin. */
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
    private float userFactor = 1;
    private float itemFactor = 1;

    private SpectralStart(double[] sums, Spectrum spectrum, boolean everyone, int dim) {
        this.sums = sums;
        this.strengths = spectrum.strengths();
        this.right = spectrum.right();
        this.left = everyone ? spectrum.left() : null;
        this.dim = dim;
    }

    /**
     * Of lists.
     *
     * @param lists of all users, or of those that are {@link #stride} apart, the first being user 0
     * @param everyone whether they are of all
     * @param items number of items
     * @param dim dimension of the student
     * @return null where nothing is listed
     */
    public static SpectralStart of(Supervision lists, boolean everyone, int items, int dim, long seed) {
        return of(lists, 1, everyone, items, dim, seed);
    }

    /** Of lists of all users, of which those so far apart count. */
    static SpectralStart of(Supervision lists, int stride, int items, int dim, long seed) {
        return of(lists, stride, stride == 1, items, dim, seed);
    }

    private static SpectralStart of(Supervision lists, int stride, boolean everyone, int items, int dim, long seed) {
        SparseRows shown = rows(lists, items, 0, (lists.users() + stride - 1) / stride, stride);
        if (shown.columns().length == 0) {
            return null;
        }
        double[] sums = new double[items];
        for (int at = 0; at < shown.columns().length; at++) {
            sums[shown.columns()[at]] += shown.values()[at];
        }
        weigh(shown, sums);
        SpectralStart start = new SpectralStart(sums, Spectrum.of(shown, dim, seed), everyone, dim);
        return start.stretch(shown, lists, stride) ? start : null;
    }

    /** How far apart users are whose lists say where all begin. */
    public static int stride(int users) {
        return Math.max(1, (int) (((long) users + MOST - 1) / MOST));
    }

    /** Makes numbers of both tables of one size, and listed items of the score that they are to have; false where none is above 0. */
    private boolean stretch(SparseRows shown, Supervision lists, int stride) {
        float[] user = rooted(left == null ? shown.times(right, strengths.length) : strong(left.clone()));
        float[] item = items();
        double score = 0;
        long listed = 0;
        for (int row = 0; row < shown.height(); row++) {
            for (int i : lists.unobserved().first(row * stride, BEST)) {
                for (int j = 0; j < dim; j++) {
                    score += (double) user[row * dim + j] * item[i * dim + j];
                }
                listed++;
            }
        }
        if (!(score > 0)) {
            return false;
        }
        double both = Math.sqrt(SCORE / (score / listed));
        double size = Math.sqrt(Math.sqrt(squares(item) / item.length) / Math.sqrt(squares(user) / user.length));
        userFactor = (float) (both * size);
        itemFactor = (float) (both / size);
        return true;
    }

    /** All items, {@code [items, d]}. */
    public float[] items() {
        int size = strengths.length;
        double[] roots = powers(0.5);
        float[] item = new float[Math.multiplyExact(sums.length, dim)];
        for (int i = 0; i < sums.length; i++) {
            float weight = (float) Math.pow(sums[i], LEVELLING);
            for (int j = 0; j < size; j++) {
                item[i * dim + j] = (float) (right[i * size + j] * weight * roots[j]) * itemFactor;
            }
        }
        return item;
    }

    /**
     * Some users, {@code [users, d]}.
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
        float[] user = new float[Math.multiplyExact(lists.users(), dim)];
        for (int from = 0; from < lists.users(); from += most) {
            int count = Math.min(most, lists.users() - from);
            float[] some = rooted(
                    left == null
                            ? projected(lists, from, count)
                            : strong(Arrays.copyOfRange(left, (first + from) * size, (first + from + count) * size)));
            System.arraycopy(some, 0, user, from * dim, some.length);
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

    /** With d columns, divided by the roots of their singular values. */
    private float[] rooted(float[] along) {
        int size = strengths.length;
        double[] roots = powers(-0.5);
        float[] user = new float[Math.multiplyExact(along.length / size, dim)];
        for (int u = 0; u < along.length / size; u++) {
            for (int j = 0; j < size; j++) {
                user[u * dim + j] = (float) (along[u * size + j] * roots[j]) * userFactor;
            }
        }
        return user;
    }

    /** Singular values to a power; 0 where there is nothing. */
    private double[] powers(double power) {
        return Arrays.stream(strengths)
                .map(strength -> strength > 0 ? Math.pow(strength, power) : 0)
                .toArray();
    }

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

    private static double squares(float[] table) {
        double squares = 0;
        for (float x : table) {
            squares += (double) x * x;
        }
        return squares;
    }
}
