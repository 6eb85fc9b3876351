package org.hetcomp.distill;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hetcomp.data.Rankings;
import org.hetcomp.eval.Discrepancy;
import org.hetcomp.trajectory.Trajectory;

/**
 * Dynamic knowledge construction (HetComp, Kang et al., WWW 2023, section 4.3): which snapshot of which teacher each
 * user learns from now. A user moves on to a teacher's next snapshot once the student has come near enough to it since
 * the last move, or when it has begun to drift away.
 *
 * <p>With a {@code stay} in the options nobody moves by chance. Of each teacher, users move only at an update at which the
 * student has come nearer over all who are underway: a paired t over users of the discrepancies when they last moved and now,
 * above {@value #T}, which chance alone exceeds once in 200 times. Of those who are underway a user moves on if the student came
 * nearer by the factor, which decays to 1 and no further. Who has been with a snapshot for {@code stay} updates at which the
 * discrepancy was not what it was when they came moves on, too, so that the curriculum ends. A student that stands still moves
 * no one.
 */
public final class Curriculum {
    private static final double T = 2.6;

    private final List<Trajectory> teachers;
    private final CurriculumOptions options;
    private final Discrepancy discrepancy;
    private final int users;
    private final byte[][] selected;
    private final double[][] last;
    private final byte[][] stays;

    /** Everyone at every teacher's first snapshot. */
    public Curriculum(List<Trajectory> teachers, CurriculumOptions options) {
        this.teachers = List.copyOf(teachers);
        this.options = options;
        this.discrepancy = new Discrepancy(options.depth(), options.lambda(), options.reading(), options.rounded());
        this.users = teachers.get(0).users();
        this.selected = new byte[teachers.size()][users];
        this.last = new double[teachers.size()][users];
        this.stays = new byte[teachers.size()][options.stay() > 0 ? users : 0];
        for (double[] row : last) {
            Arrays.fill(row, Double.NaN);
        }
    }

    /** The snapshot in force, {@code [teachers][users]}; live, not to be written except to restore. */
    public byte[][] selected() {
        return selected;
    }

    /**
     * Discrepancy to the next snapshot when the user last moved, {@code [teachers][users]}, NaN before the first
     * update; live, not to be written except to restore.
     */
    public double[][] last() {
        return last;
    }

    /**
     * Updates since the user came to a snapshot at which the student had changed, {@code [teachers][users]}; of no user as
     * published. Live, not to be written except to restore.
     */
    public byte[][] stays() {
        return stays;
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
        if (options.stay() > 0) {
            return steadily(Math.max(1, threshold), student);
        }
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

    /** Puts everyone at the end, where a student begins that has learned before. */
    void finish() {
        for (int x = 0; x < selected.length; x++) {
            Arrays.fill(selected[x], (byte) (teachers.get(x).size() - 1));
        }
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
                selected[x][u] =
                        (byte) Math.min(selected[x][u] + 1, teachers.get(x).size() - 1);
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
        selected[x][u]++;
        last[x][u] = toSnapshot(x, u, Math.min(end, v + 2), student);
        return true;
    }

    private int[] steadily(double threshold, Rankings student) {
        boolean[] moved = new boolean[users];
        for (int x = 0; x < selected.length; x++) {
            int teacher = x;
            int end = teachers.get(x).size() - 1;
            double[] now = new double[users];
            IntStream.range(0, users).parallel().forEach(u -> {
                int next = Math.min(end, selected[teacher][u] + 1);
                now[u] = selected[teacher][u] == end ? Double.NaN : toSnapshot(teacher, u, next, student);
            });
            boolean nearer = isNearer(last[x], now);
            for (int u = 0; u < users; u++) {
                if (Double.isNaN(now[u])) {
                    continue;
                }
                if (Double.isNaN(last[x][u])) {
                    last[x][u] = now[u];
                    continue;
                }
                if (now[u] != last[x][u]) {
                    stays[x][u]++;
                }
                boolean came = nearer && now[u] < last[x][u] && last[x][u] >= threshold * now[u];
                if (came || stays[x][u] >= options.stay()) {
                    selected[x][u]++;
                    stays[x][u] = 0;
                    last[x][u] = toSnapshot(x, u, Math.min(end, selected[x][u] + 1), student);
                    moved[u] = true;
                }
            }
        }
        return IntStream.range(0, users).filter(u -> moved[u]).toArray();
    }

    /** Whether discrepancies have become less by more than chance, over the users of whom both are known. */
    private static boolean isNearer(double[] before, double[] now) {
        double sum = 0;
        double squares = 0;
        int n = 0;
        for (int u = 0; u < now.length; u++) {
            double difference = before[u] - now[u];
            if (!Double.isNaN(difference)) {
                sum += difference;
                squares += difference * difference;
                n++;
            }
        }
        double variance = n < 2 ? 0 : (squares - sum * sum / n) / (n - 1);
        // Of one user, or where all came nearer by the same, there is no variance to hold it against.
        return sum > 0 && sum / n >= T * Math.sqrt(Math.max(0, variance) / n);
    }

    private double toSnapshot(int x, int u, int v, Rankings student) {
        return discrepancy.between(student, teachers.get(x).ranking(v), u);
    }

    /** Mean snapshot in force per teacher; {@code [teachers]}. */
    public double[] meanSelected() {
        return Arrays.stream(selected).mapToDouble(Curriculum::mean).toArray();
    }

    private static double mean(byte[] row) {
        long sum = 0;
        for (byte snapshot : row) {
            sum += snapshot;
        }
        return row.length == 0 ? 0 : (double) sum / row.length;
    }

    /** Whether practically everyone is at the end: the means, rounded to 2 decimals, sum to those of the end. */
    public boolean finished() {
        long hundredths = 0;
        long end = 0;
        for (int x = 0; x < selected.length; x++) {
            hundredths += Math.round(100 * mean(selected[x]));
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
