package org.hetcomp.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Rankings;
import org.hetcomp.distill.CurriculumOptions;
import org.hetcomp.distill.Supervision;
import org.hetcomp.eval.Discrepancy;
import org.hetcomp.io.DataException;
import org.hetcomp.trajectory.Trajectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    void filesHaveWhatMemoryHas(@TempDir Path folder) throws IOException {
        DrawnData data = data(3000, 1);
        List<Trajectory> stored = data.teachers(folder);
        List<Trajectory> kept = data.teachers();
        for (int x = 0; x < kept.size(); x++) {
            for (int v = 0; v < kept.get(x).size(); v++) {
                assertArrayEquals(
                        kept.get(x).ranking(v).ids(), stored.get(x).ranking(v).ids());
            }
            assertArrayEquals(
                    kept.get(x).observed().ids(), stored.get(x).observed().ids());
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(6, files.count());
        }
    }

    /** Said before anything is drawn. */
    @Test
    void moreThanTheDiskHoldsIsRefused(@TempDir Path folder) throws IOException {
        GrowthWork.requireRoom(Workload.on(null).drawn(200, 1).build(), 2, folder);
        Workload vast = Workload.on(null).drawn(200, Integer.MAX_VALUE).build();
        DataException e = assertThrows(DataException.class, () -> GrowthWork.requireRoom(vast, 2, folder));
        assertTrue(e.getMessage().contains("growth takes 80,"), e.getMessage());
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
