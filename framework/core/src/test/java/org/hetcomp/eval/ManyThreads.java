package org.hetcomp.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hetcomp.backend.Backend;

/** Scores from many threads at once, held to those of one. */
public final class ManyThreads {
    private static final int THREADS = 8;
    private static final int CALLS = 300;

    /** Calls of a thread with which all come to 10,000. */
    public static final int MANY = 10_000 / THREADS;

    private ManyThreads() {}

    /** Holds all scores to those of this thread; nothing may be left behind. */
    public static void hold(Backend backend, Scorer scorer) throws Exception {
        hold(backend, scorer, CALLS);
    }

    /** The same with so many calls of each thread. */
    public static void hold(Backend backend, Scorer scorer, int calls) throws Exception {
        int last = scorer.users() - 1;
        int[][] batches = {{0}, {7, 3}, {1, 2, 5}, {last}, {last, 4, 4, 9}};
        float[][] expected = new float[batches.length][];
        for (int b = 0; b < batches.length; b++) {
            expected[b] = scores(backend, scorer, batches[b]);
        }
        int before = backend.manager().getManagedArrays().size();
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int first = thread;
                futures.add(pool.submit(() -> {
                    for (int call = first; call < first + calls; call++) {
                        int b = call % batches.length;
                        assertArrayEquals(expected[b], scores(backend, scorer, batches[b]));
                    }
                }));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertEquals(before, backend.manager().getManagedArrays().size());
    }

    private static float[] scores(Backend backend, Scorer scorer, int[] users) {
        try (NDManager step = backend.manager().newSubManager()) {
            return scorer.scores(step, users).toFloatArray();
        }
    }
}
