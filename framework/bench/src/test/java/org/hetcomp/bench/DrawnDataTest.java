package org.hetcomp.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Rankings;
import org.hetcomp.distill.CurriculumOptions;
import org.hetcomp.distill.Discrepancy;
import org.hetcomp.distill.Supervision;
import org.hetcomp.trajectory.Trajectory;
import org.junit.jupiter.api.Test;

/** What kernels are measured on is the same every time and looks like what training has. */
class DrawnDataTest {
    private static final int USERS = 50;

    private static DrawnData data(int items, long seed) {
        return new DrawnData(Workload.on(null)
                .drawn(items, USERS)
                .shapes(List.of(4), 8)
                .seed(seed)
                .build());
    }

    @Test
    void theSeedDecidesAll() {
        DrawnData one = data(2000, 1);
        DrawnData same = data(2000, 1);
        assertArrayEquals(one.split().train().ids(), same.split().train().ids());
        assertArrayEquals(one.vectors(9, 4, 1), same.vectors(9, 4, 1));
        assertArrayEquals(
                one.teachers().get(5).converged().ids(),
                same.teachers().get(5).converged().ids());
        assertFalse(Arrays.equals(
                one.split().train().ids(), data(2000, 2).split().train().ids()));
        assertFalse(Arrays.equals(one.vectors(9, 4, 1), one.vectors(9, 4, 2)));
    }

    @Test
    void listsAreApartAndFullWhereThereAreItemsEnough() {
        for (int items : new int[] {Workload.LEAST_ITEMS, 3000}) {
            DrawnData data = data(items, 1);
            Interactions train = data.split().train();
            Supervision supervision = data.supervision();
            for (int u = 0; u < USERS; u++) {
                int user = u;
                int[] unobserved = supervision.unobserved().row(u);
                assertEquals(100, unobserved.length);
                assertEquals(100, Arrays.stream(unobserved).distinct().count());
                assertTrue(Arrays.stream(unobserved).noneMatch(item -> train.contains(user, item)));
                assertTrue(Arrays.stream(supervision.observed().row(u)).allMatch(item -> train.contains(user, item)));
                assertEquals(4, data.split().test().count(u));
            }
        }
    }

    @Test
    void teachersComeNearerToOneAnother() {
        List<Trajectory> teachers = data(3000, 1).teachers();
        assertEquals(6, teachers.size());
        CurriculumOptions options = CurriculumOptions.published();
        Discrepancy discrepancy =
                new Discrepancy(options.depth(), options.lambda(), options.reading(), options.rounded());
        double last = 1;
        for (int v = 0; v < teachers.get(0).size(); v++) {
            Rankings one = teachers.get(0).ranking(v);
            Rankings other = teachers.get(1).ranking(v);
            double mean = 0;
            for (int u = 0; u < USERS; u++) {
                mean += discrepancy.between(one, other, u) / USERS;
            }
            assertTrue(mean < last, mean + " at snapshot " + v + " after " + last);
            last = mean;
        }
    }
}
