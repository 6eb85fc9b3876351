package org.hetcomp.distill;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hetcomp.data.Rankings;
import org.hetcomp.trajectory.Trajectory;

/**
 * Dynamic knowledge construction (HetComp, Kang et al., WWW 2023, section 4.3): which snapshot of which teacher each
 * user learns from now. A user moves on to a teacher's next snapshot once the student has come near enough to it since
 * the last move, or when it has begun to drift away.
 */
public final class Curriculum {
    private final List<Trajectory> teachers;
    private final CurriculumOptions options;
    private final Discrepancy discrepancy;
    private final int users;
    private final int[][] selected;
    private final double[][] last;

    /** Everyone at every teacher's first snapshot. */
    public Curriculum(List<Trajectory> teachers, CurriculumOptions options) {
        this.teachers = List.copyOf(teachers);
        this.options = options;
        this.discrepancy = new Discrepancy(options.depth(), options.lambda(), options.reading(), options.rounded());
        this.users = teachers.get(0).users();
        this.selected = new int[teachers.size()][users];
        this.last = new double[teachers.size()][users];
        for (double[] row : last) {
            Arrays.fill(row, Double.NaN);
        }
    }

    /** The snapshot in force, {@code [teachers][users]}; live, not to be written except to restore. */
    public int[][] selected() {
        return selected;
    }

    /**
     * Discrepancy to the next snapshot when the user last moved, {@code [teachers][users]}, NaN before the first
     * update; live, not to be written except to restore.
     */
    public double[][] last() {
        return last;
    }

    /** How deep the student's rankings must be for {@link #update}. */
    public int depth() {
        return discrepancy.depth();
    }

    /** Whether an update falls on the end of this epoch, the first being 1. */
    public boolean due(int epoch) {
        return epoch % options.period() == 0 && !finished();
    }

    /**
     * Moves users on.
     *
     * @param epoch epochs trained so far
     * @param student the student's rankings of unobserved items, at least {@link #depth} deep
     * @return the users that moved with at least one teacher, ascending
     */
    public int[] update(int epoch, Rankings student) {
        if (finished()) {
            return new int[0];
        }
        int periods = epoch / options.period();
        double threshold = options.alpha() * Math.pow(options.decay(), periods);
        return IntStream.range(0, users)
                .parallel()
                .filter(u -> {
                    boolean moved = false;
                    for (int x = 0; x < selected.length; x++) {
                        moved |= move(x, u, threshold, student);
                    }
                    return moved;
                })
                .toArray();
    }

    /**
     * Moves everyone to every teacher's next snapshot, whatever the student has learned.
     *
     * @return the users that moved, ascending
     */
    public int[] advance() {
        int[] moved = IntStream.range(0, users).filter(u -> !finished(u)).toArray();
        for (int x = 0; x < selected.length; x++) {
            for (int u : moved) {
                selected[x][u] = Math.min(selected[x][u] + 1, teachers.get(x).size() - 1);
            }
        }
        return moved;
    }

    private boolean move(int x, int u, double threshold, Rankings student) {
        int v = selected[x][u];
        int end = teachers.get(x).size() - 1;
        if (v == end && !Double.isNaN(last[x][u])) {
            return false;
        }
        double now = toSnapshot(x, u, Math.min(end, v + 1), student);
        if (Double.isNaN(last[x][u])) {
            last[x][u] = now;
            return false;
        }
        // A discrepancy of 0 is mastered: the ratio is infinite, or not a number where it was 0 before as well.
        double ratio = last[x][u] / now;
        if (now != 0 && ratio <= threshold && ratio >= 1) {
            return false;
        }
        selected[x][u] = v + 1;
        last[x][u] = toSnapshot(x, u, Math.min(end, v + 2), student);
        return true;
    }

    private double toSnapshot(int x, int u, int v, Rankings student) {
        return discrepancy.between(student, teachers.get(x).ranking(v), u);
    }

    /** Mean snapshot in force per teacher; {@code [teachers]}. */
    public double[] meanSelected() {
        return Arrays.stream(selected)
                .mapToDouble(row -> Arrays.stream(row).average().orElse(0))
                .toArray();
    }

    /** Whether practically everyone is at the end: the means, rounded to 2 decimals, sum to those of the end. */
    public boolean finished() {
        long hundredths = 0;
        long end = 0;
        for (int x = 0; x < selected.length; x++) {
            hundredths += Math.round(100 * Arrays.stream(selected[x]).average().orElse(0));
            end += 100L * (teachers.get(x).size() - 1);
        }
        return hundredths >= end;
    }

    /** Whether the user is at the end with every teacher. */
    public boolean finished(int user) {
        for (int x = 0; x < selected.length; x++) {
            if (selected[x][user] < teachers.get(x).size() - 1) {
                return false;
            }
        }
        return true;
    }
}
