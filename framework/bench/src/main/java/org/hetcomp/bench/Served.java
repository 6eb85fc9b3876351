package org.hetcomp.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.Dataset;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Rankings;
import org.hetcomp.distill.Ensemble;
import org.hetcomp.distill.EnsembleOptions;
import org.hetcomp.eval.Ranker;
import org.hetcomp.eval.Scorer;
import org.hetcomp.model.ModelFolder;
import org.hetcomp.trajectory.Snapshot;
import org.hetcomp.trajectory.Trajectory;

/**
 * A model as it is served: one that scores, or an ensemble, all of whose models score and whose rankings are added up
 * by importance. Items that a user has in train are left out.
 */
final class Served implements AutoCloseable {
    private final NDManager manager;
    private final Ranker ranker;
    private final Interactions leftOut;
    private final List<ModelFolder> folders = new ArrayList<>();
    private final List<Scorer> scorers = new ArrayList<>();

    /** Loads a model, or the models of an ensemble. */
    Served(Backend backend, Dataset data, List<String> places) {
        manager = backend.manager().newSubManager();
        ranker = new Ranker(backend);
        leftOut = data.split().train();
        for (String place : places) {
            ModelFolder folder = ModelFolder.open(Path.of(place));
            folder.requireMadeFrom(data);
            folders.add(folder);
            scorers.add(folder.scorer(backend, manager));
        }
    }

    /**
     * The best items of users.
     *
     * @return row j is of {@code users[j]}
     */
    Rankings top(int[] users, int count) {
        if (scorers.size() == 1) {
            return ranker.rank(scorers.get(0), users, leftOut, count);
        }
        EnsembleOptions options = EnsembleOptions.defaults();
        Rankings none = Rankings.empty(users.length, 1);
        List<Trajectory> teachers = new ArrayList<>();
        for (int x = 0; x < scorers.size(); x++) {
            Rankings ranking = ranker.rank(scorers.get(x), users, leftOut, options.cut());
            teachers.add(new Trajectory(folders.get(x).card().id(), List.of(new Snapshot(1, 0, ranking)), none));
        }
        Ensemble ensemble = new Ensemble(teachers, options);
        return ensemble.unobserved(ensemble.converged(), count);
    }

    /** Floats that were trained. */
    long parameters() {
        return folders.stream().mapToLong(folder -> folder.card().parameters()).sum();
    }

    /** Megabytes of all that scoring takes. */
    double megabytes() {
        long floats = scorers.stream()
                .flatMap(scorer -> scorer.arrays().values().stream())
                .mapToLong(NDArray::size)
                .sum();
        return floats * (double) Float.BYTES / (1 << 20);
    }

    /** Scores of the first model; {@code [users.length * items]}. */
    float[] scores(int[] users) {
        try (NDManager step = manager.newSubManager();
                NDArray scores = scorers.get(0).scores(step, users)) {
            return scores.toFloatArray();
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
