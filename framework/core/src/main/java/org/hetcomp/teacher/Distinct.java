package org.hetcomp.teacher;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
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

    /** How often each is in the first list; {@code [k, 1] float32}. */
    NDArray counts(NDManager owner) {
        return counts(owner, 0);
    }

    /**
     * The same with those of the second list beside.
     *
     * @param weight what each of those counts
     */
    NDArray counts(NDManager owner, float weight) {
        float[] counts = new float[ids.length];
        for (int place : first()) {
            counts[place]++;
        }
        for (int l = 1; l < places.length; l++) {
            for (int place : places[l]) {
                counts[place] += weight;
            }
        }
        return owner.create(counts, new Shape(counts.length, 1));
    }
}
