package org.hetcomp.pipeline;

import java.util.Locale;

/** Spans of time for people. */
public final class Durations {
    private Durations() {}

    /** Such as {@code 12 s}, {@code 3 min 20 s}, {@code 2 h 5 min}. */
    public static String text(double seconds) {
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long s = Math.round(seconds);
        if (s < 60) {
            return s + " s";
        }
        return s < 3600 ? s / 60 + " min " + s % 60 + " s" : s / 3600 + " h " + s % 3600 / 60 + " min";
    }

    /** What is left of evenly long parts. */
    public static String left(int done, int all, double seconds) {
        return done == 0 || done >= all ? "" : ", at most " + text(seconds / done * (all - done)) + " left";
    }
}
