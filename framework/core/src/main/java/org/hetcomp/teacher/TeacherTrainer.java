package org.hetcomp.teacher;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.NativeMemory;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Rankings;
import org.hetcomp.data.Split;
import org.hetcomp.eval.EvalUsers;
import org.hetcomp.eval.Evaluator;
import org.hetcomp.eval.Measure;
import org.hetcomp.eval.Ranker;
import org.hetcomp.eval.SampleError;
import org.hetcomp.io.DataException;
import org.hetcomp.trajectory.RankingStore;
import org.hetcomp.trajectory.Snapshot;
import org.hetcomp.trajectory.Trajectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains a teacher on train, stops it by a measure on valid (Recall@50 by default), and remembers it along the way as a Trajectory whose
 * snapshots are spread over the epochs up to the best one by a {@link SnapshotPolicy}. One that learns by steps, begins with nothing and is
 * best at its first evaluation is trained once more and evaluated after every epoch. Of very many users epochs are compared on a sample
 * ({@link EvalUsers}); what is remembered and told in the end is of all.
 */
public final class TeacherTrainer {
    /** Snapshots of a trajectory, V. */
    public static final int SNAPSHOTS = 4;

    /** Length of a remembered ranking, M: importances beyond it are below e^-10. */
    public static final int CUT = 200;

    /** Places of a ranking, of all users together, up to which those of evaluations are kept for snapshots; 32 MB. */
    public static final int MOST_KEPT = 8 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(TeacherTrainer.class);

    private final Backend backend;
    private final Split split;
    private final Evaluator evaluator;
    private final Ranker ranker;
    private final Measure validateBy;
    private final EvalUsers evalUsers;
    private final SnapshotPolicy policy;
    private final Consumer<TeacherProgress> listener;
    private long inMemory = RankingStore.IN_MEMORY;
    private SampleError error;

    /** Teachers for one split; the listener hears of every epoch. */
    public TeacherTrainer(Backend backend, Split split, Consumer<TeacherProgress> listener) {
        this(backend, split, Measure.R50, null, SnapshotPolicy.EPOCHS, listener);
    }

    /**
     * The same by another measure, of other users, or with other snapshots.
     *
     * @param validateBy the measure on valid by which the best epoch is chosen and training stopped
     * @param evalUsers of how many users epochs are compared; null for as many as there are, or a sample of very many
     * @param policy which epochs the snapshots are of
     */
    public TeacherTrainer(
            Backend backend,
            Split split,
            Measure validateBy,
            EvalUsers evalUsers,
            SnapshotPolicy policy,
            Consumer<TeacherProgress> listener) {
        this.backend = backend;
        this.split = split;
        this.evaluator = new Evaluator(split, List.of(validateBy));
        this.ranker = new Ranker(backend);
        this.validateBy = validateBy;
        this.evalUsers = evalUsers;
        this.policy = policy;
        this.listener = listener;
    }

    /** Has rankings of snapshots lie in files if they have more than so many bytes. */
    TeacherTrainer keeping(long bytes) {
        inMemory = bytes;
        return this;
    }

    private SnapshotCollector collector() {
        return new SnapshotCollector(backend, split.train(), new RankingStore(inMemory));
    }

    /** How far what epochs of the last teacher were worth may be from that of all users; null where all were measured. */
    public SampleError sampleError() {
        return error;
    }

    /** Trains one teacher; all that is random follows from the seed. */
    public TrainedTeacher train(TeacherFamily family, TeacherOptions options, long seed) {
        return train(family, options, seed, null);
    }

    /**
     * The same from one that was trained before.
     *
     * @param from null for from nothing
     * @throws DataException if the one before has other parameters
     */
    public TrainedTeacher train(TeacherFamily family, TeacherOptions options, long seed, TeacherStart from) {
        long start = System.nanoTime();
        backend.trackNothing();
        // Of few epochs more are evaluated, so that there may be as many snapshots.
        int every = Math.max(1, Math.min(options.evaluateEvery(), options.epochs() / SNAPSHOTS));
        int patience = options.patience() * options.evaluateEvery() / every;
        TrainedTeacher trained = train(family, options, options.withStopping(every, patience), seed, from, start);
        if (trained == null) {
            LOG.info("{} is best when first looked at: trained again, looked at each epoch", family.id());
            // It ends when there was none better for as long as it took to the next look, at which it was worse.
            trained = train(family, options, options.withStopping(1, every), seed, from, start);
        }
        return trained;
    }

    /**
     * The same, evaluated otherwise.
     *
     * @param looks the options, with how often it is evaluated, and after how many that are no better it ends
     * @return null if it was the best at the first evaluation, which more of them could tell better
     */
    private TrainedTeacher train(
            TeacherFamily family,
            TeacherOptions options,
            TeacherOptions looks,
            long seed,
            TeacherStart from,
            long start) {
        Evaluator epochs = evaluator.of(evalUsers, seed);
        boolean keeps = keepsRankings(epochs);
        try (Teacher teacher = family.teacher(backend, split, options, seed);
                Recorder recorder = new Recorder(keeps ? depths() : null);
                SnapshotCollector snapshots = collector()) {
            start(family, teacher, from);
            recorder.expect(
                    family.id(), looks(looks), teacher.size(), RankingStore.filed(SNAPSHOTS + 1, split.users(), CUT));
            Run run = new Run(teacher, recorder, epochs, keeps ? depths() : epochs.depths());
            int trained = run(family, looks, run, start);
            int best = recorder.best().epoch();
            int first = Math.min(looks.evaluateEvery(), options.epochs());
            if (family.isStepped() && from == null && best > 1 && best == first) {
                return null;
            }
            TrainedTeacher.Facts facts = finish(run, snapshots, trained, start);
            return snapshots.trained(family, options, teacher, facts);
        }
    }

    /**
     * Trains a teacher again, by the same steps on other train pairs, as far as the converged one of before and without looking
     * at valid: for use, once it is known how far to go. Its snapshots are of the same epochs.
     *
     * @param before how it went on train alone
     * @param from what it started from then; null for nothing
     * @return a teacher whose measures are not known: null
     */
    public TrainedTeacher again(
            TeacherFamily family, TeacherOptions options, Trajectory before, long seed, TeacherStart from) {
        long start = System.nanoTime();
        backend.trackNothing();
        try (Teacher teacher = family.teacher(backend, split, options, seed);
                SnapshotCollector snapshots = collector()) {
            start(family, teacher, from);
            int epoch = 0;
            int last = before.snapshots().get(before.size() - 1).epoch();
            for (Snapshot snapshot : before.snapshots()) {
                while (epoch < snapshot.epoch()) {
                    double loss = teacher.epoch(++epoch);
                    DivergedException.unlessFinite(family, epoch, loss);
                    listener.accept(new TeacherProgress(family, epoch, last, loss, Double.NaN, seconds(start)));
                }
                try (NDManager scope = backend.manager().newSubManager()) {
                    Rankings ranking = ranker.rank(teacher.scorer(scope), split.train(), depths());
                    snapshots.add(epoch, snapshot.validRecall50(), ranking);
                }
            }
            TrainedTeacher.Facts facts =
                    new TrainedTeacher.Facts(teacher.size(), null, null, epoch, seconds(start), Map.of());
            return snapshots.trained(family, options, teacher, facts);
        }
    }

    private void start(TeacherFamily family, Teacher teacher, TeacherStart from) {
        if (from != null && !from.fits(teacher)) {
            throw new DataException(
                    "the teacher to start from has other parameters than one of " + family.id() + " has now",
                    "--from",
                    "leave " + family.id() + " out, or begin without --from once");
        }
        if (from != null) {
            from.into(teacher, split.train());
        }
    }

    /** Whether evaluations rank everybody, and for the snapshots too: where they measure most of the users, and that is no burden. */
    private boolean keepsRankings(Evaluator epochs) {
        return !epochs.isSample()
                && 2L * epochs.users().length >= split.users()
                && IntStream.of(depths()).asLongStream().sum() <= MOST_KEPT;
    }

    private record Run(Teacher teacher, Recorder recorder, Evaluator epochs, int[] depths) {
        Rankings rank(Ranker ranker, NDManager scope, Interactions train) {
            return ranker.rank(teacher.scorer(scope), train, depths);
        }
    }

    private int run(TeacherFamily family, TeacherOptions options, Run run, long start) {
        Teacher teacher = run.teacher();
        Recorder recorder = run.recorder();
        int waited = 0;
        int epoch = 0;
        while (epoch < options.epochs() && waited < options.patience()) {
            double loss = teacher.epoch(++epoch);
            DivergedException.unlessFinite(family, epoch, loss);
            boolean early = policy.looksEarly() && epoch < Math.min(options.evaluateEvery(), options.epochs());
            if (early || epoch % options.evaluateEvery() == 0 || epoch == options.epochs()) {
                try (NDManager scope = backend.manager().newSubManager()) {
                    Evaluator some = run.epochs();
                    Rankings ranking = run.rank(ranker, scope, split.train());
                    double recall = some.valid(ranking).r50();
                    double value = validateBy.equals(Measure.R50) ? recall : some.valid(ranking, validateBy);
                    error = some.error(ranking, validateBy);
                    Recorder.Recording recording = new Recorder.Recording(epoch, value, recall);
                    if (early) {
                        recorder.offerEarly(recording, teacher.parameters(), ranking);
                    } else {
                        waited = recorder.offer(recording, teacher.parameters(), ranking) ? 0 : waited + 1;
                    }
                }
                NativeMemory.giveBack();
            }
            listener.accept(
                    new TeacherProgress(family, epoch, options.epochs(), loss, recorder.bestRecall(), seconds(start)));
        }
        return epoch;
    }

    private int looks(TeacherOptions options) {
        return options.epochs() / options.evaluateEvery() + 1 + (policy.looksEarly() ? options.evaluateEvery() : 0);
    }

    private SnapshotChoice choice(Run run) {
        return new SnapshotChoice(policy, run.epochs().users(), recording -> {
            Rankings kept = run.recorder().ranking(recording);
            if (kept != null) {
                return kept;
            }
            run.recorder().restore(recording, run.teacher().parameters());
            try (NDManager scope = backend.manager().newSubManager()) {
                return run.rank(ranker, scope, split.train());
            }
        });
    }

    private TrainedTeacher.Facts finish(Run run, SnapshotCollector snapshots, int epochs, long start) {
        Teacher teacher = run.teacher();
        Rankings ranking = null;
        for (Recorder.Recording recording : choice(run).of(run.recorder().way(), SNAPSHOTS)) {
            ranking = run.recorder().ranking(recording);
            if (ranking == null) {
                run.recorder().restore(recording, teacher.parameters());
                try (NDManager scope = backend.manager().newSubManager()) {
                    ranking = ranker.rank(teacher.scorer(scope), split.train(), depths());
                }
            }
            double recall = error == null
                    ? recording.validRecall50()
                    : evaluator.valid(ranking).r50();
            snapshots.add(recording.epoch(), recall, ranking);
        }
        run.recorder().restore(run.recorder().best(), teacher.parameters());
        return new TrainedTeacher.Facts(
                teacher.size(),
                evaluator.valid(ranking),
                evaluator.test(ranking),
                epochs,
                seconds(start),
                teacher.axes().isEmpty() ? Map.of() : teacher.parameters().tensors());
    }

    /** How deep everybody is ranked for a snapshot; {@code [users]}. */
    private int[] depths() {
        return IntStream.of(evaluator.depths(CUT))
                .map(depth -> Math.min(split.items(), depth))
                .toArray();
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
