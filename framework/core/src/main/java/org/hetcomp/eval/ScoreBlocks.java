package org.hetcomp.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
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
     * @param kept how many numbers the reader keeps of a user between the first item and the last
     */
    void inParts(int[] users, int kept, Reader reader) {
        int block = Math.min(MANY, CELLS / Math.max(1, kept));
        if (scorer instanceof RangeScorer && users() < FEW && block >= FEW) {
            read(users, block, CELLS / block, reader);
        } else {
            whole(users, reader);
        }
    }

    private void read(int[] users, int block, int items, Reader reader) {
        int blocks = (users.length + block - 1) / block;
        Lanes lanes = backend.lanes();
        int beside = Math.min(lanes.free(), blocks);
        if (beside < 2) {
            for (int b = 0; b < blocks; b++) {
                score(users, b * block, block, items, true, reader);
            }
            return;
        }
        AtomicInteger next = new AtomicInteger();
        List<Future<Void>> begun = new ArrayList<>();
        for (int lane = 0; lane < beside; lane++) {
            begun.add(lanes.begin(1, () -> {
                for (int b = next.getAndIncrement(); b < blocks; b = next.getAndIncrement()) {
                    score(users, b * block, block, items, false, reader);
                }
                return null;
            }));
        }
        await(begun, () -> next.set(blocks));
    }

    /** Waits for all, whatever comes, since they use what the caller may close. */
    private static void await(List<Future<Void>> begun, Runnable stop) {
        RuntimeException failure = null;
        boolean interrupted = false;
        for (Future<Void> one : begun) {
            for (boolean waits = true; waits; ) {
                try {
                    one.get();
                    waits = false;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    waits = false;
                    stop.run();
                    failure = failure == null ? failure(e.getCause()) : failure;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static RuntimeException failure(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
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
