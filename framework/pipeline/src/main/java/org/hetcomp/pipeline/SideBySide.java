package org.hetcomp.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.hetcomp.teacher.TeacherFamily;

/**
 * Teachers that are trained at the same time, each in a lane of the backend, while the thread of the run tells how they stand. One that
 * fails, and a run that is asked to stop, end all others at their next epoch; those that were finished stay.
 */
final class SideBySide {
    private static final long LOOK_EVERY_MS = 200;

    private final Run run;
    private final int side;
    private final BlockingQueue<Progress> told = new LinkedBlockingQueue<>();
    private final AtomicBoolean ended = new AtomicBoolean();

    private SideBySide(Run run, int side) {
        this.run = run;
        this.side = side;
    }

    /** What trains one teacher to its end and keeps it; what it tells may throw a {@link StoppedException}. */
    interface Work {
        void train(Consumer<Progress> tell) throws IOException;
    }

    /** A teacher to train. */
    record Piece(TeacherFamily family, Work work) {}

    /**
     * Trains teachers: those whose families say that others may be trained beside them first, as many at a time as there are lanes and
     * there is memory for, and then the others.
     *
     * @throws StoppedException if the run is asked to stop
     */
    static void train(Run run, List<Piece> pieces) throws IOException {
        List<Piece> beside = new ArrayList<>();
        List<Piece> alone = new ArrayList<>();
        pieces.forEach(piece -> (piece.family.isBesideOthers() ? beside : alone).add(piece));
        int side = side(run, beside.size());
        if (side > 1) {
            new SideBySide(run, side).all(beside);
        } else {
            alone.addAll(0, beside);
        }
        for (Piece piece : alone) {
            piece.work.train(run::progress);
        }
    }

    private static int side(Run run, int teachers) {
        int room = MemoryNeed.of(run.data(), 0, teachers).beside();
        return Math.min(run.backend().lanes().count(), Math.min(room, teachers));
    }

    private void all(List<Piece> pieces) throws IOException {
        List<Future<Void>> begun = new ArrayList<>();
        try {
            for (Piece piece : pieces) {
                begun.add(run.backend().lanes().begin(side, () -> inLane(piece)));
            }
            tell(begun);
        } finally {
            // Whatever a listener throws, nobody trains on behind the back of who called.
            ended.set(true);
            begun.forEach(SideBySide::failure);
        }
        List<Throwable> failures =
                begun.stream().map(SideBySide::failure).filter(Objects::nonNull).toList();
        for (Throwable failure : failures) {
            // The others were stopped for its sake.
            if (!(failure instanceof StoppedException)) {
                throw unchecked(failure);
            }
        }
        if (!failures.isEmpty()) {
            throw new StoppedException();
        }
    }

    private Void inLane(Piece piece) throws IOException {
        try {
            piece.work.train(progress -> {
                if (ended.get()) {
                    throw new StoppedException();
                }
                told.add(progress);
            });
            return null;
        } catch (IOException | RuntimeException | Error e) {
            ended.set(true);
            throw e;
        }
    }

    private void tell(List<Future<Void>> begun) {
        boolean interrupted = false;
        try {
            while (!told.isEmpty() || !begun.stream().allMatch(Future::isDone)) {
                try {
                    Progress progress = told.poll(LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
                    if (progress != null) {
                        run.progress(progress);
                    }
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What a piece of work failed by, once it has ended; null if it did not. Waits, interrupted or not. */
    private static Throwable failure(Future<Void> piece) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    piece.get();
                    return null;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    return e.getCause();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException unchecked(Throwable failure) throws IOException {
        if (failure instanceof IOException io) {
            throw io;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
    }
}
