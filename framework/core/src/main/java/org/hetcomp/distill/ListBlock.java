package org.hetcomp.distill;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.Cells;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Rankings;

/**
 * Where a batch's lists lie in its block of scores. A list row has {@code L} places, the observed list's and then the
 * unobserved one's; places after a list's end read the row's first cell and weigh nothing.
 */
final class ListBlock {
    private static final float NEVER = -1e9f;

    private final Backend backend;
    private final NDManager step;
    private final int height;
    private final int width;
    private final int length;
    private final int[] columns;
    private final int[] places;
    private final Cells listed;
    private final NDArray present;

    /**
     * Lays out the lists.
     *
     * @param observed places of the observed list
     * @param unobserved places of the unobserved list
     * @param width number of items
     */
    ListBlock(Backend backend, NDManager step, Batch batch, int observed, int unobserved, int width) {
        this.backend = backend;
        this.step = step;
        this.height = batch.users().length;
        this.width = width;
        this.length = observed + unobserved;
        columns = new int[height * length];
        float[] there = new float[height * length];
        int[] filled = new int[height * length];
        int count = 0;
        for (int row = 0; row < height; row++) {
            int user = batch.users()[row];
            for (int l = 0; l < length; l++) {
                int item = l < observed
                        ? batch.supervision().observed().at(user, l)
                        : batch.supervision().unobserved().at(user, l - observed);
                if (item != Rankings.NONE) {
                    int place = row * length + l;
                    columns[place] = item;
                    there[place] = 1;
                    filled[count++] = place;
                }
            }
        }
        places = Arrays.copyOf(filled, count);
        present = step.create(there, new Shape(height, length));
        listed = cells(places);
    }

    private Cells cells(int[] of) {
        int[] rows = new int[of.length];
        int[] items = new int[of.length];
        for (int j = 0; j < of.length; j++) {
            rows[j] = of[j] / length;
            items[j] = columns[of[j]];
        }
        return backend.cells(step, rows, items, height, width);
    }

    /** 1 where a list has an item, else 0; {@code [B, L] float32}. */
    NDArray present() {
        return present;
    }

    /** Reads a block of scores at the lists; {@code [B, L] float32}. */
    NDArray read(NDArray block) {
        if (places.length == columns.length) {
            return backend.at(block, listed).reshape(height, length);
        }
        int[] all = new int[columns.length];
        Arrays.setAll(all, j -> j);
        return backend.at(block, cells(all)).reshape(height, length);
    }

    /**
     * Overwrites a block at the lists.
     *
     * @param values {@code [B, L] float32}; those after a list's end are not written
     */
    void write(NDArray block, NDArray values) {
        NDArray flat = values.reshape(-1);
        backend.put(block, listed, places.length == columns.length ? flat : flat.take(step.create(places)));
    }

    /** Overwrites a block with numbers whose exponentials are 0, at train items and at the lists. */
    void hide(NDArray block, int[] users, Interactions train) {
        int count = places.length;
        for (int user : users) {
            count += train.count(user);
        }
        int[] rows = new int[count];
        int[] items = new int[count];
        int n = 0;
        for (int row = 0; row < height; row++) {
            for (int p = train.start(users[row]); p < train.end(users[row]); p++) {
                rows[n] = row;
                items[n++] = train.ids()[p];
            }
        }
        for (int place : places) {
            rows[n] = place / length;
            items[n++] = columns[place];
        }
        float[] never = new float[count];
        Arrays.fill(never, NEVER);
        backend.put(block, backend.cells(step, rows, items, height, width), step.create(never));
    }

    /** One cell a row, at the row's first listed item, which later is overwritten by {@link #write}. */
    Cells anchors() {
        int[] rows = new int[height];
        int[] items = new int[height];
        for (int p = places.length - 1; p >= 0; p--) {
            items[places[p] / length] = columns[places[p]];
        }
        Arrays.setAll(rows, row -> row);
        return backend.cells(step, rows, items, height, width);
    }
}
