package org.hetcomp.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.Lanes;

/**
 * Scores of many users, a block of them at a time: never users x items. Where the backend has lanes that are free, each takes the
 * blocks that come next, scores them by one thread and reads them while they are in its cache; otherwise the caller scores block after
 * block, and all cores read (docs/performance.md).
 */
final class ScoreBlocks {
    // 8 MB of scores, so that who reads them finds them in the cache.
    private static final int CELLS = 2 << 20;
    private static final int MOST = 512;
    // Of fewer users a block would read the items more often than it is worth: they are scored in parts then.
    private static final int FEW = 64;
    // Users of a block that is scored in parts.
    private static final int MANY = 256;
    // Users of a block at the least where lanes would have none otherwise.
    private static final int LEAST = 32;
    // Each holds a block.
    private static final int MOST_LANES = 16;

    private final Backend backend;
    private final Scorer scorer;

    ScoreBlocks(Backend backend, Scorer scorer) {
        this.backend = backend;
        this.scorer = scorer;
    }

    /** Who reads scores; by several threads at once, those of a user by one after the other. */
    interface Reader {
        /**
         * Reads some of a user's scores.
         *
         * @param scores hold those of the items {@code first .. first + items - 1} at {@code from .. from + items - 1}
         * @param j the place of the user among those that were asked for
         */
        void read(FloatBuffer scores, int j, int from, int first, int items);
    }

    /** How many users a block has where their scores come all at once. */
    int users() {
        return Math.max(1, Math.min(MOST, CELLS / scorer.items()));
    }

    /** All scores of a user at once. */
    void whole(int[] users, Reader reader) {
        read(users, users(), scorer.items(), reader);
    }

    /**
     * From the first item to the last, all at once or, where items are very many, in parts one after the other.
     *
     * @param kept how many long numbers the reader keeps of a user between the first item and the last
     */
    void inParts(int[] users, int kept, Reader reader) {
        int block = Math.min(Math.min(MANY, users.length), CELLS / 2 / Math.max(1, kept));
        if (scorer instanceof RangeScorer && users() < FEW && block > users()) {
            read(users, block, CELLS / block, reader);
        } else {
            whole(users, reader);
        }
    }

    private void read(int[] users, int most, int items, Reader reader) {
        Lanes lanes = backend.lanes();
        int free = Math.min(MOST_LANES, lanes.free());
        // Not so large that lanes have nothing to do.
        int block = Math.max(Math.min(most, LEAST), Math.min(most, (users.length + free - 1) / free));
        int blocks = (users.length + block - 1) / block;
        if (free < 2 || blocks < 2) {
            if (!Lanes.isHere()) {
                // What others say of their lanes may have become this thread's (Backend.useThreads).
                backend.useThreads(backend.threads());
            }
            for (int b = 0; b < blocks; b++) {
                score(users, b * block, block, items, true, reader);
            }
            return;
        }
        lanes.spread(free, blocks, b -> score(users, b * block, block, items, false, reader));
    }

    private void score(int[] users, int begin, int block, int most, boolean all, Reader reader) {
        int[] some = Arrays.copyOfRange(users, begin, Math.min(users.length, begin + block));
        int items = scorer.items();
        for (int from = 0; from < items; from += most) {
            int first = from;
            int width = Math.min(most, items - from);
            try (NDManager step = backend.manager().newSubManager();
                    NDArray array = width == items
                            ? scorer.scores(step, some)
                            : ((RangeScorer) scorer).scores(step, some, first, first + width)) {
                FloatBuffer scores = backend.floats(array);
                IntStream rows = IntStream.range(0, some.length);
                (all ? rows.parallel() : rows)
                        .forEach(row -> reader.read(scores, begin + row, row * width, first, width));
            }
        }
    }
}
