package org.hetcomp.trajectory;

import java.util.List;
import org.hetcomp.data.Rankings;

/**
 * A teacher as remembered along its training (HetComp, Kang et al., WWW 2023, section 4.1): its snapshots as rankings,
 * the last one converged, and how the converged teacher orders each user's own train items.
 *
 * @param teacher the teacher's id, unique within an ensemble; for the families the family's id
 * @param snapshots V snapshots in order of training, at least one and at most {@value #MOST}, all over the same users with the same cut
 * @param observed the converged teacher's ranking of each user's train items, cut at the same M or shorter
 */
public record Trajectory(String teacher, List<Snapshot> snapshots, Rankings observed) {
    /** Most snapshots: who learns from which one is remembered in a byte. */
    public static final int MOST = 128;

    /** Checks that the snapshots belong together. */
    public Trajectory {
        snapshots = List.copyOf(snapshots);
        if (snapshots.isEmpty() || snapshots.size() > MOST) {
            throw new IllegalArgumentException(
                    "trajectory of " + teacher + " has " + snapshots.size() + " snapshots, not 1 to " + MOST);
        }
        Rankings first = snapshots.get(0).ranking();
        for (Snapshot snapshot : snapshots) {
            if (snapshot.ranking().users() != first.users()
                    || snapshot.ranking().cut() != first.cut()) {
                throw new IllegalArgumentException("snapshots of " + teacher + " differ in users or cut");
            }
        }
        if (observed.users() != first.users()) {
            throw new IllegalArgumentException("observed rankings of " + teacher + " are of " + observed.users()
                    + " users, its snapshots of " + first.users());
        }
    }

    /** Number of snapshots, V. */
    public int size() {
        return snapshots.size();
    }

    /** Number of users. */
    public int users() {
        return observed.users();
    }

    /** The ranking of unobserved items at a snapshot, 0 the earliest. */
    public Rankings ranking(int snapshot) {
        return snapshots.get(snapshot).ranking();
    }

    /** The converged teacher's ranking of unobserved items. */
    public Rankings converged() {
        return ranking(size() - 1);
    }

    /** The same with rankings of at most so many items, at least 1. */
    public Trajectory cutAt(int ranks) {
        int cut = Math.min(ranks, converged().cut());
        List<Snapshot> shorter = snapshots.stream()
                .map(s -> new Snapshot(s.epoch(), s.validRecall50(), s.ranking().cutAt(cut)))
                .toList();
        return new Trajectory(teacher, shorter, observed.cutAt(Math.min(ranks, observed.cut())));
    }
}
