package org.hetcomp.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Rankings;
import org.hetcomp.data.Split;
import org.hetcomp.distill.Ensemble;
import org.hetcomp.trajectory.Snapshot;
import org.hetcomp.trajectory.Trajectory;

/**
 * What a block of users learns from: their train, valid and test items, and what the teachers rank for them. Users are numbered
 * within the block. Never changes.
 */
final class Lesson implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int block;
    private final int first;
    private final int items;
    private final int[][][] parts;
    private final int[][][][] rankings;
    private transient Split split;
    private transient List<Trajectory> teachers;
    private transient Ensemble ensemble;

    /**
     * Takes arrays as they are.
     *
     * @param block its number
     * @param first how many users are in the blocks before it
     * @param items number of items
     * @param parts {@code [3][users][any]}: train, valid, test
     * @param rankings {@code [teachers][snapshots][users][any]}: items, best first, the users' own among them
     */
    Lesson(int block, int first, int items, int[][][] parts, int[][][][] rankings) {
        this.block = block;
        this.first = first;
        this.items = items;
        this.parts = parts;
        this.rankings = rankings;
    }

    int block() {
        return block;
    }

    /** The number among all users of its first one. */
    int first() {
        return first;
    }

    int users() {
        return parts[0].length;
    }

    Split split() {
        if (split == null) {
            split = new Split(of(parts[0]), of(parts[1]), of(parts[2]));
        }
        return split;
    }

    private Interactions of(int[][] rows) {
        return Interactions.of(items, rows);
    }

    /** The teachers, each item in the ranking of the user's own or in that of unobserved ones, as {@code zoo import} has it. */
    List<Trajectory> teachers(DistillPlan plan) {
        if (teachers == null) {
            List<Trajectory> made = new ArrayList<>();
            for (int x = 0; x < rankings.length; x++) {
                List<Snapshot> snapshots = new ArrayList<>();
                for (int[][] rows : rankings[x]) {
                    snapshots.add(new Snapshot(snapshots.size() + 1, 0, cut(rows, false, plan)));
                }
                int[][] last = rankings[x][rankings[x].length - 1];
                made.add(new Trajectory("t" + x, snapshots, cut(last, true, plan)));
            }
            teachers = made;
        }
        return teachers;
    }

    private Rankings cut(int[][] rows, boolean own, DistillPlan plan) {
        int most = plan.ensemble().cut();
        Rankings rankings = Rankings.empty(rows.length, most);
        for (int u = 0; u < rows.length; u++) {
            int user = u;
            int[] row = IntStream.of(rows[u])
                    .filter(item -> split().train().contains(user, item) == own)
                    .limit(most)
                    .toArray();
            System.arraycopy(row, 0, rankings.ids(), rankings.start(u), row.length);
        }
        return rankings;
    }

    Ensemble ensemble(DistillPlan plan) {
        if (ensemble == null) {
            ensemble = new Ensemble(teachers(plan), plan.ensemble());
        }
        return ensemble;
    }

    /** The snapshot that everyone begins with. */
    byte[][] begin(boolean converged) {
        byte[][] selected = new byte[rankings.length][users()];
        for (int x = 0; x < selected.length && converged; x++) {
            Arrays.fill(selected[x], (byte) (rankings[x].length - 1));
        }
        return selected;
    }
}
