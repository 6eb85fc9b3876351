package org.hetcomp.distill;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import org.hetcomp.data.Rankings;
import org.hetcomp.trajectory.Trajectory;

/**
 * Several teachers as one: an item's importance is the sum over teachers of w exp(-rank / lambda) in the snapshots now in
 * force (HetComp, Kang et al., WWW 2023, arXiv 2303.01130, section 4.2, where all w are 1; {@link Weighing} chooses them). Only the top M ranks of a ranking count, so
 * that nothing of size users x items exists; the published code keeps whole permutations.
 */
public final class Ensemble {
    private static final int BLOCK = 128;

    private final List<Trajectory> teachers;
    private final EnsembleOptions options;
    private final double[] importance;
    private final int items;

    /**
     * An ensemble of at least one teacher, all over the same users and items.
     *
     * @throws IllegalArgumentException if there is none, they differ in users, or weights are of more or fewer
     */
    public Ensemble(List<Trajectory> teachers, EnsembleOptions options) {
        if (teachers.isEmpty()) {
            throw new IllegalArgumentException("an ensemble takes at least one teacher");
        }
        if (!options.weights().isEmpty() && options.weights().size() != teachers.size()) {
            throw new IllegalArgumentException(
                    options.weights().size() + " weights are not of " + teachers.size() + " teachers");
        }
        this.teachers = List.copyOf(teachers);
        this.options = options;
        for (Trajectory teacher : teachers) {
            if (teacher.users() != users()) {
                throw new IllegalArgumentException("teacher " + teacher.teacher() + " ranks for " + teacher.users()
                        + " users, " + teachers.get(0).teacher() + " for " + users());
            }
        }
        importance = options.importance();
        items = 1 + teachers.stream().mapToInt(Ensemble::greatestId).max().orElseThrow();
    }

    private static int greatestId(Trajectory teacher) {
        int greatest = teacher.observed().greatest();
        for (int v = 0; v < teacher.size(); v++) {
            greatest = Math.max(greatest, teacher.ranking(v).greatest());
        }
        return Math.max(0, greatest);
    }

    /** The teachers, in the order in which {@code selected} names their snapshots. */
    public List<Trajectory> teachers() {
        return teachers;
    }

    /** Number of users. */
    public int users() {
        return teachers.get(0).users();
    }

    /** Every teacher's last snapshot for every user; {@code [teachers][users]}. */
    public byte[][] converged() {
        byte[][] selected = new byte[teachers.size()][users()];
        for (int x = 0; x < selected.length; x++) {
            Arrays.fill(selected[x], (byte) (teachers.get(x).size() - 1));
        }
        return selected;
    }

    /**
     * What the student is shown.
     *
     * @param selected {@code [teachers][users]}: the snapshot of each teacher that each user learns from
     */
    public Supervision supervision(byte[][] selected) {
        Rankings observed = Rankings.empty(users(), options.observed());
        inBlocks(IntStream.range(0, users()).toArray(), (sum, u) -> {
            for (int x = 0; x < teachers.size(); x++) {
                sum.add(teachers.get(x).observed(), u, options.weight(x));
            }
            sum.drain(observed, u);
        });
        return new Supervision(observed, unobserved(selected, options.unobserved()));
    }

    /** Rewrites the unobserved supervision of some users in place, after they moved. */
    public void rebuild(Supervision supervision, byte[][] selected, int[] users) {
        rank(supervision.unobserved(), selected, users);
    }

    /**
     * The ensemble's ranking of unobserved items: at most the union of the teachers' lists.
     *
     * @param cut length of the rankings
     */
    public Rankings unobserved(byte[][] selected, int cut) {
        return ranked(Rankings.empty(users(), cut), selected);
    }

    /**
     * The same to a depth of each user's own.
     *
     * @param depths {@code [users]}; a user of depth 0 is not ranked for
     */
    public Rankings unobserved(byte[][] selected, int[] depths) {
        return ranked(Rankings.empty(depths), selected);
    }

    private Rankings ranked(Rankings out, byte[][] selected) {
        rank(
                out,
                selected,
                IntStream.range(0, users()).filter(u -> out.depth(u) > 0).toArray());
        return out;
    }

    /**
     * Importances of some items for a user, by which {@link #unobserved} ranks them.
     *
     * @param selected {@code [teachers][users]}
     * @param ranked {@code [n]} items
     * @return {@code [n]}
     */
    public float[] importances(byte[][] selected, int user, int[] ranked) {
        Map<Integer, Double> sums = new HashMap<>();
        for (int x = 0; x < selected.length; x++) {
            int[] row = teachers.get(x).ranking(selected[x][user]).first(user, importance.length);
            for (int r = 0; r < row.length; r++) {
                sums.merge(row[r], options.weight(x) * importance[r], Double::sum);
            }
        }
        float[] importances = new float[ranked.length];
        for (int r = 0; r < ranked.length; r++) {
            importances[r] = sums.getOrDefault(ranked[r], 0.0).floatValue();
        }
        return importances;
    }

    private void rank(Rankings out, byte[][] selected, int[] users) {
        inBlocks(users, (sum, u) -> {
            for (int x = 0; x < selected.length; x++) {
                sum.add(teachers.get(x).ranking(selected[x][u]), u, options.weight(x));
            }
            sum.drain(out, u);
        });
    }

    private void inBlocks(int[] users, ObjIntConsumer<ImportanceSum> work) {
        int blocks = (users.length + BLOCK - 1) / BLOCK;
        IntStream.range(0, blocks).parallel().forEach(b -> {
            ImportanceSum sum = new ImportanceSum(items, importance);
            for (int j = b * BLOCK; j < Math.min(users.length, (b + 1) * BLOCK); j++) {
                work.accept(sum, users[j]);
            }
        });
    }
}
