package org.hetcomp.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.hetcomp.backend.Lanes;
import org.hetcomp.teacher.TeacherFamily;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Teachers that are trained at the same time, each in a lane of the backend, while the thread of the run tells how they stand. One that
 * fails, and a run that is asked to stop, end all others at their next epoch; those that were finished stay.
 *
 * <p>How many threads a teacher's operators have follows from the families that the run trains, finished or not, and from nothing
 * else, so that one that is trained after a stop, or with more memory, has the bits that it would have had.
 */
final class SideBySide {
    private static final Logger LOG = LoggerFactory.getLogger(SideBySide.class);
    private static final long LOOK_EVERY_MS = 200;
    // Less than a quarter of an hour is not worth a line.
    private static final double LONG = 900;

    private final Run run;
    private final int share;
    private final Queue<Piece> waiting;
    // Of one: nobody trains on while nobody hears.
    private final BlockingQueue<Progress> told = new ArrayBlockingQueue<>(1);
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicReference<Throwable> failed = new AtomicReference<>();

    private SideBySide(Run run, int share, List<Piece> pieces) {
        this.run = run;
        this.share = share;
        this.waiting = new ConcurrentLinkedQueue<>(pieces);
    }

    /** What trains one teacher to its end and keeps it; what it tells may throw a {@link StoppedException}. */
    interface Work {
        void train(Consumer<Progress> tell) throws IOException;
    }

    /**
     * A teacher to train.
     *
     * @param seconds that it takes, about; 0 where that is not known
     */
    record Piece(TeacherFamily family, double seconds, Work work) {}

    /** How many of the teachers of a run may be trained at a time, be there memory for them or not. */
    private static int lanes(Run run, List<TeacherFamily> families) {
        return Math.min(run.backend().lanes().count(), many(families));
    }

    private static int many(List<TeacherFamily> families) {
        return (int) families.stream().filter(TeacherFamily::isBesideOthers).count();
    }

    private static MemoryNeed need(Run run, List<TeacherFamily> families) {
        return MemoryNeed.of(run.data(), 0, Math.max(1, many(families)));
    }

    /** How many are trained at a time: as many as may be, and as Java's heap has room for. */
    static int side(Run run, List<TeacherFamily> families) {
        return Math.max(1, Math.min(lanes(run, families), need(run, families).beside()));
    }

    /**
     * What several take together, for the log.
     *
     * @param side how many are trained at a time
     * @return null where it is not long, or not known of all
     */
    static String foretold(List<Piece> pieces, int side) {
        double sum = pieces.stream().mapToDouble(Piece::seconds).sum();
        if (pieces.size() < 2 || sum < LONG || pieces.stream().anyMatch(piece -> piece.seconds == 0)) {
            return null;
        }
        PriorityQueue<Double> ends = new PriorityQueue<>(Collections.nCopies(side, 0.0));
        double alone = 0;
        for (Piece piece : longestFirst(pieces)) {
            if (piece.family.isBesideOthers()) {
                ends.add(ends.remove() + piece.seconds);
            } else {
                alone += piece.seconds;
            }
        }
        return "all " + pieces.size() + " may take " + Durations.text(sum) + " of cores, "
                + Durations.text(alone + Collections.max(ends)) + " by the clock";
    }

    private static List<Piece> longestFirst(List<Piece> pieces) {
        return pieces.stream()
                .sorted(Comparator.comparingDouble(Piece::seconds).reversed())
                .toList();
    }

    /**
     * Trains teachers: those whose families say that others may be trained beside them first, the longest of them first, and then the
     * others.
     *
     * @param families those of all teachers of the run, whether or not they were finished before
     * @param pieces the teachers to train
     * @throws StoppedException if the run is asked to stop
     */
    static void train(Run run, List<TeacherFamily> families, List<Piece> pieces) throws IOException {
        int lanes = lanes(run, families);
        int side = side(run, families);
        List<Piece> beside = new ArrayList<>();
        List<Piece> alone = new ArrayList<>();
        pieces.forEach(piece -> (lanes > 1 && piece.family.isBesideOthers() ? beside : alone).add(piece));
        int wanted = Math.min(lanes, beside.size());
        if (side < wanted) {
            LOG.info(
                    "the heap has room for {} of {} teachers at a time; {}",
                    side,
                    wanted,
                    need(run, families).advice(wanted));
        }
        if (!beside.isEmpty()) {
            new SideBySide(run, run.backend().threads() / lanes, longestFirst(beside)).all(side);
        }
        for (Piece piece : alone) {
            piece.work.train(run::progress);
        }
    }

    private void all(int side) throws IOException {
        List<Future<Void>> workers = new ArrayList<>();
        try {
            for (int worker = 0; worker < side; worker++) {
                workers.add(run.backend().lanes().begin(share, this::work));
            }
            tell(workers);
        } catch (RuntimeException e) {
            end(workers);
            if (failed.get() == null) {
                throw e;
            }
            failed.get().addSuppressed(e);
        } finally {
            // Whatever a listener throws, nobody trains on behind the back of who called.
            end(workers);
        }
        if (failed.get() != null) {
            throw unchecked(failed.get());
        }
    }

    private void end(List<Future<Void>> workers) {
        ended.set(true);
        Lanes.awaitAll(workers);
    }

    /** One after the other of those that wait, in a lane. */
    private Void work() {
        try {
            for (Piece piece = next(); piece != null; piece = next()) {
                piece.work.train(this::hear);
            }
        } catch (StoppedException e) {
            // The run's thread knows: it stopped, or another one failed.
            ended.set(true);
        } catch (IOException | RuntimeException | Error e) {
            if (!failed.compareAndSet(null, e)) {
                failed.get().addSuppressed(e);
            }
            ended.set(true);
        }
        return null;
    }

    private Piece next() {
        return ended.get() ? null : waiting.poll();
    }

    private void hear(Progress progress) {
        try {
            do {
                if (ended.get()) {
                    throw new StoppedException();
                }
            } while (!told.offer(progress, LOOK_EVERY_MS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("a lane was interrupted", e);
        }
    }

    private void tell(List<Future<Void>> workers) {
        boolean interrupted = false;
        boolean done = false;
        try {
            while (!done) {
                // Looked at before what was told: whoever is done by then has told all.
                done = workers.stream().allMatch(Future::isDone);
                try {
                    Progress progress = told.poll(done ? 0 : LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
                    if (progress != null) {
                        run.progress(progress);
                        done = false;
                    }
                } catch (InterruptedException e) {
                    interrupted = true;
                    done = false;
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
        return (RuntimeException) failure;
    }
}
