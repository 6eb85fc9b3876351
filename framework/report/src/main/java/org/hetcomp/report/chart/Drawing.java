package org.hetcomp.report.chart;

import java.util.Locale;

/** An SVG picture that tells its name and what it shows to those who do not see it. Coordinates are its own. */
final class Drawing {
    /** Width of every chart. */
    static final double WIDTH = 400;
    /** Size of the letters. */
    static final double LETTERS = 12;

    private static final String NARROW = "\u00a0 .,:;'|!()ijltfrI-";
    private static final String BROAD = "mwMW@%";

    private final Markup svg = new Markup();

    Drawing(String title, String description, double height) {
        svg.open(
                "svg",
                "viewBox",
                "0 0 " + n(WIDTH) + " " + n(height),
                "role",
                "img",
                "aria-label",
                title,
                "class",
                "chart");
        svg.leaf("title", title).leaf("desc", description);
        text(0, LETTERS + 1, "start", "name", title);
    }

    /** A straight line. */
    Drawing line(double x1, double y1, double x2, double y2, String css) {
        svg.empty("line", "x1", n(x1), "y1", n(y1), "x2", n(x2), "y2", n(y2), "class", css);
        return this;
    }

    /** A line or an area, by the commands of SVG. */
    Drawing path(String commands, String css) {
        svg.empty("path", "d", commands, "class", css);
        return this;
    }

    /** A rectangle. */
    Drawing box(double x, double y, double width, double height, String css) {
        svg.empty("rect", "x", n(x), "y", n(y), "width", n(Math.max(0, width)), "height", n(height), "class", css);
        return this;
    }

    /** A point; those of each tone have a shape of their own. */
    Drawing point(double x, double y, Tone tone) {
        String css = "point " + tone.css();
        switch (tone) {
            case INK -> path("M" + n(x) + " " + n(y - 6) + "l6 6l-6 6l-6 -6z", css);
            case CONTRAST -> box(x - 4.5, y - 4.5, 9, 9, css);
            default ->
                svg.empty("circle", "cx", n(x), "cy", n(y), "r", tone == Tone.ACCENT ? "5.5" : "4", "class", css);
        }
        return this;
    }

    /** A text on a base line; {@code anchor} is {@code start}, {@code middle} or {@code end}. */
    Drawing text(double x, double y, String anchor, String css, String text) {
        svg.leaf("text", text, "x", n(x), "y", n(y), "text-anchor", anchor, "class", css);
        return this;
    }

    /** The picture. */
    Markup done() {
        return svg.close().line();
    }

    /** A coordinate, to a tenth. */
    static String n(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** Width of a text, at most: the fonts that readers have differ, and some texts are bold. */
    static double width(String text) {
        double ems = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            ems += NARROW.indexOf(c) >= 0 ? 0.45 : BROAD.indexOf(c) >= 0 || Character.isIdeographic(c) ? 1.05 : 0.71;
        }
        return ems * LETTERS;
    }

    /** A text cut so that it is no wider than that. */
    static String cut(String text, double most) {
        String shown = text;
        while (shown.length() > 1 && width(shown) > most + 0.01) {
            shown = shown.substring(0, shown.length() - 2) + "…";
        }
        return shown;
    }
}
