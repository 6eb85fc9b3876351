package org.hetcomp.report.chart;

/** Two axes: fine lines at round values of y, which are written left of them; values of x below. */
record Axes(Scale x, Scale y, String xName) {
    void draw(Drawing drawing) {
        double left = Math.min(x.from(), x.to());
        double right = Math.max(x.from(), x.to());
        double bottom = Math.max(y.from(), y.to());
        for (double tick : y.ticks()) {
            double at = y.at(tick);
            drawing.line(left, at, right, at, tick == 0 ? "axis" : "grid");
            drawing.text(left - 6, at + 4, "end", "tick", y.format().apply(tick));
        }
        drawing.line(left, bottom, right, bottom, "axis");
        double free = Double.NEGATIVE_INFINITY;
        for (double tick : x.ticks()) {
            String text = x.format().apply(tick);
            double at = x.at(tick);
            drawing.line(at, bottom, at, bottom + 4, "axis");
            if (at - Drawing.width(text) / 2 > free) {
                drawing.text(at, bottom + 17, "middle", "tick", text);
                free = at + Drawing.width(text) / 2 + 4;
            }
        }
        drawing.text((left + right) / 2, bottom + 33, "middle", "tick", xName);
    }
}
