package org.hetcomp.report.chart;

import java.util.ArrayList;
import java.util.List;

/** Finds room for the names of points: beside each, clear of all points and of the names placed before. */
final class Placement {
    private static final double POINT = 8;
    private static final double[] ANGLES = {0, 180, 330, 30, 210, 150, 300, 60, 240, 120, 270, 90};
    private static final double NEAR = 9;
    private static final double FAR = 150;

    /** A rectangle. */
    record Box(double x, double y, double width, double height) {
        boolean meets(Box other) {
            return x < other.x + other.width
                    && other.x < x + width
                    && y < other.y + other.height
                    && other.y < y + height;
        }

        boolean holds(Box other) {
            return x <= other.x
                    && y <= other.y
                    && x + width >= other.x + other.width
                    && y + height >= other.y + other.height;
        }
    }

    private final Box room;
    private final List<Box> taken = new ArrayList<>();

    /** Places names inside of {@code room}. */
    Placement(Box room) {
        this.room = room;
    }

    /** Keeps names off a point. */
    void avoid(double x, double y) {
        taken.add(new Box(x - POINT, y - POINT, 2 * POINT, 2 * POINT));
    }

    /**
     * Room for a name, the nearest to its point that is free, right and left of it first.
     *
     * @return null if there is none
     */
    Box place(double x, double y, double width, double height) {
        for (double radius = NEAR; radius <= FAR; radius += 6) {
            for (double angle : ANGLES) {
                double cos = Math.cos(Math.toRadians(angle));
                double sin = Math.sin(Math.toRadians(angle));
                double side = Math.abs(cos) < 0.1 ? -width / 2 : cos > 0 ? 0 : -width;
                Box box = new Box(x + radius * cos + side, y + radius * sin - height / 2, width, height);
                if (room.holds(box) && taken.stream().noneMatch(box::meets)) {
                    taken.add(box);
                    return box;
                }
            }
        }
        return null;
    }
}
