package org.hetcomp.distill;

import org.hetcomp.data.Interactions;
import org.hetcomp.data.Rankings;

/**
 * Where a block's users have items that are not of the rest: those in train, and those listed, by strip of items and then by row. An
 * item may be there twice, since a user's observed list is of train items.
 */
final class StripCells {
    /** The place of an item in train. */
    static final int TRAIN = -1;

    private final int most;
    private final int length;
    private final int[] listed;
    private final float[] values;
    private final int[] starts;
    private final int[] rows;
    private final int[] items;
    private final int[] places;

    /**
     * Those of a batch.
     *
     * @param observed places of the observed list
     * @param depth places of the unobserved list
     * @param items number of items
     * @param most items of a strip
     */
    StripCells(Batch batch, int observed, int depth, int items, int most) {
        this.most = most;
        length = observed + depth;
        listed = listed(batch, observed);
        values = new float[listed.length];
        starts = new int[(items + most - 1) / most + 1];
        int[] ends = new int[starts.length];
        each(batch, (strip, row, item, place) -> ends[strip + 1]++);
        for (int strip = 1; strip < ends.length; strip++) {
            ends[strip] += ends[strip - 1];
            starts[strip] = ends[strip];
        }
        int count = starts[starts.length - 1];
        rows = new int[count];
        this.items = new int[count];
        places = new int[count];
        each(batch, (strip, row, item, place) -> {
            int at = ends[strip]++;
            rows[at] = row;
            this.items[at] = item;
            places[at] = place;
        });
    }

    private interface Cell {
        void at(int strip, int row, int item, int place);
    }

    private int[] listed(Batch batch, int observed) {
        int[] items = new int[Math.multiplyExact(batch.users().length, length)];
        for (int row = 0; row < batch.users().length; row++) {
            int user = batch.users()[row];
            for (int l = 0; l < length; l++) {
                items[row * length + l] = l < observed
                        ? batch.supervision().observed().at(user, l)
                        : batch.supervision().unobserved().at(user, l - observed);
            }
        }
        return items;
    }

    private void each(Batch batch, Cell cell) {
        Interactions train = batch.train();
        for (int row = 0; row < batch.users().length; row++) {
            int user = batch.users()[row];
            for (int p = train.start(user); p < train.end(user); p++) {
                int item = train.ids()[p];
                cell.at(item / most, row, item % most, TRAIN);
            }
            for (int l = 0; l < length; l++) {
                int item = listed[row * length + l];
                if (item != Rankings.NONE) {
                    cell.at(item / most, row, item % most, row * length + l);
                }
            }
        }
    }

    /** How many items a strip has, but for the last. */
    int most() {
        return most;
    }

    /** L, places of a list row. */
    int length() {
        return length;
    }

    /** The listed items, {@code [B * L]}, {@link Rankings#NONE} where a place has none. */
    int[] listed() {
        return listed;
    }

    /** A number for each of the listed, {@code [B * L]}: first their scores, then what stands in their cells for the gradients. */
    float[] values() {
        return values;
    }

    /** How many strips there are. */
    int strips() {
        return starts.length - 1;
    }

    /** Where a strip's cells begin. */
    int start(int strip) {
        return starts[strip];
    }

    /** Where they end, exclusive. */
    int end(int strip) {
        return starts[strip + 1];
    }

    /** A cell's row; within a strip they ascend. */
    int row(int cell) {
        return rows[cell];
    }

    /** A cell's item, counted from the strip's first. */
    int item(int cell) {
        return items[cell];
    }

    /** Which of all {@code [B * L]} list places a cell is, or {@link #TRAIN}. */
    int place(int cell) {
        return places[cell];
    }
}
