package org.hetcomp.teacher;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hetcomp.backend.Lanes;
import org.hetcomp.data.Interactions;

/**
 * Rounds of passing vectors along a graph (LightGCN, He et al., SIGIR 2020, equations 7 and 8) on the CPU in plain Java: of a row's
 * neighbours four are added at a time, which HotSpot makes vector instructions of, the better for each row being an array that is read from
 * its beginning. Sums are in the order of the neighbours, however many threads there are. Of one thread at a time.
 */
final class GraphRounds {
    private static final int BLOCKS = 64;

    private final Interactions edges;
    private final float[] weights;
    private final boolean many;
    // Rows of two tables, made when it is known how long they are, and kept.
    private float[][] rows = {};
    private float[][] others = {};

    /**
     * Keeps the arrays.
     *
     * @param edges {@code nodes x nodes}
     * @param weights one for each edge
     * @param many whether there may be many threads, outside a lane; a lane has its own alone
     */
    GraphRounds(Interactions edges, float[] weights, boolean many) {
        this.edges = edges;
        this.weights = weights;
        this.many = many;
    }

    /**
     * The mean of a table and of what some rounds make of it; {@code [nodes, d]}.
     *
     * @param table {@code [nodes, d]}; overwritten by the mean, and returned
     * @param rounds from 0 up
     */
    float[] mean(float[] table, int rounds) {
        int nodes = edges.users();
        int d = table.length / nodes;
        if (rows.length == 0 || rows[0].length != d) {
            rows = new float[nodes][d];
            others = new float[nodes][d];
        }
        float[][] from = rows;
        float[][] to = others;
        for (int node = 0; node < nodes; node++) {
            System.arraycopy(table, node * d, from[node], 0, d);
        }
        for (int round = 0; round < rounds; round++) {
            pass(from, to, table);
            float[][] held = from;
            from = to;
            to = held;
        }
        float share = 1f / (rounds + 1);
        for (int j = 0; j < table.length; j++) {
            table[j] *= share;
        }
        return table;
    }

    /** One round, added up as well. */
    private void pass(float[][] from, float[][] to, float[] sum) {
        IntStream blocks = IntStream.range(0, BLOCKS);
        (many && !Lanes.isHere() ? blocks.parallel() : blocks).forEach(block -> {
            int end = (int) ((long) to.length * (block + 1) / BLOCKS);
            for (int node = (int) ((long) to.length * block / BLOCKS); node < end; node++) {
                float[] row = to[node];
                Arrays.fill(row, 0);
                gather(node, from, row);
                for (int k = 0; k < row.length; k++) {
                    sum[node * row.length + k] += row[k];
                }
            }
        });
    }

    private void gather(int node, float[][] from, float[] row) {
        int[] ids = edges.ids();
        int p = edges.start(node);
        int end = edges.end(node);
        for (; p + 4 <= end; p += 4) {
            addFour(row, p, from[ids[p]], from[ids[p + 1]], from[ids[p + 2]], from[ids[p + 3]]);
        }
        for (; p < end; p++) {
            add(row, from[ids[p]], weights[p]);
        }
    }

    private void addFour(float[] row, int p, float[] a, float[] b, float[] c, float[] e) {
        float wa = weights[p];
        float wb = weights[p + 1];
        float wc = weights[p + 2];
        float we = weights[p + 3];
        for (int k = 0; k < row.length; k++) {
            row[k] += wa * a[k] + wb * b[k] + wc * c[k] + we * e[k];
        }
    }

    private static void add(float[] row, float[] a, float w) {
        for (int k = 0; k < row.length; k++) {
            row[k] += w * a[k];
        }
    }
}
