package org.hetcomp.pipeline;

import java.util.Locale;
import org.hetcomp.data.Dataset;
import org.hetcomp.data.Split;
import org.hetcomp.teacher.TeacherTrainer;
import org.hetcomp.trajectory.RankingStore;
import org.hetcomp.trajectory.TrajectoryFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much of Java's heap distilling data takes: an estimate, within a factor of 1.5 of what it takes. Most of it are the
 * rankings that teachers are remembered by, {@code teachers x snapshots x users x 200} item ids, unless they are so many that they
 * stay in their files; then one of those of each teacher that is being trained.
 *
 * @param users number of users
 * @param items number of items
 * @param pairs of train, valid and test together
 * @param longest most items of a user in train
 * @param teachers how many teach
 * @param trained how many of them are trained first
 */
public record MemoryNeed(int users, int items, long pairs, int longest, int teachers, int trained) {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryNeed.class);

    // Java itself, the engine's and our classes: what the least data takes.
    private static final long LEAST = 24L << 20;
    // A pair is read, divided and kept, each in arrays of its own; an id is a text with its place in a table.
    private static final long OF_A_PAIR = 16;
    // In the order in which a teacher learns, or along a graph.
    private static final long OF_A_TEACHER = 16;
    private static final long OF_AN_ID = 150;
    // Measures, curriculum and supervision of a user.
    private static final long OF_A_USER = 700;
    // An item's, where a student of 16 begins, which is found in two tables of 24 numbers, beside two of 16 of what it
    // found.
    private static final long OF_A_START = 400;

    /**
     * Of data.
     *
     * @param given how many teachers are there
     * @param trained how many are trained first
     */
    public static MemoryNeed of(Dataset data, int given, int trained) {
        Split split = data.split();
        long pairs = (long) split.train().size()
                + split.valid().size()
                + split.test().size();
        return new MemoryNeed(split.users(), split.items(), pairs, split.train().maxCount(), given + trained, trained);
    }

    /** Bytes of the heap. */
    public long bytes() {
        return bytes(1);
    }

    /** The same where so many are trained at the same time. */
    private long bytes(int beside) {
        long ranking = 4L * Math.min(TeacherTrainer.CUT, items) * users;
        long observed = 4L * Math.min(TeacherTrainer.CUT, longest) * users;
        long snapshots = TeacherTrainer.SNAPSHOTS * ranking;
        boolean stays = snapshots + observed > TrajectoryFile.IN_MEMORY;
        long remembered = stays ? 0 : teachers * (snapshots + observed);
        // The best evaluation's ranking is kept, and another read back, where evaluations rank for snapshots.
        long kept = users <= TeacherTrainer.MOST_KEPT / TeacherTrainer.CUT ? 2 * ranking : 0;
        boolean isStored = !RankingStore.isInMemory(users, Math.min(TeacherTrainer.CUT, items));
        long held = isStored ? Math.max(ranking, observed) : snapshots + observed;
        long made = trained == 0 ? 0 : beside * (held + kept + OF_A_TEACHER * pairs);
        // One that was trained is read again after it was let go, and a student begins when all are.
        long rankings = Math.max(remembered + OF_A_START * items, made);
        return LEAST + OF_A_PAIR * pairs + OF_AN_ID * ((long) users + items) + OF_A_USER * users + rankings;
    }

    /** The same in megabytes. */
    public long megabytes() {
        return (bytes() >> 20) + 1;
    }

    /** Megabytes of the heap that there are. */
    public static long there() {
        return Runtime.getRuntime().maxMemory() >> 20;
    }

    /** Whether they may not do. */
    public boolean isTight() {
        return megabytes() > there();
    }

    /** How many of those to train there is room for at the same time, with half as much to spare; at least 1. */
    int beside() {
        int most = Math.max(1, trained);
        while (most > 1 && spacious(most) > there()) {
            most--;
        }
        return most;
    }

    /** Megabytes for so many with half as much to spare. */
    long spacious(int beside) {
        return ((bytes(beside) >> 20) + 1) * 3 / 2;
    }

    /** What to do about it. */
    public String advice() {
        return advice(1);
    }

    /** The same where so many are to be trained at the same time. Of what Java is given a collector keeps up to a ninth for itself. */
    String advice(int beside) {
        return String.format(Locale.ROOT, "give more, as in HETCOMP_JAVA_OPTS=-Xmx%dm", spacious(beside) * 9 / 8 + 1);
    }

    /** Says so, ahead of the work, if there may be too little. */
    void tell() {
        if (isTight()) {
            LOG.warn(
                    "{} users with {} teachers take about {} MB of Java's heap, and it has {}: {}",
                    String.format(Locale.ROOT, "%,d", users),
                    teachers,
                    megabytes(),
                    there(),
                    advice());
        }
    }
}
