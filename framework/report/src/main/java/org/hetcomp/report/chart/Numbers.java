package org.hetcomp.report.chart;

import java.util.Locale;

/** Numbers as people read them. What is not a number is a dash. */
public final class Numbers {
    private static final String NONE = "–";
    private static final double HOUR = 3600;
    // A number and its unit stay on one line.
    private static final String SPACE = "\u00a0";

    private Numbers() {}

    /** With so many decimals and thousands set apart, such as {@code 17,838,064} or {@code 0.3218}. */
    public static String fixed(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return NONE;
        }
        String text = String.format(Locale.ROOT, "%,." + decimals + "f", value);
        return text.matches("-[0.,]+") ? text.substring(1) : text;
    }

    /** A share in percent, such as {@code 98%}; below ten with a decimal. */
    public static String percent(double share) {
        return Double.isFinite(share) ? fixed(100 * share, Math.abs(share) < 0.0995 ? 1 : 0) + "%" : NONE;
    }

    /** To three digits with the thousand, million or (American) billion as a letter, such as {@code 0.486 M}. */
    public static String count(double value) {
        double size = Math.abs(value);
        if (!Double.isFinite(value) || size < 1e5) {
            return size == Math.rint(size) ? fixed(value, 0) : digits(value);
        }
        return size < 1e9 ? digits(value / 1e6) + SPACE + "M" : digits(value / 1e9) + SPACE + "G";
    }

    /** To three digits, such as {@code 0.0714}, {@code 7.14}, {@code 714}; whole from a hundred on. */
    public static String digits(double value) {
        if (!Double.isFinite(value) || value == 0) {
            return fixed(value, 0);
        }
        int magnitude = (int) Math.floor(Math.log10(Math.abs(value)));
        if (magnitude < -4) {
            return String.format(Locale.ROOT, "%.2e", value).replaceFirst("e-0", "e-");
        }
        double rounded = Math.abs(value) * Math.pow(10, 2 - magnitude) >= 999.5 ? magnitude + 1 : magnitude;
        return fixed(value, (int) Math.max(0, 2 - rounded));
    }

    /** A span of time, such as {@code 6.0 s}, {@code 578 s}, {@code 2.4 h}. */
    public static String seconds(double seconds) {
        if (!Double.isFinite(seconds)) {
            return NONE;
        }
        if (seconds >= HOUR) {
            return fixed(seconds / HOUR, 1) + SPACE + "h";
        }
        return fixed(seconds, seconds < 9.95 ? 1 : 0) + SPACE + "s";
    }

    /** As {@link #count} without zeros at the end, such as {@code 0.5 M}. */
    public static String round(double value) {
        return count(value).replaceAll("(\\.[0-9]*?)0+(?![0-9])", "$1").replaceAll("\\.(?![0-9])", "");
    }

    /** A label of an axis whose labels are that far apart: no more decimals than tell them apart. */
    public static String tick(double value, double step) {
        return fixed(value, (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9)));
    }
}
