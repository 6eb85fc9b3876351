package org.hetcomp.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hetcomp.eval.Measures;
import org.junit.jupiter.api.Test;

class RivalTest {
    private static Worth worth(double valid, double test) {
        return new Worth(new Measures(0, valid, 0, 0), new Measures(0, test, 0, 0), 1L);
    }

    @Test
    void theBestOnTestIsWhatAStudentIsHeldAgainst() {
        Map<String, Worth> teachers = Map.of("mf", worth(0.1, 0.3839));
        Map<String, Worth> baselines = new LinkedHashMap<>();
        baselines.put("popularity", worth(0.1, 0.3918));
        baselines.put("itemknn", worth(0.1, 0.2));
        Rival best = Rival.best(worth(0.5, 0.3334), teachers, baselines).orElseThrow();
        assertEquals("the most popular items", best.title());
        assertTrue(Rival.isBelowPopularity(0.38, baselines));
        assertFalse(Rival.isBelowPopularity(0.3918, baselines));
        assertFalse(Rival.isBelowPopularity(0.38, null));
        Rival teacher = Rival.best(worth(0.5, 0.3334), teachers, null).orElseThrow();
        assertEquals("mf, its best teacher", teacher.title());
        assertEquals(
                Rival.Kind.ENSEMBLE,
                Rival.best(worth(0, 0.3839), teachers, Map.of()).orElseThrow().kind());
        assertEquals(Optional.empty(), Rival.best(null, Map.of(), null));
    }

    @Test
    void whoeverKnowsLessOfValidThanCountingDoesIsNamed() {
        Map<String, Worth> models = new LinkedHashMap<>();
        models.put("ml", worth(0.05, 0.9));
        models.put("dl", worth(0.001, 0.9));
        models.put("ae", worth(0.0661, 0));
        assertEquals(
                List.of(
                        "ml is below popularity: valid Recall@50 0.0500, not 0.0661",
                        "dl only guesses: valid Recall@50 0.0010, chance 0.0020"),
                Shortfalls.of(models, worth(0.0661, 0), 0.002));
    }

    @Test
    void teachersThatCountingReachesAreNamed() {
        Map<String, Worth> teachers = new LinkedHashMap<>();
        teachers.put("mf", worth(0.3761, 0));
        teachers.put("ae", worth(0.376, 0));
        teachers.put("iae", worth(0.2, 0.9));
        Map<String, Worth> baselines = Map.of("popularity", worth(0.5, 0), "itemknn", worth(0.376, 0));
        assertEquals(
                List.of("not above an item neighbourhood, valid Recall@50 0.3760: ae 0.3760, iae 0.2000"),
                Shortfalls.ofUntrained(teachers, baselines));
        teachers.put("graph", worth(0.38, 0));
        assertEquals(
                List.of(
                        "not above an item neighbourhood, valid Recall@50 0.3760: ae 0.3760, iae 0.2000",
                        "not above the walk on the graph, valid Recall@50 0.3800: mf 0.3761, ae 0.3760, iae 0.2000"),
                Shortfalls.ofUntrained(teachers, baselines));
        teachers.keySet().retainAll(List.of("mf"));
        assertEquals(List.of(), Shortfalls.ofUntrained(teachers, baselines));
    }

    @Test
    void anEnsembleThatOneOfItsTeachersBeatsIsTold() {
        Map<String, Worth> teachers = new LinkedHashMap<>();
        teachers.put("mf", worth(0.05, 0));
        teachers.put("ae", worth(0.3575, 0));
        assertEquals(
                List.of("the ensemble is below ae alone: valid Recall@50 0.3012, not 0.3575"),
                Shortfalls.of(worth(0.3012, 0.9), teachers));
        assertEquals(List.of(), Shortfalls.of(worth(0.3575, 0), teachers));
        assertEquals(List.of(), Shortfalls.of(null, Map.of()));
    }
}
