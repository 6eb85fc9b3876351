package org.hetcomp.teacher;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.NativeMemory;
import org.hetcomp.backend.Unfinished;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Rankings;
import org.hetcomp.eval.Ranker;
import org.hetcomp.eval.Scorer;
import org.hetcomp.trajectory.RankingStore;
import org.hetcomp.trajectory.Snapshot;
import org.hetcomp.trajectory.Trajectory;

/**
 * Collects a teacher's snapshots, one ranking of everybody at a time, and makes of them and of its scorer what is left of its training. Closed
 * before that was made, it leaves nothing.
 */
final class SnapshotCollector implements AutoCloseable {
    private final Backend backend;
    private final Interactions train;
    private final Ranker ranker;
    private final RankingStore store;
    private final List<Snapshot> snapshots = new ArrayList<>();
    private boolean handedOver;

    /** Of a teacher that learns from those interactions. */
    SnapshotCollector(Backend backend, Interactions train, RankingStore store) {
        this.backend = backend;
        this.train = train;
        this.ranker = new Ranker(backend);
        this.store = store;
    }

    /** Adds a snapshot; the ranking, of which the first {@link TeacherTrainer#CUT} places are remembered, may be let go. */
    void add(int epoch, double validRecall50, Rankings ranking) {
        Rankings kept = store.keep(ranking, Math.min(TeacherTrainer.CUT, ranking.cut()));
        snapshots.add(new Snapshot(epoch, validRecall50, kept));
        NativeMemory.giveBack();
    }

    /** What is left of a teacher; called once, in the end. */
    TrainedTeacher trained(TeacherFamily family, TeacherOptions options, Teacher teacher, TrainedTeacher.Facts facts) {
        try (Unfinished made = new Unfinished()) {
            NDManager owner = made.hold(backend.manager().newSubManager());
            Scorer scorer;
            try (NDManager scope = backend.manager().newSubManager()) {
                scorer = family.scorer(backend, copies(teacher.scorer(scope), owner));
            }
            int most = Math.min(TeacherTrainer.CUT, train.maxCount());
            Rankings observed = store.keep(ranker.rankOwn(scorer, train, most), most);
            AutoCloseable both = () -> {
                try (store) {
                    owner.close();
                }
            };
            TrainedTeacher trained = new TrainedTeacher(
                    family, options, new Trajectory(family.id(), snapshots, observed), scorer, facts, both);
            made.finished();
            handedOver = true;
            return trained;
        }
    }

    private static Map<String, NDArray> copies(Scorer scorer, NDManager owner) {
        Map<String, NDArray> copies = new LinkedHashMap<>();
        scorer.arrays().forEach((name, array) -> {
            NDArray copy = array.duplicate();
            copy.attach(owner);
            copies.put(name, copy);
        });
        return copies;
    }

    @Override
    public void close() {
        if (!handedOver) {
            store.close();
        }
    }
}
