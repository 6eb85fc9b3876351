package org.hetcomp.backend;

import java.util.Objects;

/** Checks ids in Java, because one engine wraps or clips a bad id without an error. */
public final class Ids {
    private Ids() {}

    /**
     * Returns the ids if all are inside.
     *
     * @throws IndexOutOfBoundsException naming the first that is not
     */
    public static int[] check(int[] ids, long size) {
        for (int id : ids) {
            Objects.checkIndex(id, size);
        }
        return ids;
    }
}
