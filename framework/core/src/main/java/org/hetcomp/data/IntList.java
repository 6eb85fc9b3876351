package org.hetcomp.data;

import java.util.Arrays;

/** A list of int that grows. */
final class IntList {
    private int[] values = new int[16];
    private int size;

    void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, grown(size));
        }
        values[size++] = value;
    }

    int get(int index) {
        return values[index];
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    int[] toArray() {
        return Arrays.copyOf(values, size);
    }

    /** The distinct values, ascending. */
    static int[] distinct(int[]... lists) {
        int[] all = new int[Arrays.stream(lists).mapToInt(l -> l.length).reduce(0, Math::addExact)];
        int n = 0;
        for (int[] list : lists) {
            System.arraycopy(list, 0, all, n, list.length);
            n += list.length;
        }
        Arrays.sort(all);
        int kept = 0;
        for (int i = 0; i < n; i++) {
            if (i == 0 || all[i] != all[i - 1]) {
                all[kept++] = all[i];
            }
        }
        return Arrays.copyOf(all, kept);
    }

    /** The next capacity: half as much again, and never past what an array may hold. */
    static int grown(int size) {
        if (size == Integer.MAX_VALUE - 8) {
            throw new OutOfMemoryError("more than 2^31 - 9 interactions");
        }
        return (int) Math.min(size + (long) (size >> 1) + 16, Integer.MAX_VALUE - 8);
    }
}
