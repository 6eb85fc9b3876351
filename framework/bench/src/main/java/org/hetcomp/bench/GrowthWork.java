package org.hetcomp.bench;

import java.util.List;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.Split;
import org.hetcomp.distill.Distiller;
import org.hetcomp.distill.DistillerOptions;
import org.hetcomp.distill.Outcome;
import org.hetcomp.trajectory.Trajectory;

/**
 * The suite {@code growth}: an epoch over all users of drawn data, the curriculum's update after it with the supervision
 * that it began with, and the ranking and measuring of all users. All that a distillation holds is in memory, six teachers'
 * trajectories too.
 */
final class GrowthWork implements Work {
    // One evaluation after the epoch, and one of the best student at the end.
    private static final int EVALUATIONS = 2;

    /** What a distillation begins with; what it was drawn from is let go. */
    private record Input(Split split, List<Trajectory> teachers) {
        static Input of(Workload workload) {
            DrawnData data = new DrawnData(workload);
            return new Input(data.split(), data.teachers());
        }
    }

    private final Backend backend;
    private final Input input;
    private final DistillerOptions options;

    private GrowthWork(Backend backend, Input input, DistillerOptions options) {
        this.backend = backend;
        this.input = input;
        this.options = options;
    }

    static List<Task> tasks(Backend backend, Workload workload) {
        Lazy<Input> input = new Lazy<>(() -> Input.of(workload));
        return workload.dims().stream()
                .map(dim -> {
                    DistillerOptions options = workload.distiller(dim).withSize(dim, 1);
                    return new Task(
                            List.of(
                                    new Metric("epochSeconds", "s", dim, null),
                                    new Metric("curriculumSeconds", "s", dim, null),
                                    new Metric("evaluateSeconds", "s", dim, null)),
                            "growth",
                            () -> new GrowthWork(backend, input.get(), options));
                })
                .toList();
    }

    @Override
    public double[] run() {
        try (Distiller distiller = new Distiller(backend, input.split(), input.teachers(), options)) {
            Outcome outcome = distiller.run(progress -> {});
            return new double[] {
                outcome.seconds().distill(),
                outcome.seconds().curriculum(),
                outcome.seconds().evaluate() / EVALUATIONS
            };
        }
    }
}
