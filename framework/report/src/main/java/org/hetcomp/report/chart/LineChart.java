package org.hetcomp.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Values over a common x, named at the right of each line, with levels to hold them against.
 *
 * @param title what is drawn
 * @param description what it shows, in a sentence or two
 * @param xName name of x
 * @param lines the values; points that are not numbers are left out
 * @param levels values that do not depend on x
 * @param border an x at which something changes; null for none
 */
public record LineChart(
        String title, String description, String xName, List<Line> lines, List<Level> levels, Border border) {
    private static final double HEIGHT = 262;
    private static final double LEFT = 42;
    private static final double TOP = 34;
    private static final double BOTTOM = HEIGHT - 42;
    private static final double GAP = 15;

    /** A point of a line. */
    public record Point(double x, double y) {}

    /**
     * A line.
     *
     * @param name stands at its end; null for a line that goes on from another
     * @param points by rising x
     * @param marked x of a point to mark, or NaN
     */
    public record Line(String name, List<Point> points, Tone tone, double marked) {
        /** Leaves out what is not a number. */
        public Line {
            points = points.stream()
                    .filter(p -> Double.isFinite(p.x()) && Double.isFinite(p.y()))
                    .toList();
        }

        /** The point that the name belongs to: the marked one, or the last. */
        private Point labelled() {
            return points.stream()
                    .filter(point -> point.x() == marked)
                    .findFirst()
                    .orElse(points.get(points.size() - 1));
        }
    }

    /** A value that does not depend on x, and its name. */
    public record Level(String name, double y, Tone tone) {}

    /** What is before an x and what is after it. */
    public record Border(double x, String before, String after) {}

    private record Label(String text, double x, double y, Tone tone) {}

    /** The picture. */
    public Markup draw() {
        double right = Drawing.WIDTH - Math.max(20, 12 + labelWidth());
        Scale x = Scale.exact(0, Math.max(1, xs().max().orElse(1)), 5, LEFT, right);
        Scale y = Scale.linear(0, Math.max(ys().max().orElse(1), 1e-9), 5, BOTTOM, TOP);
        Drawing drawing = new Drawing(title, description, HEIGHT);
        new Axes(x, y, xName).draw(drawing);
        if (border != null) {
            border(drawing, x);
        }
        List<Label> labels = new ArrayList<>();
        for (Level level : levels) {
            double at = y.at(level.y());
            drawing.line(LEFT, at, right, at, "level " + level.tone().css());
            labels.add(new Label(level.name(), right, at, level.tone()));
        }
        for (Line line : lines) {
            draw(drawing, line, x, y);
            if (line.name() != null && !line.points().isEmpty()) {
                Point last = line.labelled();
                labels.add(new Label(line.name(), x.at(last.x()), y.at(last.y()), line.tone()));
            }
        }
        labels(drawing, labels, right);
        return drawing.done();
    }

    private DoubleStream xs() {
        return lines.stream().flatMap(line -> line.points().stream()).mapToDouble(Point::x);
    }

    private DoubleStream ys() {
        return DoubleStream.concat(
                lines.stream().flatMap(line -> line.points().stream()).mapToDouble(Point::y),
                levels.stream().mapToDouble(Level::y));
    }

    private double labelWidth() {
        return Math.min(
                150,
                java.util.stream.Stream.concat(
                                lines.stream().map(Line::name), levels.stream().map(Level::name))
                        .filter(name -> name != null)
                        .mapToDouble(Drawing::width)
                        .max()
                        .orElse(0));
    }

    private static void draw(Drawing drawing, Line line, Scale x, Scale y) {
        StringBuilder path = new StringBuilder();
        for (Point point : line.points()) {
            path.append(path.isEmpty() ? "M" : "L")
                    .append(Drawing.n(x.at(point.x())))
                    .append(' ')
                    .append(Drawing.n(y.at(point.y())));
        }
        drawing.path(
                path.isEmpty() ? "M0 0" : path.toString(), "line " + line.tone().css());
        line.points().stream()
                .filter(point -> point.x() == line.marked() || line.points().size() == 1)
                .forEach(point -> drawing.point(x.at(point.x()), y.at(point.y()), line.tone()));
    }

    private void border(Drawing drawing, Scale x) {
        double at = x.at(border.x());
        drawing.line(at, TOP - 8, at, BOTTOM, "border");
        if (at - LEFT > Drawing.width(border.before()) + 6) {
            drawing.text(at - 5, TOP - 4, "end", "tick", border.before());
        }
        drawing.text(at + 5, TOP - 4, "start", "tick", border.after());
    }

    private static void labels(Drawing drawing, List<Label> labels, double right) {
        double[] wanted = labels.stream().mapToDouble(Label::y).toArray();
        double[] places = Labels.apart(wanted, GAP, TOP - 8, BOTTOM);
        for (int i = 0; i < places.length; i++) {
            Label label = labels.get(i);
            if (Math.abs(places[i] - label.y()) > 1 || label.x() < right) {
                drawing.line(label.x() + 1, label.y(), right + 8, places[i], "leader");
            }
            String text = Drawing.cut(label.text(), Drawing.WIDTH - right - 10);
            drawing.text(
                    right + 10, places[i] + 4, "start", "label " + label.tone().css(), text);
        }
    }
}
