package org.hetcomp.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.hetcomp.data.DataSpec;
import org.hetcomp.data.Lab;
import org.hetcomp.data.Rankings;
import org.hetcomp.distill.Method;
import org.hetcomp.distill.Progress;
import org.hetcomp.eval.Measures;
import org.hetcomp.trajectory.Snapshot;
import org.hetcomp.trajectory.Trajectory;
import org.junit.jupiter.api.Test;

class PhaseWatchTest {
    private static PhaseWatch watch(Method method) {
        Measures counted = new Measures(0.1, 0.2, 0.1, 0.1);
        return new PhaseWatch(
                RunSpec.of(DataSpec.of(Lab.NAME), "pytorch", method), new Worth(counted, counted, 0L), 0.05);
    }

    private static Trajectory teacher(String name, int snapshots) {
        Rankings any = Rankings.empty(1, 1);
        return new Trajectory(
                name,
                java.util.stream.IntStream.range(0, snapshots)
                        .mapToObj(v -> new Snapshot(v + 1, 0, any))
                        .toList(),
                any);
    }

    @Test
    void aCurriculumWithoutAWayIsTold() {
        PhaseWatch watch = watch(Method.HETCOMP);
        watch.begin(List.of(teacher("one", 1), teacher("other", 1)));
        assertEquals(
                List.of(
                        "every teacher has one snapshot: hetcomp has no way to walk and is no more than --method converged"),
                watch.warnings());
        PhaseWatch part = watch(Method.BY_EPOCH);
        part.begin(List.of(teacher("one", 1), teacher("other", 4)));
        assertEquals(
                List.of("one snapshot of one: the curriculum walks along the other teachers only"), part.warnings());
        for (Method method : List.of(Method.CONVERGED, Method.RRD, Method.NONE)) {
            PhaseWatch none = watch(method);
            none.begin(List.of(teacher("one", 1)));
            assertEquals(List.of(), none.warnings(), method.id());
        }
        PhaseWatch all = watch(Method.HETCOMP);
        all.begin(List.of(teacher("one", 2), teacher("other", 4)));
        assertEquals(List.of(), all.warnings());
    }

    private static Progress at(int epoch, String phase, double recall) {
        return new Progress(
                epoch,
                phase,
                1,
                new Measures(0, recall, 0, 0),
                null,
                true,
                new double[0],
                new Progress.Seconds(0, 0, 0));
    }

    @Test
    void whoLeavesAPhaseWithLessThanCountingIsTold() {
        PhaseWatch watch = watch(Method.HETCOMP);
        watch.heard(at(5, "coarse", 0.04));
        watch.heard(at(10, "coarse", 0.15));
        assertEquals(List.of(), watch.warnings(), "the phase goes on");
        watch.heard(at(15, "fine", 0.1));
        assertEquals(
                List.of("the student at the end of coarse is below popularity: valid Recall@50 0.1500, not 0.2000"),
                watch.warnings());
        PhaseWatch guesses = watch(Method.HETCOMP);
        guesses.heard(at(10, "coarse", 0.05));
        guesses.heard(at(15, "fine", 0.3));
        assertEquals(
                List.of("the student at the end of coarse only guesses: valid Recall@50 0.0500, chance 0.0500"),
                guesses.warnings());
        PhaseWatch well = watch(Method.HETCOMP);
        well.heard(at(10, "coarse", 0.2));
        well.heard(at(15, "fine", 0.1));
        assertEquals(List.of(), well.warnings());
    }
}
