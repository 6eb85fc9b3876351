package org.hetcomp.data;

import java.util.Arrays;

/**
 * Carries tables of before over to the users or items of now. A row that was there keeps its numbers. A new user's is the mean, over
 * the user's items, of the mean of those who have them and were there; a new item's likewise. So it lies where its like lie,
 * whatever the numbers mean.
 */
public final class CarriedRows {
    private final Interactions rows;
    private final RowMap map;

    /**
     * Rows that are carried over.
     *
     * @param rows what each has: users' items, or items' users
     * @param map where they were
     */
    public CarriedRows(Interactions rows, RowMap map) {
        if (rows.users() != map.size()) {
            throw new IllegalArgumentException(map.size() + " rows are not those of " + rows.users());
        }
        this.rows = rows;
        this.map = map;
    }

    /**
     * A table of now.
     *
     * @param before {@code [rows before, width] float32}
     * @param drawn {@code [rows, width] float32}: what a row begins with that nothing is known of; overwritten
     * @return {@code drawn}
     */
    public float[] table(float[] before, float[] drawn) {
        int width = map.size() == 0 ? 1 : drawn.length / map.size();
        if (before.length != (long) map.before() * width) {
            throw new IllegalArgumentException(
                    before.length + " numbers are not " + map.before() + " rows of " + width);
        }
        for (int row = 0; row < map.size(); row++) {
            if (map.old()[row] >= 0) {
                System.arraycopy(before, map.old()[row] * width, drawn, row * width, width);
            }
        }
        if (map.fresh() > 0) {
            fill(drawn, width);
        }
        return drawn;
    }

    private void fill(float[] table, int width) {
        float[] columns = new float[Math.multiplyExact(rows.items(), width)];
        int[] met = new int[rows.items()];
        for (int row = 0; row < map.size(); row++) {
            for (int p = rows.start(row); p < rows.end(row) && map.old()[row] >= 0; p++) {
                add(columns, rows.ids()[p], table, row, width);
                met[rows.ids()[p]]++;
            }
        }
        for (int at = 0; at < columns.length; at++) {
            columns[at] /= Math.max(1, met[at / width]);
        }
        float[] sum = new float[width];
        for (int row = 0; row < map.size(); row++) {
            if (map.old()[row] >= 0) {
                continue;
            }
            Arrays.fill(sum, 0);
            int found = 0;
            for (int p = rows.start(row); p < rows.end(row); p++) {
                int column = rows.ids()[p];
                if (met[column] > 0) {
                    add(sum, 0, columns, column, width);
                    found++;
                }
            }
            for (int k = 0; k < width && found > 0; k++) {
                table[row * width + k] = sum[k] / found;
            }
        }
    }

    private static void add(float[] to, int toRow, float[] from, int fromRow, int width) {
        for (int k = 0; k < width; k++) {
            to[toRow * width + k] += from[fromRow * width + k];
        }
    }
}
