package org.hetcomp.teacher;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hetcomp.backend.Lanes;
import org.hetcomp.data.Interactions;

/**
 * Rounds of passing vectors along a graph (LightGCN, He et al., SIGIR 2020, equations 7 and 8) on the CPU in plain Java: of a row's
 * neighbours four are added at a time, which HotSpot makes vector instructions of. Sums are in the order of the neighbours, however many
 * threads there are.
 */
final class GraphRounds {
    private static final int BLOCKS = 64;

    private final Interactions edges;
    private final float[] weights;
    private final boolean many;

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
     * @param table {@code [nodes, d]}; overwritten
     * @param rounds from 0 up
     */
    float[] mean(float[] table, int rounds) {
        int d = table.length / edges.users();
        float[] sum = table.clone();
        float[] from = table;
        float[] to = new float[table.length];
        for (int round = 0; round < rounds; round++) {
            pass(from, to, sum, d);
            float[] held = from;
            from = to;
            to = held;
        }
        float share = 1f / (rounds + 1);
        for (int j = 0; j < sum.length; j++) {
            sum[j] *= share;
        }
        return sum;
    }

    /** One round, added up as well. */
    private void pass(float[] from, float[] to, float[] sum, int d) {
        IntStream blocks = IntStream.range(0, BLOCKS);
        (many && !Lanes.isHere() ? blocks.parallel() : blocks).forEach(block -> {
            int end = (int) ((long) edges.users() * (block + 1) / BLOCKS);
            float[] row = new float[d];
            for (int node = (int) ((long) edges.users() * block / BLOCKS); node < end; node++) {
                Arrays.fill(row, 0);
                gather(node, from, row);
                System.arraycopy(row, 0, to, node * d, d);
                for (int k = 0; k < d; k++) {
                    sum[node * d + k] += row[k];
                }
            }
        });
    }

    private void gather(int node, float[] from, float[] row) {
        int d = row.length;
        int[] ids = edges.ids();
        int p = edges.start(node);
        int end = edges.end(node);
        for (; p + 4 <= end; p += 4) {
            int a = ids[p] * d;
            int b = ids[p + 1] * d;
            int c = ids[p + 2] * d;
            int e = ids[p + 3] * d;
            float wa = weights[p];
            float wb = weights[p + 1];
            float wc = weights[p + 2];
            float we = weights[p + 3];
            for (int k = 0; k < d; k++) {
                row[k] += wa * from[a + k] + wb * from[b + k] + wc * from[c + k] + we * from[e + k];
            }
        }
        for (; p < end; p++) {
            int a = ids[p] * d;
            float w = weights[p];
            for (int k = 0; k < d; k++) {
                row[k] += w * from[a + k];
            }
        }
    }
}
