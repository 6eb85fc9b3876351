package org.hetcomp.teacher;

import org.hetcomp.data.Interactions;

/** Solves one row after the other of {@link RidgeRows}, in room of its own: for one thread. */
final class RidgeRow {
    private static final int STEPS = 4;
    private static final double EXACT = 1e-12;

    private final int d;
    private final float[] residual;
    private final float[] scaled;
    private final float[] direction;
    private final float[] product;
    private float[] near = new float[0];
    private int count;

    RidgeRow(int d) {
        this.d = d;
        residual = new float[d];
        scaled = new float[d];
        direction = new float[d];
        product = new float[d];
    }

    /**
     * Solves {@code (diagonal + sum of y y^T) x = sum of y}, y the rows of what row {@code r} has.
     *
     * @param rows {@code [n, d]}; row {@code r} is where it begins from and receives the solution
     * @param others {@code [m, d]}
     * @param diagonal {@code [d]}, above 0
     */
    void solve(float[] rows, int r, float[] others, Interactions had, float[] diagonal) {
        take(had, r, others);
        int at = r * d;
        for (int k = 0; k < d; k++) {
            residual[k] = -diagonal[k] * rows[at + k];
        }
        for (int p = 0; p < count; p++) {
            add(residual, 0, 1 - dot(rows, at, near, p * d), near, p * d);
        }
        double length = precondition(diagonal);
        System.arraycopy(scaled, 0, direction, 0, d);
        for (int s = 0; s < STEPS && length > EXACT; s++) {
            for (int k = 0; k < d; k++) {
                product[k] = diagonal[k] * direction[k];
            }
            for (int p = 0; p < count; p++) {
                add(product, 0, dot(direction, 0, near, p * d), near, p * d);
            }
            float step = (float) (length / dot(direction, 0, product, 0));
            add(rows, at, step, direction, 0);
            add(residual, 0, -step, product, 0);
            double next = precondition(diagonal);
            float turn = (float) (next / length);
            for (int k = 0; k < d; k++) {
                direction[k] = scaled[k] + turn * direction[k];
            }
            length = next;
        }
    }

    // Rows that lie side by side, since each is read once a step.
    private void take(Interactions had, int row, float[] others) {
        count = had.count(row);
        if (near.length < count * d) {
            near = new float[count * d];
        }
        for (int p = 0; p < count; p++) {
            System.arraycopy(others, had.ids()[had.start(row) + p] * d, near, p * d, d);
        }
    }

    private double precondition(float[] diagonal) {
        for (int k = 0; k < d; k++) {
            scaled[k] = residual[k] / diagonal[k];
        }
        return dot(residual, 0, scaled, 0);
    }

    private void add(float[] to, int at, float factor, float[] from, int begin) {
        for (int k = 0; k < d; k++) {
            to[at + k] += factor * from[begin + k];
        }
    }

    // Eight sums, since one would wait for each addition.
    private float dot(float[] a, int at, float[] b, int begin) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        int k = 0;
        for (; k + 8 <= d; k += 8) {
            s0 += a[at + k] * b[begin + k];
            s1 += a[at + k + 1] * b[begin + k + 1];
            s2 += a[at + k + 2] * b[begin + k + 2];
            s3 += a[at + k + 3] * b[begin + k + 3];
            s4 += a[at + k + 4] * b[begin + k + 4];
            s5 += a[at + k + 5] * b[begin + k + 5];
            s6 += a[at + k + 6] * b[begin + k + 6];
            s7 += a[at + k + 7] * b[begin + k + 7];
        }
        float rest = 0;
        for (; k < d; k++) {
            rest += a[at + k] * b[begin + k];
        }
        return ((s0 + s4) + (s1 + s5)) + ((s2 + s6) + (s3 + s7)) + rest;
    }
}
