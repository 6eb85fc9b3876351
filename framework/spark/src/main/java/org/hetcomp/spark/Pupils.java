package org.hetcomp.spark;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Random;
import org.hetcomp.backend.AdamStep;
import org.hetcomp.distill.Student;
import org.hetcomp.distill.Supervision;

/**
 * What a block of users has become: their vectors, Adam's moments, and where the curriculum has them. Arrays are shared with the
 * state before and after, and only those of users who moved are others, so that a step copies no more than it changes; none is
 * written to once it is in here.
 */
final class Pupils implements Serializable {
    private static final long serialVersionUID = 2L;
    private static final int VECTOR = 0;
    private static final int MEAN = 1;
    private static final int SQUARE = 2;

    private final int block;
    // [users][3][d]
    private final float[][][] rows;
    private final byte[][] selected;
    private final double[][] last;
    private transient Supervision supervision;

    Pupils(int block, float[][][] rows, byte[][] selected, double[][] last) {
        this.block = block;
        this.rows = rows;
        this.selected = selected;
        this.last = last;
    }

    /**
     * Before the first epoch: the rows of the table that a student on one machine begins with.
     *
     * @param start null for a random one alone
     */
    static Pupils begin(Lesson lesson, DistillPlan plan, Start start) {
        int dim = plan.shape().dim();
        Random random = new Random(plan.steps().seed());
        for (long skipped = 0; skipped < (long) lesson.first() * dim; skipped++) {
            random.nextGaussian();
        }
        float[] begun = start == null ? null : start.users(lesson, plan);
        float[][][] rows = new float[lesson.users()][3][dim];
        for (int u = 0; u < rows.length; u++) {
            for (int k = 0; k < dim; k++) {
                float from = begun == null ? 0 : begun[u * dim + k];
                rows[u][VECTOR][k] = from + (float) (random.nextGaussian() * Student.DEVIATION);
            }
        }
        byte[][] selected = lesson.begin(plan.converged());
        double[][] last = new double[selected.length][lesson.users()];
        for (double[] each : last) {
            Arrays.fill(each, Double.NaN);
        }
        return new Pupils(lesson.block(), rows, selected, last);
    }

    int block() {
        return block;
    }

    int users() {
        return rows.length;
    }

    /** A user's vector {@code [d]}; not to be written to. */
    float[] vector(int user) {
        return rows[user][VECTOR];
    }

    /** The snapshots in force, {@code [teachers][users]}; not to be written to. */
    byte[][] selected() {
        return selected;
    }

    double[][] last() {
        return last;
    }

    /** What they are shown now. */
    Supervision supervision(Lesson lesson, DistillPlan plan) {
        if (supervision == null) {
            supervision = lesson.ensemble(plan).supervision(selected);
        }
        return supervision;
    }

    /** Who still has rows of the state before; {@link #move} gives a user others. */
    Pupils next() {
        Pupils next = new Pupils(block, rows.clone(), selected, last);
        next.supervision = supervision;
        return next;
    }

    /** Moves a user of a state that nobody has been given yet. */
    void move(int user, float[] gradient, AdamStep step) {
        float[][] row = {rows[user][VECTOR].clone(), rows[user][MEAN].clone(), rows[user][SQUARE].clone()};
        step.move(row[VECTOR], gradient, row[MEAN], row[SQUARE]);
        rows[user] = row;
    }

    /** The same elsewhere in the curriculum. */
    Pupils moved(byte[][] otherSelected, double[][] otherLast) {
        return new Pupils(block, rows, otherSelected, otherLast);
    }
}
