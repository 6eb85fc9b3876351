package org.hetcomp.report.chart;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlacementTest {
    private static final Placement.Box ROOM = new Placement.Box(42, 20, 356, 200);

    /** Nine models, as near to one another as they come. */
    @Test
    void namesMeetNeitherPointsNorNames() {
        Random random = new Random(11);
        for (int n = 0; n < 300; n++) {
            double spread = random.nextBoolean() ? 4 : 60;
            double[][] points = new double[9][];
            Placement placement = new Placement(ROOM);
            for (int p = 0; p < points.length; p++) {
                points[p] =
                        new double[] {220 + spread * random.nextGaussian(), 120 + spread / 2 * random.nextGaussian()};
                placement.avoid(points[p][0], points[p][1]);
            }
            List<Placement.Box> boxes = new ArrayList<>();
            for (double[] point : points) {
                Placement.Box box = placement.place(point[0], point[1], 20 + random.nextInt(50), 14);
                assertNotNull(box);
                assertTrue(ROOM.holds(box));
                boxes.forEach(other -> assertFalse(box.meets(other)));
                for (double[] other : points) {
                    assertFalse(box.meets(new Placement.Box(other[0] - 4, other[1] - 4, 8, 8)));
                }
                boxes.add(box);
            }
        }
    }

    @Test
    void aNameThatFitsNowhereIsLeftOut() {
        assertNull(new Placement(ROOM).place(200, 100, 400, 14));
    }
}
