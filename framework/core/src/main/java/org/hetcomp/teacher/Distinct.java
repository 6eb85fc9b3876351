package org.hetcomp.teacher;

import java.util.Arrays;

/**
 * The distinct ones among ids that a step meets, so that what is done for each is done once however often it is met.
 *
 * @param ids {@code [k]} each once, ascending
 * @param places where in {@code ids} each id of each list is; as the lists
 */
record Distinct(int[] ids, int[][] places) {
    /**
     * Finds them.
     *
     * @param size ids are from 0 to below this
     * @param lists the ids met, one list or several
     */
    static Distinct of(int size, int[]... lists) {
        int[] found = new int[size];
        for (int[] list : lists) {
            for (int id : list) {
                found[id] = 1;
            }
        }
        int[] ids = new int
                [Math.min(
                        size, Arrays.stream(lists).mapToInt(list -> list.length).sum())];
        int count = 0;
        for (int id = 0; id < size; id++) {
            if (found[id] > 0) {
                ids[count] = id;
                found[id] = count++;
            }
        }
        int[][] places = Arrays.stream(lists)
                .map(list -> Arrays.stream(list).map(id -> found[id]).toArray())
                .toArray(int[][]::new);
        return new Distinct(Arrays.copyOf(ids, count), places);
    }

    /** Where the ids of the only or first list are; {@code [n]}. */
    int[] first() {
        return places[0];
    }

    /** Where the ids of the second list are; {@code [n]}. */
    int[] second() {
        return places[1];
    }

    /**
     * What each id's places in the lists weigh together; {@code [k]}.
     *
     * @param weights what a place in each list weighs, one for each list
     */
    float[] weights(double... weights) {
        float[] sums = new float[ids.length];
        for (int l = 0; l < weights.length; l++) {
            for (int place : places[l]) {
                sums[place] += (float) weights[l];
            }
        }
        return sums;
    }
}
