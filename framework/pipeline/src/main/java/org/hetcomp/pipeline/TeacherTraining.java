package org.hetcomp.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.Dataset;
import org.hetcomp.data.Split;
import org.hetcomp.io.DataException;
import org.hetcomp.teacher.SnapshotPolicy;

/**
 * Training teachers only, for any number of students, said step by step. Begun by {@link Hetcomp#teachers}; it takes a
 * folder, since teachers are used from there.
 */
public final class TeacherTraining {
    private final Dataset data;
    private Teachers teachers = Teachers.train();
    private int epochs;
    private int dim;
    private long seed;
    private Map<String, Double> steps;
    private Map<String, Double> decays;
    private boolean seen = true;
    private SnapshotPolicy snapshots = SnapshotPolicy.EPOCHS;
    private Judging judging = Judging.STANDARD;
    private RunFolder folder;
    private Events events = Events.NONE;

    TeacherTraining(Dataset data) {
        this.data = data;
    }

    /** Which families; all that there are by default. Sources of teachers that were made before have no place here. */
    public TeacherTraining families(Teachers... some) {
        teachers = Teachers.of(some);
        return this;
    }

    /** The most epochs, from 1; 0 for what each family takes. */
    public TeacherTraining epochs(int most) {
        epochs = most;
        return this;
    }

    /** Their dimension, from 1; 0 for what each family takes. */
    public TeacherTraining dim(int d) {
        dim = d;
        return this;
    }

    /** Step sizes, and weights of the regularisation, by the ids of their families; null for what each takes. */
    public TeacherTraining steps(Map<String, Double> stepSizes, Map<String, Double> weights) {
        steps = stepSizes;
        decays = weights;
        return this;
    }

    /** Leaves out of the models' folders what users have seen, without which they are asked with the data at hand only. */
    public TeacherTraining withoutSeen() {
        seen = false;
        return this;
    }

    /** Which of their epochs they are remembered at; evenly spaced ones by default. */
    public TeacherTraining snapshots(SnapshotPolicy policy) {
        snapshots = policy == null ? SnapshotPolicy.EPOCHS : policy;
        return this;
    }

    /** By what they are measured besides the four measures, and their best epoch is chosen. */
    public TeacherTraining judging(Judging by) {
        judging = by;
        return this;
    }

    /** Decides what training draws. */
    public TeacherTraining seed(long number) {
        seed = number;
        return this;
    }

    /**
     * Where they are kept: a folder that is new or empty, or that of an unfinished run of the same specification.
     *
     * @throws DataException if it holds anything else
     */
    public TeacherTraining into(Path place) {
        return into(RunFolder.of(place, "into"));
    }

    /** The same with a folder that was looked at before. */
    public TeacherTraining into(RunFolder place) {
        folder = place;
        return this;
    }

    /** Who watches, and may stop it. */
    public TeacherTraining listen(Events watcher) {
        events = watcher;
        return this;
    }

    /**
     * Trains them.
     *
     * @throws DataException if data or folder cannot be used; one line that says what to do
     * @throws StoppedException if {@link Events#stopRequested} asked for it; teachers that were finished stay
     * @throws IOException if something cannot be written
     */
    public TeachersResult run(Backend backend) throws IOException {
        if (folder == null
                || !teachers.sources().isEmpty()
                || teachers.families().isEmpty()) {
            throw new IllegalStateException("training teachers takes families and a folder to keep them in");
        }
        MemoryNeed.of(data, 0, teachers.families().size()).tell();
        TeacherSpec spec = new TeacherSpec(teachers.ids(), epochs, dim, seed)
                .withSteps(steps, decays)
                .withSeen(seen)
                .withSnapshots(snapshots)
                .withJudging(judging);
        return new RunScope(backend, data, folder, events).run(spec, seed, List.of(), run -> {
            TeacherSet set = TeacherSet.of(new TeacherStage(run, spec, teachers.families(), null).train());
            Split split = run.data().split();
            TeachersAnswer answer = TeachersAnswer.of(
                    set, split, new Assessor(run.backend(), split, judging.measures()), judging.validateBy());
            run.folder().complete(answer);
            return new TeachersResult(answer, set);
        });
    }
}
