package org.hetcomp.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Split;
import org.hetcomp.teacher.Teacher;
import org.hetcomp.teacher.TeacherFamilies;
import org.hetcomp.teacher.TeacherFamily;

/** The suite {@code teachers}: an epoch of a family with its default settings, in seconds. */
final class TeacherWork implements Work {
    private static final int SAMPLED_USERS = 16;

    private final Backend backend;
    private final TeacherFamily family;
    private final Teacher teacher;
    private int epoch;

    private TeacherWork(Backend backend, TeacherFamily family, Split split, long seed) {
        this.backend = backend;
        this.family = family;
        this.teacher = family.teacher(backend, split, family.defaults(split), seed);
    }

    static List<Task> tasks(Backend backend, Workload workload) {
        Lazy<Split> split = new Lazy<>(() -> first(workload.data().load().split(), workload.trainees()));
        return workload.families().stream()
                .map(id -> new Task(
                        List.of(new Metric("epochSeconds", "s", null, id)),
                        "scoresAfterAnEpoch",
                        () -> new TeacherWork(backend, TeacherFamilies.of(id), split.get(), workload.seed())))
                .toList();
    }

    private static Split first(Split split, int users) {
        return new Split(first(split.train(), users), first(split.valid(), users), first(split.test(), users));
    }

    private static Interactions first(Interactions part, int users) {
        int count = Math.min(users, part.users());
        return Interactions.of(
                part.items(), IntStream.range(0, count).mapToObj(part::row).toArray(int[][]::new));
    }

    @Override
    public double[] run() {
        Timer timer = new Timer();
        double loss = teacher.epoch(++epoch);
        teacher.parameters().arrays().values().forEach(Timer::await);
        double seconds = timer.seconds();
        if (!Double.isFinite(loss)) {
            throw new ArithmeticException("the loss of " + family.id() + " in epoch " + epoch + " is " + loss);
        }
        return new double[] {seconds};
    }

    @Override
    public Map<String, float[]> sample() {
        try (NDManager scope = backend.manager().newSubManager()) {
            var scorer = teacher.scorer(scope);
            int[] users =
                    IntStream.range(0, Math.min(SAMPLED_USERS, scorer.users())).toArray();
            try (NDArray scores = scorer.scores(scope, users)) {
                return Map.of("scores", scores.toFloatArray());
            }
        }
    }

    @Override
    public void close() {
        teacher.close();
    }
}
