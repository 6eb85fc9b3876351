package org.hetcomp.distill;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.Parameters;
import org.hetcomp.backend.Unfinished;
import org.hetcomp.data.Rankings;
import org.hetcomp.data.Split;
import org.hetcomp.eval.Evaluator;
import org.hetcomp.eval.Measure;
import org.hetcomp.eval.Measures;
import org.hetcomp.eval.Ranker;
import org.hetcomp.eval.SampleError;
import org.hetcomp.trajectory.Trajectory;

/**
 * Makes one student from teachers' trajectories: trains by the method's {@link Teaching}, lets the curriculum follow
 * the student, evaluates on valid, keeps the best student and stops after
 * the last epoch or, where its step does not fall, when it gets no better. Of very many users the evaluations on
 * the way are of a sample ({@link org.hetcomp.eval.EvalUsers}), and the best student is measured on all in the end. Where nobody has
 * anything in valid and test, there is nothing to go by: it trains to the last epoch and keeps that one, whose measures are 0.
 */
public final class Distiller implements AutoCloseable {
    private enum Stage {
        FRESH,
        RUNNING,
        ENDED
    }

    private final Split split;
    private final DistillerOptions options;
    private final Teaching teaching;
    private final Ranker ranker;
    private final Evaluator evaluator;
    private final Evaluator epochs;
    private final boolean measures;
    private final Student student;
    private final StudentTrainer trainer;
    private final Parameters best;
    private Stage stage = Stage.FRESH;
    private boolean begun;
    private int epoch;
    private int bestEpoch;
    private double bestValue = -1;
    // Of the best student where it was measured since the run was restored: to rank for everyone once more would tell
    // the same.
    private Measures bestValid;
    private Measures bestTest;
    private int misses;
    private Progress.Seconds seconds = new Progress.Seconds(0, 0, 0);

    /**
     * A run before its first epoch.
     *
     * @param teachers trajectories over the split's users; may be empty for a method that has none
     */
    public Distiller(Backend backend, Split split, List<Trajectory> teachers, DistillerOptions options) {
        for (Trajectory teacher : teachers) {
            if (teacher.users() != split.users()) {
                throw new IllegalArgumentException("teacher " + teacher.teacher() + " ranks for " + teacher.users()
                        + " users, the data has " + split.users());
            }
        }
        this.split = split;
        this.options = options;
        long begin = System.nanoTime();
        this.teaching = Teachings.of(split, teachers, options);
        this.seconds = seconds.plus(since(begin), 0, 0);
        this.ranker = new Ranker(backend);
        this.evaluator = new Evaluator(split, List.of(options.validateBy()));
        this.epochs = evaluator.of(options.evalUsers(), options.seed());
        this.measures = evaluator.users().length > 0;
        try (Unfinished made = new Unfinished()) {
            this.student = made.hold(new Student(backend, split.users(), split.items(), options.dim(), options.seed()));
            this.trainer = made.hold(new StudentTrainer(backend, student, split.train(), options));
            this.best = student.parameters().copy();
            made.finished();
        }
    }

    /** The student; after {@link #run} the best one. Closed with this. */
    public Student student() {
        return student;
    }

    /**
     * Begins with another student's vectors in place of drawn ones, and at the curriculum's end: who has learned before learns more
     * from the converged teachers at once than from what it would be led by from where it stands.
     *
     * @param users {@code [users, d] float32}
     * @param items {@code [items, d] float32}
     * @throws IllegalStateException if it is no longer fresh
     * @see DistillerOptions#of(Method, boolean)
     */
    public void start(float[] users, float[] items) {
        require(stage == Stage.FRESH && epoch == 0, "a student is started from another before the run");
        student.parameters().set(Student.USER, users);
        student.parameters().set(Student.ITEM, items);
        best.set(student.parameters());
        teaching.started();
        begun = true;
    }

    /**
     * Trains to the end, or on from where {@link #restore} put it. Afterwards {@link #student} is the best one and the
     * run cannot go on.
     *
     * @throws IllegalStateException if it was called before, whether that call came to its end or not
     */
    public Outcome run(DistillerListener listener) {
        require(stage == Stage.FRESH, "a distiller runs once: make another, and restore() a state() to go on from it");
        stage = Stage.RUNNING;
        try {
            return train(listener);
        } finally {
            stage = Stage.ENDED;
        }
    }

    /** Puts a student that was not started or restored where the first lists say. */
    private void begin() {
        if (begun) {
            return;
        }
        begun = true;
        if (!options.spectral()) {
            return;
        }
        long from = System.nanoTime();
        Supervision first = teaching.supervision();
        SpectralStart start = SpectralStart.of(
                first, SpectralStart.stride(first.users()), student.items(), student.dim(), options.seed());
        if (start != null) {
            student.add(start.users(first, 0), start.items());
            best.set(student.parameters());
        }
        seconds = seconds.plus(since(from), 0, 0);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }

    private Outcome train(DistillerListener listener) {
        boolean stopped = false;
        begin();
        while (epoch < options.training().epochs() && !options.training().isOver(misses) && !stopped) {
            epoch++;
            advance(listener);
            stopped = listener.stop(epoch);
        }
        long begin = System.nanoTime();
        if (!measures) {
            Measures none = new Measures(0, 0, 0, 0);
            return new Outcome(epoch, epoch, stopped, none, none, seconds);
        }
        if (bestEpoch > 0) {
            student.parameters().set(best);
        }
        if (bestTest == null) {
            Rankings rankings = ranker.rank(student, split.train(), evaluator.depths());
            bestValid = evaluator.valid(rankings);
            bestTest = evaluator.test(rankings);
        }
        seconds = seconds.plus(0, 0, since(begin));
        return new Outcome(epoch, bestEpoch, stopped, bestValid, bestTest, seconds);
    }

    private void advance(DistillerListener listener) {
        String phase = teaching.phase();
        long begin = System.nanoTime();
        double loss = trainer.epoch(epoch, teaching);
        seconds = seconds.plus(0, since(begin), 0);

        boolean evaluate = measures
                && (epoch % options.training().evaluateEvery() == 0
                        || epoch == options.training().epochs());
        Rankings rankings = null;
        begin = System.nanoTime();
        if (evaluate) {
            // The curriculum follows everyone, measured or not.
            int[] depths = teaching.due(epoch) ? epochs.depths(teaching.depth()) : epochs.depths();
            rankings = ranker.rank(student, split.train(), depths);
            seconds = seconds.plus(0, 0, since(begin));
        }
        if (teaching.due(epoch)) {
            begin = System.nanoTime();
            if (rankings == null) {
                rankings = ranker.rank(student, split.train(), teaching.depth());
            }
            teaching.update(epoch, rankings);
            seconds = seconds.plus(since(begin), 0, 0);
        }
        if (evaluate) {
            begin = System.nanoTime();
            Measures valid = epochs.valid(rankings);
            SampleError error = epochs.error(rankings, options.validateBy());
            boolean better = keep(value(rankings, valid));
            if (better && !epochs.isSample()) {
                bestValid = valid;
                bestTest = evaluator.test(rankings);
            }
            seconds = seconds.plus(0, 0, since(begin));
            listener.evaluated(Progress.at(epoch, phase, loss, teaching.meanSelected(), seconds)
                    .evaluated(valid, error, better, seconds));
        }
    }

    private double value(Rankings rankings, Measures valid) {
        Measure by = options.validateBy();
        return Measure.FOUR.contains(by) ? by.of(valid) : epochs.valid(rankings, by);
    }

    private boolean keep(double value) {
        if (value > bestValue) {
            bestValue = value;
            bestEpoch = epoch;
            best.set(student.parameters());
            misses = 0;
            return true;
        }
        // While the supervision still moves, a student that is worse for now may be on its way.
        misses = teaching.settled() ? misses + 1 : 0;
        return false;
    }

    private static double since(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    /**
     * All of the run so far, at the end of an epoch: before the run, or from its listener.
     *
     * @throws IllegalStateException after the run, when the student is no longer the one that was being trained
     */
    public DistillerState state() {
        require(stage != Stage.ENDED, "the run has ended and its state is gone: take state() from the run's listener");
        begin();
        Map<String, float[]> floats = new LinkedHashMap<>(trainer.state());
        best.arrays().forEach((name, array) -> floats.put("best." + name, Parameters.floats(array)));
        Map<String, String> values = new LinkedHashMap<>();
        values.put("epoch", Integer.toString(epoch));
        values.put("steps", Integer.toString(trainer.steps()));
        values.put("bestEpoch", Integer.toString(bestEpoch));
        values.put("bestRecall", Double.toString(bestValue));
        values.put("misses", Integer.toString(misses));
        values.put("secondsCurriculum", Double.toString(seconds.curriculum()));
        values.put("secondsDistill", Double.toString(seconds.distill()));
        values.put("secondsEvaluate", Double.toString(seconds.evaluate()));
        return new DistillerState(floats, teaching.state(), values);
    }

    /**
     * Puts a fresh run where another one was, which must have been made from the same data, teachers and options.
     *
     * @throws IllegalArgumentException if the state does not fit
     * @throws IllegalStateException if it is no longer fresh
     */
    public void restore(DistillerState state) {
        require(stage == Stage.FRESH, "a state is restored before the run, into a fresh distiller");
        begun = true;
        trainer.restore(state);
        best.arrays().forEach((name, array) -> state.fill("best." + name, array));
        teaching.restore(state.ints());
        epoch = state.number("epoch");
        bestEpoch = state.number("bestEpoch");
        bestValue = state.real("bestRecall");
        misses = state.number("misses");
        seconds = new Progress.Seconds(
                state.real("secondsCurriculum"), state.real("secondsDistill"), state.real("secondsEvaluate"));
    }

    @Override
    public void close() {
        trainer.close();
        best.close();
        student.close();
    }
}
