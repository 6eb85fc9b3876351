package org.hetcomp.bench;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.Parameters;
import org.hetcomp.distill.CoarseLoss;
import org.hetcomp.distill.DistillationLoss;
import org.hetcomp.distill.FineLoss;
import org.hetcomp.distill.Student;

/**
 * The suite {@code kernels}: losses, ranking, curriculum and evaluation on drawn data, and the losses once more by the
 * engine's own derivatives. Those come last, since they take the most memory and a process' peak never falls.
 */
final class Kernels {
    private static final String ROW = "us/row";
    private static final String SECONDS = "s";
    private static final int STEPS = 4;
    private static final int USER_STREAM = 1;
    private static final int ITEM_STREAM = 2;

    private final Backend backend;
    private final Workload workload;
    private DrawnData drawn;

    private Kernels(Backend backend, Workload workload) {
        this.backend = backend;
        this.workload = workload;
    }

    static List<Task> tasks(Backend backend, Workload workload) {
        return new Kernels(backend, workload).tasks();
    }

    private List<Task> tasks() {
        List<Task> tasks = new ArrayList<>();
        for (int dim : workload.dims()) {
            tasks.add(loss("coarseUsPerUserRow", dim, CoarseLoss::new, STEPS));
            tasks.add(loss("fineUsPerUserRow", dim, FineLoss::new, STEPS));
            tasks.add(Task.of(
                    "topKUsPerUserRow",
                    ROW,
                    dim,
                    () -> RankingWork.top(backend, student(dim), data(), STEPS * workload.block())));
            tasks.add(Task.of(
                    "evaluateSeconds", SECONDS, dim, () -> RankingWork.evaluation(backend, student(dim), data())));
        }
        tasks.add(Task.of("curriculumSeconds", SECONDS, null, () -> new CurriculumWork(data())));
        int largest = Collections.max(workload.dims());
        tasks.addAll(new Operators(backend, workload.block(), () -> student(largest), this::data).tasks(largest));
        for (int dim : workload.dims()) {
            tasks.add(loss("autogradCoarseUsPerUserRow", dim, () -> new PlainLoss(false, false), 1));
            tasks.add(loss("autogradFineUsPerUserRow", dim, () -> new PlainLoss(true, false), 1));
            tasks.add(loss("autogradShortCoarseUsPerUserRow", dim, () -> new PlainLoss(false, true), 1));
            tasks.add(loss("autogradShortFineUsPerUserRow", dim, () -> new PlainLoss(true, true), 1));
        }
        return tasks;
    }

    private Task loss(String name, int dim, Supplier<DistillationLoss> loss, int steps) {
        return Task.of(
                name, ROW, dim, () -> new LossWork(backend, loss.get(), student(dim), data(), workload.block(), steps));
    }

    private DrawnData data() {
        if (drawn == null) {
            drawn = new DrawnData(workload);
        }
        return drawn;
    }

    private Student student(int dim) {
        Parameters parameters = new Parameters(backend);
        int users = workload.users();
        int items = workload.items();
        parameters.add(Student.USER, new Shape(users, dim), data().vectors(users, dim, USER_STREAM));
        parameters.add(Student.ITEM, new Shape(items, dim), data().vectors(items, dim, ITEM_STREAM));
        return new Student(backend, parameters);
    }
}
