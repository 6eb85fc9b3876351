package org.hetcomp.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.Dataset;
import org.hetcomp.distill.Distiller;
import org.hetcomp.distill.DistillerOptions;
import org.hetcomp.distill.Outcome;
import org.hetcomp.model.ModelFolder;
import org.hetcomp.trajectory.Trajectory;

/**
 * The suite {@code distill}: from trajectories to a measured student in a fixed number of epochs, in seconds, and the
 * Recall that it ends with.
 */
final class DistillWork implements Work {
    private static final int SAMPLED_USERS = 64;

    /** What is distilled. */
    private record Input(Dataset data, List<Trajectory> teachers) {
        static Input of(Workload workload, Models models) {
            Dataset data = workload.data().load();
            List<Trajectory> teachers = new ArrayList<>();
            models.teachers().forEach((id, folder) -> {
                ModelFolder model = ModelFolder.open(Path.of(folder)).named(id);
                model.requireMadeFrom(data);
                teachers.add(model.trajectory());
            });
            return new Input(data, teachers);
        }
    }

    private final Backend backend;
    private final Input input;
    private final DistillerOptions options;
    private float[] sample;

    private DistillWork(Backend backend, Input input, DistillerOptions options) {
        this.backend = backend;
        this.input = input;
        this.options = options;
    }

    static List<Task> tasks(Backend backend, Workload workload, Models models) {
        Lazy<Input> input = new Lazy<>(() -> Input.of(workload, models));
        return workload.dims().stream()
                .map(dim -> new Task(
                        List.of(
                                new Metric("distillSeconds", "s", dim, null),
                                new Metric("studentTestRecall50", "recall", dim, null)),
                        "studentScores",
                        () -> new DistillWork(backend, input.get(), workload.distiller(dim))))
                .toList();
    }

    @Override
    public double[] run() {
        Timer timer = new Timer();
        try (Distiller distiller = new Distiller(backend, input.data().split(), input.teachers(), options)) {
            Outcome outcome = distiller.run(progress -> {});
            double seconds = timer.seconds();
            if (sample == null) {
                sample = scores(distiller);
            }
            return new double[] {seconds, outcome.test().r50()};
        }
    }

    private float[] scores(Distiller distiller) {
        int[] users = IntStream.range(
                        0, Math.min(SAMPLED_USERS, distiller.student().users()))
                .toArray();
        try (NDManager scope = backend.manager().newSubManager();
                NDArray scores = distiller.student().scores(scope, users)) {
            return scores.toFloatArray();
        }
    }

    @Override
    public Map<String, float[]> sample() {
        return Map.of("scores", sample);
    }
}
