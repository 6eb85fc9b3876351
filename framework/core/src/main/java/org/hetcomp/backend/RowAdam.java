package org.hetcomp.backend;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * {@link Adam} of a table of which a step meets few rows, at the price of those: a row that steps go by without a gradient moves on
 * by what its moments still hold, and that is made up for in one sum when it is met again, or in {@link #catchUp}. The result
 * is Adam's over the whole table but for the rounding, and for epsilon, which stays as it is at the end of the time away.
 */
public final class RowAdam implements AutoCloseable {
    /** Steps after which what a mean still moves is a millionth of what it did. */
    private static final int REACH = 128;

    /** Rows that are caught up at a time, of which an engine makes copies. */
    private static final int BLOCK = 1 << 16;

    private static final double KEEP = Adam.BETA1 / Math.sqrt(Adam.BETA2);

    // What moments have left after so many steps; powers are dear, and every row that is met takes two.
    private static final float[] MEAN_LEFT = left(Adam.BETA1);
    private static final float[] SQUARE_LEFT = left(Adam.BETA2);

    private final NDManager manager;
    private final RowMoves.Tables tables;
    private final RowMoves moves;
    private final int[] met;
    private double[] rates = new double[1024];
    private int steps;
    private AdamStep numbers;

    /** Some rows as they are at the beginning of a step. */
    public static final class Rows {
        private final int[] ids;
        private final RowMoves.Met met;

        private Rows(int[] ids, RowMoves.Met met) {
            this.ids = ids;
            this.met = met;
        }

        /** The rows' weights, {@code [k, d]}, which may be changed before they are moved: copies, or of all rows the table itself. */
        public NDArray weights() {
            return met.weights();
        }
    }

    /**
     * One with all moments at zero.
     *
     * @param table {@code [n, d]}, moved in place; without gradient
     */
    public RowAdam(Backend backend, NDArray table) {
        manager = backend.manager().newSubManager();
        try (Unfinished made = new Unfinished()) {
            made.hold(manager);
            tables = new RowMoves.Tables(table, zeros(table), zeros(table));
            moves = RowMoves.of(backend, tables);
            made.finished();
        }
        met = new int[Math.toIntExact(table.getShape().get(0))];
    }

    private static float[] left(double kept) {
        float[] left = new float[1 << 12];
        for (int away = 0; away < left.length; away++) {
            left[away] = (float) Math.pow(kept, away);
        }
        return left;
    }

    private static float left(float[] table, double kept, int away) {
        return away < table.length ? table[away] : (float) Math.pow(kept, away);
    }

    private NDArray zeros(NDArray table) {
        return manager.create(new float[Math.toIntExact(table.size())], table.getShape());
    }

    /**
     * Begins a step that meets some rows; of all of them in their order the table itself is returned, and no copies.
     *
     * @param owner of what is returned
     * @param learningRate step size of this step, above 0
     * @param l2 weight of the squared norm's half of the rows that are met, at least 0
     */
    public Rows begin(NDManager owner, int[] ids, double learningRate, double l2) {
        RowMoves.Met rows;
        if (isWhole(ids)) {
            catchUp();
            rows = new RowMoves.Whole(moves, tables.weights());
        } else {
            rows = moves.meet(owner, ids, away(ids));
        }
        begin(learningRate, l2);
        return new Rows(ids, rows);
    }

    private boolean isWhole(int[] ids) {
        return ids.length == met.length && IntStream.range(0, ids.length).allMatch(row -> ids[row] == row);
    }

    private void begin(double learningRate, double l2) {
        steps++;
        if (steps == rates.length) {
            rates = Arrays.copyOf(rates, 2 * rates.length);
        }
        numbers = AdamStep.of(learningRate, l2, steps);
        rates[steps] = numbers.rate();
    }

    /**
     * Ends the step.
     *
     * @param gradient {@code [k, d]}, the rows'; not changed
     */
    public void move(Rows rows, NDArray gradient) {
        rows.met.move(gradient, numbers);
        met(rows.ids);
    }

    private void met(int[] ids) {
        for (int id : ids) {
            met[id] = steps;
        }
    }

    /** The moments, as {@link Adam#moments} names those of a table of that name. */
    public Map<String, NDArray> moments(String name) {
        Map<String, NDArray> moments = new LinkedHashMap<>();
        moments.put("first." + name, tables.mean());
        moments.put("second." + name, tables.square());
        return moments;
    }

    /** Steps taken. */
    public int steps() {
        return steps;
    }

    /**
     * Goes on where another one was whose rows were all caught up: table and {@link #moments} are written by the caller.
     *
     * @param taken its steps
     */
    public void restore(int taken) {
        steps = taken;
        rates = new double[Math.max(rates.length, 2 * taken)];
        // Only its epsilon is asked for before the next step, and that follows from how many there were.
        numbers = taken == 0 ? null : AdamStep.of(1, 0, taken);
        Arrays.fill(met, taken);
    }

    /** Brings every row to where it would be, as is needed before the table is read. */
    public void catchUp() {
        int[] behind = IntStream.range(0, met.length)
                .filter(id -> met[id] > 0 && met[id] < steps)
                .toArray();
        for (int from = 0; from < behind.length; from += BLOCK) {
            int[] ids = Arrays.copyOfRange(behind, from, Math.min(behind.length, from + BLOCK));
            moves.catchUp(ids, away(ids));
            met(ids);
        }
    }

    /** What the steps since they were met do to some rows; null where there was none. */
    private RowMoves.Away away(int[] ids) {
        if (steps == 0) {
            return null;
        }
        double[] recent = recent();
        float[] moved = new float[ids.length];
        float[] keptMean = new float[ids.length];
        float[] keptSquare = new float[ids.length];
        for (int j = 0; j < ids.length; j++) {
            int away = steps - met[ids[j]];
            moved[j] = (float) (away < REACH ? recent[away] : sum(met[ids[j]]));
            keptMean[j] = left(MEAN_LEFT, Adam.BETA1, away);
            keptSquare[j] = left(SQUARE_LEFT, Adam.BETA2, away);
        }
        return new RowMoves.Away(moved, keptMean, keptSquare, (float) numbers.epsilon());
    }

    /** By how many steps a row was away: the sum of their rates, each by what mean and square have left by then. */
    private double[] recent() {
        double[] sums = new double[REACH];
        for (int away = 1; away < Math.min(REACH, steps + 1); away++) {
            sums[away] = KEEP * (rates[steps - away + 1] + sums[away - 1]);
        }
        return sums;
    }

    /** The same of a row that was away longer. */
    private double sum(int last) {
        double sum = 0;
        for (int step = last + REACH; step > last; step--) {
            sum = KEEP * (rates[step] + sum);
        }
        return sum;
    }

    @Override
    public void close() {
        manager.close();
    }
}
