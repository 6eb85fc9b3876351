package org.hetcomp.report.chart;

import java.util.Comparator;
import java.util.List;

/**
 * Named points. Equal ratios of x are equally far apart; y is shown from a little below the least.
 *
 * @param title what is drawn up the page
 * @param description what it shows, in a sentence or two
 * @param xName name of x
 * @param points those with an x above 0 are drawn; named in the order of {@link Tone}, so that what matters has room
 */
public record ScatterChart(String title, String description, String xName, List<Point> points) {
    private static final double HEIGHT = 262;
    private static final double LEFT = 42;
    private static final double TOP = 28;
    private static final double BOTTOM = HEIGHT - 42;
    private static final double LINE = 14;

    /** Leaves out what cannot be drawn. */
    public ScatterChart {
        points = points.stream()
                .filter(p -> Double.isFinite(p.x()) && p.x() > 0 && Double.isFinite(p.y()))
                .sorted(Comparator.comparing(Point::tone))
                .toList();
    }

    /** A point; its name may be empty. */
    public record Point(String name, double x, double y, Tone tone) {}

    /** The picture. */
    public Markup draw() {
        Drawing drawing = new Drawing(title, description, HEIGHT);
        if (points.isEmpty()) {
            return drawing.done();
        }
        double right = Drawing.WIDTH - 20;
        Scale x = Scale.logarithmic(
                points.stream().mapToDouble(Point::x).min().orElseThrow(),
                points.stream().mapToDouble(Point::x).max().orElseThrow(),
                LEFT,
                right);
        double least = points.stream().mapToDouble(Point::y).min().orElseThrow();
        double most = points.stream().mapToDouble(Point::y).max().orElseThrow();
        double margin = Math.max(0.08 * (most - least), 0.02 * Math.abs(most));
        Scale y = Scale.linear(Math.max(0, least - margin), most + margin, 5, BOTTOM, TOP);
        new Axes(x, y, xName).draw(drawing);
        Placement placement = new Placement(new Placement.Box(LEFT + 2, TOP - 4, right - LEFT + 18, BOTTOM - TOP + 2));
        points.forEach(point -> placement.avoid(x.at(point.x()), y.at(point.y())));
        for (Point point : points) {
            label(drawing, placement, point, x.at(point.x()), y.at(point.y()));
        }
        // Over the leaders.
        for (int i = points.size() - 1; i >= 0; i--) {
            drawing.point(
                    x.at(points.get(i).x()),
                    y.at(points.get(i).y()),
                    points.get(i).tone());
        }
        return drawing.done();
    }

    private static void label(Drawing drawing, Placement placement, Point point, double x, double y) {
        if (point.name().isEmpty()) {
            return;
        }
        String text = Drawing.cut(point.name(), 150);
        Placement.Box box = placement.place(x, y, Drawing.width(text) + 2, LINE);
        if (box == null) {
            return;
        }
        double middle = box.y() + LINE / 2;
        boolean after = box.x() >= x;
        boolean before = box.x() + box.width() <= x;
        double anchor = after ? box.x() : before ? box.x() + box.width() : x;
        if (Math.hypot(anchor - x, middle - y) > 16) {
            drawing.line(x, y, anchor, middle, "leader");
        }
        drawing.text(
                after ? anchor + 1 : before ? anchor - 1 : anchor,
                middle + 4,
                after ? "start" : before ? "end" : "middle",
                "label " + point.tone().css(),
                text);
    }
}
