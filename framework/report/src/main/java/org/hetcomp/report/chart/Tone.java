package org.hetcomp.report.chart;

import java.util.Locale;

/** What a mark is to the reader; the style sheet gives each a colour in light and in dark. */
public enum Tone {
    /** What the page is about. */
    ACCENT,
    /** What that is measured by. */
    INK,
    /** What stands beside. */
    QUIET,
    /** What that is set against; told from {@link #ACCENT} by people who do not see red and green apart, too. */
    CONTRAST;

    /** The class of the style sheet. */
    String css() {
        return name().toLowerCase(Locale.ROOT);
    }
}
