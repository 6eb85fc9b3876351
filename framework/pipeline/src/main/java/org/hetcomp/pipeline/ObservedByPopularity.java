package org.hetcomp.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Rankings;
import org.hetcomp.teacher.TeacherTrainer;
import org.hetcomp.trajectory.Trajectory;

/**
 * Trajectories as a student is taught by them. Of users whose train items no teacher ranks, as teachers that were imported
 * may not, the items are in the order of their popularity in the first one's.
 */
final class ObservedByPopularity {
    private final Interactions train;
    private final int[] popularity;

    private ObservedByPopularity(Interactions train) {
        this.train = train;
        this.popularity = train.itemCounts();
    }

    /** The trajectories, the first one completed where that is needed. */
    static List<Trajectory> complete(List<Trajectory> trajectories, Interactions train) {
        int[] silent = IntStream.range(0, train.users())
                .filter(u -> trajectories.stream().allMatch(t -> t.observed().length(u) == 0))
                .toArray();
        if (silent.length == 0 || trajectories.isEmpty()) {
            return trajectories;
        }
        List<Trajectory> complete = new ArrayList<>(trajectories);
        Trajectory first = complete.get(0);
        Rankings observed = new ObservedByPopularity(train).complete(first, silent);
        complete.set(0, new Trajectory(first.teacher(), first.snapshots(), observed));
        return complete;
    }

    private Rankings complete(Trajectory teacher, int[] silent) {
        int longest = IntStream.of(silent).map(train::count).max().orElse(1);
        int cut = Math.max(teacher.observed().cut(), Math.min(longest, TeacherTrainer.CUT));
        Rankings observed = Rankings.empty(train.users(), cut);
        for (int u = 0; u < train.users(); u++) {
            int[] row = teacher.observed().row(u);
            System.arraycopy(row, 0, observed.ids(), observed.start(u), row.length);
        }
        for (int u : silent) {
            int[] row = Arrays.stream(train.row(u))
                    .boxed()
                    .sorted((a, b) -> popularity[a] != popularity[b] ? popularity[b] - popularity[a] : a - b)
                    .limit(cut)
                    .mapToInt(i -> i)
                    .toArray();
            System.arraycopy(row, 0, observed.ids(), observed.start(u), row.length);
        }
        return observed;
    }
}
