package org.hetcomp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hetcomp.eval.Measures;
import org.hetcomp.pipeline.DistillAnswer;
import org.hetcomp.pipeline.Worth;
import org.junit.jupiter.api.Test;

class GainTest {
    private static Worth worth(double recall50, Long parameters) {
        Measures measures = new Measures(0.1, recall50, 0.1, 0.15);
        return new Worth(measures, measures, parameters);
    }

    private static String gain(double student, double ensemble, double teacher, double popularity) {
        return gain(student, ensemble, teacher, popularity, 0.01);
    }

    private static String gain(
            double student, double ensemble, double teacher, double popularity, double neighbourhood) {
        Map<String, Worth> teachers = new LinkedHashMap<>();
        teachers.put("mf", worth(teacher, 17_000_000L));
        teachers.put("ae", worth(0.01, 17_000_000L));
        Map<String, Worth> baselines = Map.of("popularity", worth(popularity, 5L), "itemknn", worth(neighbourhood, 9L));
        Measures measures = worth(student, 0L).test();
        return Gain.of(new DistillAnswer(
                "an engine",
                "cpu",
                null,
                teachers,
                worth(ensemble, 34_000_000L),
                null,
                baselines,
                new DistillAnswer.StudentWorth(16, 485_000, measures, measures, null),
                1,
                1,
                null,
                0,
                null,
                null,
                "out",
                null,
                null,
                null));
    }

    @Test
    void anEnsembleThatIsTheBestIsWhatIsKept() {
        assertEquals("""
                The student keeps 96% of the ensemble's Recall@50 with 1/70 of its parameters:
                one model of 485,000 floats (1.9 MB)
                instead of two models of 34.0 M floats (136 MB).""", gain(0.192, 0.2, 0.1, 0.05));
        assertEquals(
                "The student reaches 110% of the ensemble's Recall@50 with 1/70 of its parameters:",
                gain(0.22, 0.2, 0.1, 0.05).lines().findFirst().orElseThrow());
    }

    @Test
    void aTeacherThatIsBetterThanTheEnsembleIsNamed() {
        assertEquals("""
                The student keeps 99% of the Recall@50 of mf, its best teacher:
                the ensemble of all has less, 0.3334, of which it has 114%;
                one model of 485,000 floats (1.9 MB)
                instead of two models of 34.0 M floats (136 MB).""", gain(0.38, 0.3334, 0.3839, 0.3));
    }

    @Test
    void aBaselineThatIsBetterThanItsTeachersIsNamed() {
        assertEquals("""
                The student keeps 94% of the Recall@50 of the item neighbourhood,
                which takes no training and has more than its teachers: better ones are needed,
                such as those of --families graph,ease.
                The ensemble has 0.2744, of which it has 97%;
                one model of 485,000 floats (1.9 MB)
                instead of two models of 34.0 M floats (136 MB).""", gain(0.2653, 0.2744, 0.26, 0.1, 0.2817));
    }

    @Test
    void aStudentBelowPopularityIsNoSuccess() {
        assertEquals("""
                The student is worse than the most popular items: Recall@50 0.3800, not 0.3918.
                It is no use as it is: see whether each row of the data is a liking, and train
                teachers that are better than that, longer or of other families.""", gain(0.38, 0.3334, 0.3839, 0.3918));
        assertEquals(
                "The student reaches 102% of the Recall@50 of the most popular items,",
                gain(0.4, 0.3334, 0.3839, 0.3918).lines().findFirst().orElseThrow());
    }
}
