package org.hetcomp.trajectory;

import java.io.IOException;
import org.hetcomp.data.Rankings;
import org.hetcomp.io.StoredInts;

/**
 * Rankings of a trajectory's file, which stay there. All are looked through once when they are opened, and what is read later is
 * looked at again: a file may change while it is used.
 */
final class StoredRows implements Rankings.Rows {
    private static final int CHUNK = 1 << 16;

    private final StoredInts ints;
    private final long from;
    private final int cut;
    private final int greatest;

    private StoredRows(StoredInts ints, long from, int cut, int greatest) {
        this.ints = ints;
        this.from = from;
        this.cut = cut;
        this.greatest = greatest;
    }

    /**
     * Rankings that begin at that value of the array.
     *
     * @param items number of items its ids must lie in
     * @throws IOException if it holds an id that is no item; the message names the file
     */
    static Rankings rankings(StoredInts ints, long from, int users, int cut, int items) throws IOException {
        int[] some = new int[CHUNK];
        long to = from + (long) users * cut;
        int greatest = Rankings.NONE;
        for (long at = from; at < to; at += CHUNK) {
            int length = (int) Math.min(CHUNK, to - at);
            ints.read(at, some, length);
            greatest = Math.max(greatest, greatest(ints, some, length, items));
        }
        return Rankings.of(users, cut, new StoredRows(ints, from, cut, greatest));
    }

    /** The same, taken into memory. */
    static Rankings inMemory(StoredInts ints, long from, int users, int cut, int items) throws IOException {
        int[] ids = new int[Math.multiplyExact(users, cut)];
        ints.read(from, ids, ids.length);
        greatest(ints, ids, ids.length, items);
        return new Rankings(users, cut, ids);
    }

    private static int greatest(StoredInts ints, int[] ids, int length, int items) throws IOException {
        int greatest = Rankings.NONE;
        for (int n = 0; n < length; n++) {
            if (ids[n] < Rankings.NONE || ids[n] >= items) {
                throw new IOException(
                        ints.file() + " is not of this data set: item " + ids[n] + " is outside 0.." + (items - 1));
            }
            greatest = Math.max(greatest, ids[n]);
        }
        return greatest;
    }

    @Override
    public void read(int user, int rank, int[] into, int length) {
        ints.read(from + (long) user * cut + rank, into, length);
        for (int n = 0; n < length; n++) {
            if (into[n] < Rankings.NONE || into[n] > greatest) {
                throw ints.lost("the file was changed while it was in use", null);
            }
        }
    }

    @Override
    public int greatest() {
        return greatest;
    }
}
