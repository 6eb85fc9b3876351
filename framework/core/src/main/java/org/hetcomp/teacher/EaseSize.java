package org.hetcomp.teacher;

import java.util.Locale;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Split;
import org.hetcomp.io.DataException;

/**
 * What {@link EaseTeacher} takes on data of a size: the inverse lies in Java's heap, and its time grows with the cube of users or
 * items, of whichever there are fewer.
 *
 * @param users number of users
 * @param items number of items
 * @param pairs train interactions
 */
record EaseSize(int users, int items, long pairs) {
    // Of Java's heap: the rest is for the data, and for the lists.
    private static final double SHARE = 0.6;

    // Multiplications and additions of the engine a second and thread, and of Java's, on the machine of
    // docs/teachers.md.
    private static final double ENGINE = 3e10;
    private static final double JAVA = 2.5e8;
    private static final double WORTH_SAYING = 60;

    static EaseSize of(Split split) {
        Interactions train = split.train();
        return new EaseSize(train.users(), train.items(), train.size());
    }

    private long side() {
        return Math.min(users, items);
    }

    /** Bytes of the inverse. */
    long bytes() {
        return 4 * side() * side();
    }

    /** Seconds of an epoch, about. */
    double seconds(int threads) {
        double inverse = Math.pow(side(), 3) / ENGINE;
        double rows = (double) items * ((users < items ? pairs : 0) + 2.0 * items) / JAVA;
        return (inverse + rows) / threads;
    }

    /**
     * A line for what takes more than a minute.
     *
     * @param heap bytes of Java's heap in all
     * @return null for nothing to say
     * @throws DataException if the inverse does not go into the heap
     */
    String foretold(int epochs, int threads, long heap) {
        String what = String.format(Locale.ROOT, "ease inverts %,d x %,d numbers an epoch", side(), side());
        if (bytes() > SHARE * heap) {
            throw new DataException(
                    String.format(
                            Locale.ROOT,
                            "%s, which take %,d MB of Java's heap of %,d",
                            what,
                            bytes() >> 20,
                            heap >> 20),
                    "--families",
                    String.format(
                            Locale.ROOT,
                            "leave ease out, or give more, as in HETCOMP_JAVA_OPTS=-Xmx%dm",
                            (long) (bytes() / SHARE / (1 << 20)) + 1));
        }
        double seconds = epochs * seconds(threads);
        return seconds < WORTH_SAYING
                ? null
                : String.format(Locale.ROOT, "%s, about %.0f min for up to %d epochs", what, seconds / 60, epochs);
    }
}
