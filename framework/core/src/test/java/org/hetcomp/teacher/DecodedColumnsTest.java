package org.hetcomp.teacher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.hetcomp.data.Interactions;
import org.junit.jupiter.api.Test;

class DecodedColumnsTest {
    private static final int COLUMNS = 50;

    private final Interactions rows = Interactions.of(COLUMNS, new int[][] {{3, 7, 40}, {}, {7, 20}, {49}});

    @Test
    void whatTheRowsHaveIsThereAndStandsForItself() {
        DecodedColumns columns = DecodedColumns.of(rows, new int[] {2, 0}, 10, new Random(1));
        int[] first = Arrays.stream(columns.rows().row(0))
                .map(place -> columns.ids()[place])
                .toArray();
        int[] second = Arrays.stream(columns.rows().row(1))
                .map(place -> columns.ids()[place])
                .toArray();
        assertArrayEquals(new int[] {7, 20}, first);
        assertArrayEquals(new int[] {3, 7, 40}, second);
        for (int place : columns.rows().ids()) {
            assertEquals(0, columns.stands()[place]);
        }
        int[] ascending = IntStream.of(columns.ids()).distinct().sorted().toArray();
        assertArrayEquals(ascending, columns.ids());
    }

    @Test
    void aSampleAddsUpToAllColumnsInTheMean() {
        double[] values = new Random(3).doubles(COLUMNS).toArray();
        double all = Arrays.stream(values).sum();
        double sum = 0;
        int draws = 4000;
        Random random = new Random(9);
        for (int draw = 0; draw < draws; draw++) {
            DecodedColumns columns = DecodedColumns.of(rows, new int[] {0, 2}, 8, random);
            for (int place = 0; place < columns.ids().length; place++) {
                sum += values[columns.ids()[place]] * Math.exp(columns.stands()[place]);
            }
        }
        assertEquals(all, sum / draws, 0.01 * all);
    }

    @Test
    void ofFewColumnsAllAreTaken() {
        DecodedColumns columns = DecodedColumns.of(rows, new int[] {0, 3}, 25, new Random(1));
        assertTrue(columns.all());
        assertArrayEquals(IntStream.range(0, COLUMNS).toArray(), columns.ids());
        assertArrayEquals(new int[] {3, 7, 40}, columns.rows().row(0));
    }
}
