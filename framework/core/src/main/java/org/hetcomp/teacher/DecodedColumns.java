package org.hetcomp.teacher;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.Interactions;

/**
 * The columns that a step's softmax sums over: those that its rows have, and a sample of the others, each of which stands for as
 * many as it takes for the sum to be that over all columns in the mean (Jean et al., On Using Very Large Target Vocabulary for Neural
 * Machine Translation, ACL 2015, section 3).
 *
 * @param ids {@code [k]} ascending
 * @param rows {@code batch x k}: what the rows have, by place in {@code ids}
 * @param stands {@code [k]} the logarithm of how many columns each stands for; null if all columns are there
 */
record DecodedColumns(int[] ids, Interactions rows, float[] stands) {
    // What settings said before there was a choice.
    private static final int ALL = 1;

    /**
     * Chooses them.
     *
     * @param rows all rows
     * @param batch those of the step
     * @param sampled how many others are drawn, with repetition; of 1, and from half of the columns on, all are taken and none is
     *     drawn
     */
    static DecodedColumns of(Interactions rows, int[] batch, int sampled, Random random) {
        int[][] own = Arrays.stream(batch).mapToObj(rows::row).toArray(int[][]::new);
        int all = rows.items();
        if (sampled <= ALL || 2L * sampled >= all) {
            return new DecodedColumns(IntStream.range(0, all).toArray(), Interactions.of(all, own), null);
        }
        int[][] lists = Arrays.copyOf(own, own.length + 1);
        lists[own.length] = random.ints(sampled, 0, all).toArray();
        Distinct met = Distinct.of(all, lists);
        int k = met.ids().length;
        boolean[] had = new boolean[k];
        int[][] places = Arrays.copyOf(met.places(), own.length);
        for (int[] row : places) {
            for (int place : row) {
                had[place] = true;
            }
        }
        int count = 0;
        for (boolean one : had) {
            count += one ? 1 : 0;
        }
        float[] stands = new float[k];
        for (int place = 0; place < k; place++) {
            stands[place] = had[place] ? 0 : (float) Math.log((all - count) / (double) (k - count));
        }
        return new DecodedColumns(met.ids(), Interactions.of(k, places), stands);
    }

    /** Whether these are all columns. */
    boolean all() {
        return stands == null;
    }

    /**
     * Their part of the bias, with what each stands for.
     *
     * @param bias {@code [1, columns]}, without gradient
     * @return {@code [1, k]}
     */
    NDArray bias(Backend backend, NDManager step, NDArray bias) {
        if (all()) {
            return bias;
        }
        NDArray column = bias.reshape(bias.size(), 1);
        column.attach(step);
        return backend.rows(step, column, ids)
                .reshape(1, ids.length)
                .addi(step.create(stands, new Shape(1, ids.length)));
    }
}
