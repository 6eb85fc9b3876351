package org.hetcomp.serve;

/** Values from outside as they are shown in a message. */
final class Text {
    private static final int SHOWN = 60;

    private Text() {}

    static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]", "?");
    }

    /** Quoted, on one line, cut at {@value #SHOWN} characters. */
    static String quote(String value) {
        return '"' + oneLine(value.length() > SHOWN ? value.substring(0, SHOWN) + "..." : value) + '"';
    }

    /** A version as people compare it. */
    static String brief(String version) {
        return version.substring(0, Math.min(12, version.length()));
    }
}
