package org.hetcomp.report.chart;

import java.util.List;

/**
 * Values from nothing on, side by side, each written at the end of its bar; whiskers show the least and the most met. Where
 * there are whiskers all values are written before the bars: at a whisker's end the number would be read as that of the end.
 *
 * @param title what is drawn
 * @param description what it shows, in a sentence or two
 * @param bars from top to bottom
 */
public record BarChart(String title, String description, List<Bar> bars) {
    private static final double ROW = 24;
    private static final double TOP = 28;
    private static final double MOST_NAME = 175;

    /**
     * A bar.
     *
     * @param name what has the value
     * @param value at least 0; NaN if there is none, and {@code text} says why
     * @param least the least met, or NaN
     * @param most the most met, or NaN
     * @param text the value as it is written
     */
    public record Bar(String name, double value, double least, double most, String text, Tone tone) {
        /** One without whiskers. */
        public Bar(String name, double value, String text, Tone tone) {
            this(name, value, Double.NaN, Double.NaN, text, tone);
        }

        private boolean hasWhisker() {
            return Double.isFinite(least) && most > least;
        }

        private double end() {
            return Double.isFinite(most) ? Math.max(most, value) : Double.isFinite(value) ? value : 0;
        }
    }

    /** The picture. */
    public Markup draw() {
        double height = TOP + ROW * bars.size() + 4;
        Drawing drawing = new Drawing(title, description, height);
        double names = bars.stream()
                .mapToDouble(bar -> Drawing.width(bar.name()))
                .max()
                .orElse(0);
        double texts = bars.stream()
                .filter(bar -> Double.isFinite(bar.value()))
                .mapToDouble(bar -> Drawing.width(bar.text()))
                .max()
                .orElse(0);
        boolean before = bars.stream().anyMatch(Bar::hasWhisker);
        double left = Math.min(names, MOST_NAME) + 10 + (before ? texts + 12 : 0);
        double longest = bars.stream().mapToDouble(Bar::end).max().orElse(0);
        Scale x = Scale.exact(0, longest > 0 ? longest : 1, 4, left, Drawing.WIDTH - (before ? 0 : texts) - 10);
        for (int row = 0; row < bars.size(); row++) {
            draw(drawing, bars.get(row), TOP + ROW * row, before ? texts + 12 : 0, x);
        }
        drawing.line(left, TOP - 2, left, height - 2, "axis");
        return drawing.done();
    }

    /** Draws a row; {@code room} is that of the values before the bars, 0 where they stand behind. */
    private static void draw(Drawing drawing, Bar bar, double top, double room, Scale x) {
        double middle = top + ROW / 2;
        double left = x.from();
        double names = left - room;
        drawing.text(names - 8, middle + 4, "end", "label " + bar.tone().css(), Drawing.cut(bar.name(), names - 10));
        if (!Double.isFinite(bar.value())) {
            String text = Drawing.cut(bar.text(), Drawing.WIDTH - left - 8);
            drawing.text(left + 8, middle + 4, "start", "tick", text);
            return;
        }
        drawing.box(
                left,
                top + 4,
                x.at(bar.value()) - left,
                ROW - 8,
                "bar " + bar.tone().css());
        if (bar.hasWhisker()) {
            double low = x.at(Math.max(0, bar.least()));
            double high = x.at(bar.most());
            // Once broader in the colour of the page, to stand out from the bar.
            for (String css : new String[] {"halo", "whisker"}) {
                drawing.line(low, middle, high, middle, css);
                drawing.line(low, middle - 4, low, middle + 4, css);
                drawing.line(high, middle - 4, high, middle + 4, css);
            }
        }
        if (room > 0) {
            drawing.text(left - 8, middle + 4, "end", "value", bar.text());
        } else {
            drawing.text(x.at(bar.end()) + 7, middle + 4, "start", "value", bar.text());
        }
    }
}
