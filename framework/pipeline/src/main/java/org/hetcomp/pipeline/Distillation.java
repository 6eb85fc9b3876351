package org.hetcomp.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.Dataset;
import org.hetcomp.distill.Method;
import org.hetcomp.distill.Partition;
import org.hetcomp.io.DataException;
import org.hetcomp.model.ModelFolder;

/**
 * The main job, said step by step: teachers, trained or made before, are distilled into one student. Begun by {@link
 * Hetcomp#distill}; what is not said is as {@code distill} has it by default.
 */
public final class Distillation {
    private final Dataset data;
    private RunSpec spec;
    private Teachers teachers = Teachers.none();
    private RunFolder folder;
    private Events events = Events.NONE;
    private Measured measured;

    Distillation(Dataset data) {
        this.data = data;
        this.spec = RunSpec.of(data.spec().settled(), "", Method.DEFAULT);
    }

    /** Takes a specification as it is, with who its teachers are. */
    public Distillation spec(RunSpec whole, Teachers who) {
        spec = whole;
        teachers = who;
        return this;
    }

    /** Who teaches the student, together. */
    public Distillation teachers(Teachers... some) {
        teachers = Teachers.of(some);
        spec = spec.withTeachers(teachers.words(), "", teachers.ids());
        return this;
    }

    /** What it is taught by, with that method's epochs. */
    public Distillation method(Method method) {
        spec = spec.withMethod(method);
        return this;
    }

    /** The student's dimension, 1 to 4096. */
    public Distillation dim(int d) {
        spec = spec.withDim(d);
        return this;
    }

    /**
     * Finds the smallest dimension, of 4 to 64, whose student keeps that share of what the ensemble has on valid by the measure that
     * training is stopped by, in place of {@link #dim}: some trainings, of which the result has the last one's student. If none keeps
     * it, it is the one that keeps most, and {@link DistillAnswer#warnings} says so.
     *
     * @param share above 0 and at most 1, such as 0.97
     */
    public Distillation keep(double share) {
        spec = spec.withKeep(share);
        return this;
    }

    /** The most epochs of the student, from 1. */
    public Distillation epochs(int most) {
        spec = spec.withEpochs(most);
        return this;
    }

    /** The most epochs of each teacher that is trained, from 1. */
    public Distillation teacherEpochs(int most) {
        spec = spec.withTeacherEpochs(most);
        return this;
    }

    /** Items that the losses sum over. */
    public Distillation partition(Partition sums) {
        spec = spec.withPartition(sums);
        return this;
    }

    /** Adam's step size for the student, and the weight of its squared parameters; null for what the method takes. */
    public Distillation steps(Double step, Double decay) {
        spec = spec.withSteps(step, decay);
        return this;
    }

    /**
     * Settings of the method, by id ({@link org.hetcomp.distill.Setting}); null for what it takes. To be said after the method.
     *
     * @throws IllegalArgumentException if the method has no such setting, or it cannot be that
     */
    public Distillation settings(Map<String, Double> values) {
        spec = spec.withSettings(values);
        return this;
    }

    /** The same of teachers that are trained, by the ids of their families; null for what each takes. */
    public Distillation teacherSteps(Map<String, Double> steps, Map<String, Double> decays) {
        spec = spec.withTeacherSteps(steps, decays);
        return this;
    }

    /** Leaves out of the models' folders what users have seen, without which they are asked with the data at hand only. */
    public Distillation withoutSeen() {
        spec = spec.withSeen(false);
        return this;
    }

    /**
     * Starts teachers and student from those of a finished run of which this data is all that has come since, and what was there: a
     * fraction of the epochs. What that run learned from is not measured on.
     *
     * @param run its folder; its student has the dimension of this one's
     */
    public Distillation from(Path run) {
        spec = spec.withFrom(run.toString());
        return this;
    }

    /** What the student answers users by that it never saw; all that helps by default. */
    public Distillation encoder(EncoderKind kind) {
        spec = spec.withEncoder(kind);
        return this;
    }

    /**
     * Trains teachers and student once more in the end, on train, valid and test together and for as many epochs as were found
     * best, for use: the result's student is that one. All measures are of those trained on train alone.
     */
    public Distillation refit() {
        spec = spec.withRefit(true);
        return this;
    }

    /** By what models are measured besides the four measures, and their best epoch is chosen. */
    public Distillation judging(Judging by) {
        spec = spec.withJudging(by);
        return this;
    }

    /** Decides what training draws. */
    public Distillation seed(long number) {
        spec = spec.withSeed(number);
        return this;
    }

    /**
     * Where everything is kept, as {@code ./hetcomp} reads it: a folder that is new or empty, or that of an unfinished run
     * of the same specification, which goes on.
     *
     * @throws DataException if it holds anything else
     */
    public Distillation into(Path place) {
        return into(RunFolder.of(place, "into"));
    }

    /** The same with a folder that was looked at before. */
    public Distillation into(RunFolder place) {
        folder = place;
        return this;
    }

    /** What was measured before, as part of a larger run that said what it takes, and that only measures the student. */
    Distillation measured(Measured before) {
        measured = before;
        return this;
    }

    /** Whether all teachers count alike in the ensemble, as published, or by what they are worth on valid. */
    public Distillation equalWeights(boolean alike) {
        spec = spec.withEqualWeights(alike);
        return this;
    }

    /** Who watches, and may stop it. */
    public Distillation listen(Events watcher) {
        events = watcher;
        return this;
    }

    /**
     * Runs to the end.
     *
     * @param backend must be open as long as the result's student is used
     * @throws DataException if data, teachers or folder cannot be used; one line that says what to do
     * @throws StoppedException if {@link Events#stopRequested} asked for it; what was done is saved
     * @throws IOException if something cannot be written
     */
    public DistillResult run(Backend backend) throws IOException {
        spec.distiller();
        if (spec.keep() != null && teachers.isEmpty()) {
            throw new DataException("no teachers, whose ensemble a share could be kept of", "--keep", "name teachers");
        }
        Predecessor before = predecessor();
        Dataset divided = before == null ? data : before.divide(data);
        if (before != null && !teachers.sources().isEmpty()) {
            before.requireSame(divided);
        }
        List<ModelFolder> given = teachers.open(divided);
        if (measured == null) {
            MemoryNeed.of(divided, given.size(), teachers.families().size()).tell();
        }
        RunSpec whole = spec.withEngine(backend.name());
        return new RunScope(backend, divided, folder, events)
                .run(
                        whole,
                        whole.seed(),
                        given,
                        run -> new DistillWork(run, whole, teachers, measured).run(given, before));
    }

    private Predecessor predecessor() {
        if (spec.from() == null) {
            return null;
        }
        Predecessor before = Predecessor.open(Path.of(spec.from()));
        before.requireDim(spec.dim());
        return before;
    }
}
