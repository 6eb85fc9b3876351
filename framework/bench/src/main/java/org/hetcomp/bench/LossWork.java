package org.hetcomp.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hetcomp.backend.Backend;
import org.hetcomp.distill.Batch;
import org.hetcomp.distill.DistillationLoss;
import org.hetcomp.distill.Gradients;
import org.hetcomp.distill.Student;

/** A loss and its gradients over some steps of a student's training, without the optimiser; microseconds a user row. */
final class LossWork implements Work {
    private final Backend backend;
    private final DistillationLoss loss;
    private final Student student;
    private final List<Batch> batches;

    /**
     * Steps of distinct users; fewer users if the data has not as many.
     *
     * @param student belongs to this from now on
     * @param steps steps of a repetition
     */
    LossWork(Backend backend, DistillationLoss loss, Student student, DrawnData data, int block, int steps) {
        this.backend = backend;
        this.loss = loss;
        this.student = student;
        int users = data.split().users();
        Batch lists = new Batch(new int[0], data.split().train(), data.supervision(), 0);
        batches = new ArrayList<>();
        for (int from = 0; from < Math.min(users, steps * block); from += block) {
            batches.add(lists.of(
                    IntStream.range(from, Math.min(users, from + block)).toArray()));
        }
    }

    @Override
    public double[] run() {
        int rows = 0;
        Timer timer = new Timer();
        for (Batch batch : batches) {
            try (NDManager step = backend.manager().newSubManager()) {
                Gradients gradients = gradients(step, batch);
                Timer.await(gradients.user());
                Timer.await(gradients.item());
            }
            rows += batch.users().length;
        }
        return new double[] {1e6 * timer.seconds() / rows};
    }

    @Override
    public Map<String, float[]> sample() {
        try (NDManager step = backend.manager().newSubManager()) {
            Gradients gradients = gradients(step, batches.get(0));
            Map<String, float[]> sample = new LinkedHashMap<>();
            sample.put("loss", new float[] {(float) gradients.value()});
            sample.put("user", gradients.user().toFloatArray());
            sample.put("item", gradients.item().toFloatArray());
            return sample;
        }
    }

    private Gradients gradients(NDManager step, Batch batch) {
        NDArray items = student.item();
        items.tempAttach(step);
        NDArray rows = backend.rows(step, student.user(), batch.users());
        return loss.gradients(backend, step, rows, items, batch);
    }

    @Override
    public void close() {
        student.close();
    }
}
