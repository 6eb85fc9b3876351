package org.hetcomp.report.chart;

import java.util.List;

/**
 * Values that rise over a common x, a strip each, one above the other on equal scales.
 *
 * @param title what is drawn
 * @param description what it shows, in a sentence or two
 * @param xName name of x
 * @param most the highest value of all scales
 * @param strips from top to bottom
 * @param border an x at which something changes; null for none
 */
public record StripChart(
        String title, String description, String xName, double most, List<Strip> strips, LineChart.Border border) {
    private static final double TOP = 40;
    private static final double TALL = 28;
    private static final double ROW = 36;

    /**
     * A strip.
     *
     * @param name stands before it
     * @param note stands behind it
     */
    public record Strip(String name, String note, List<LineChart.Point> points) {}

    /** The picture. */
    public Markup draw() {
        double bottom = TOP + ROW * strips.size();
        Drawing drawing = new Drawing(title, description, bottom + 40);
        double left = 14
                + strips.stream()
                        .mapToDouble(s -> Drawing.width(s.name()))
                        .max()
                        .orElse(0);
        double right = Drawing.WIDTH
                - 12
                - strips.stream()
                        .mapToDouble(s -> Drawing.width(s.note()))
                        .max()
                        .orElse(0);
        double end = strips.stream()
                .flatMap(strip -> strip.points().stream())
                .mapToDouble(LineChart.Point::x)
                .max()
                .orElse(1);
        Scale x = Scale.exact(0, Math.max(1, end), 5, left, right);
        for (int row = 0; row < strips.size(); row++) {
            Scale y = new Scale(0, most, false, TOP + ROW * row + TALL, TOP + ROW * row, List.of());
            strip(drawing, strips.get(row), x, y);
        }
        new Axes(x, new Scale(0, 1, false, bottom, TOP, List.of()), xName).draw(drawing);
        if (border != null) {
            double at = x.at(border.x());
            drawing.line(at, TOP - 12, at, bottom, "border");
            if (at - left > Drawing.width(border.before()) + 6) {
                drawing.text(at - 5, TOP - 8, "end", "tick", border.before());
            }
            drawing.text(at + 5, TOP - 8, "start", "tick", border.after());
        }
        return drawing.done();
    }

    private static void strip(Drawing drawing, Strip strip, Scale x, Scale y) {
        double base = y.from();
        drawing.text(x.from() - 8, base - 9, "end", "label ink", strip.name());
        drawing.text(x.to() + 8, base - 9, "start", "tick", strip.note());
        drawing.line(x.from(), y.to(), x.to(), y.to(), "grid");
        StringBuilder line = new StringBuilder("M" + Drawing.n(x.from()) + " " + Drawing.n(base));
        double last = x.from();
        for (LineChart.Point point : strip.points()) {
            last = x.at(point.x());
            line.append('L').append(Drawing.n(last)).append(' ').append(Drawing.n(y.at(point.y())));
        }
        drawing.path(line + "L" + Drawing.n(last) + " " + Drawing.n(base) + "z", "area");
        drawing.path(line.toString(), "line accent");
        drawing.line(x.from(), base, x.to(), base, "axis");
    }
}
