package org.hetcomp.distill;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hetcomp.backend.Adam;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.Parameters;
import org.hetcomp.data.Interactions;

/**
 * Trains a student in batches of users, each user once an epoch in an order drawn anew. The published code draws users
 * through batches of interactions, so that an active user is met many times; the loss is per user, so once is enough.
 */
final class StudentTrainer implements AutoCloseable {
    private final Backend backend;
    private final Student student;
    private final Interactions train;
    private final DistillerOptions options;
    private final Adam adam;

    StudentTrainer(Backend backend, Student student, Interactions train, DistillerOptions options) {
        this.backend = backend;
        this.student = student;
        this.train = train;
        this.options = options;
        this.adam = new Adam(
                backend,
                student.parameters(),
                options.training().learningRate(),
                options.training().l2());
    }

    /**
     * Trains one epoch.
     *
     * @param epoch the first is 1
     * @return the weighted loss, mean over users
     * @throws ArithmeticException if the loss is no finite number any more
     */
    double epoch(int epoch, Teaching teaching) {
        int[] order = UserOrder.of(options.seed(), epoch, student.users());
        int size = options.training().batch();
        try (NDManager manager = backend.manager().newSubManager()) {
            NDArray total = manager.create(0f);
            for (int from = 0; from < order.length; from += size) {
                int[] users = Arrays.copyOfRange(order, from, Math.min(order.length, from + size));
                step(epoch, users, from, teaching, total);
            }
            double loss = total.getFloat() / (double) order.length;
            if (!Double.isFinite(loss)) {
                throw new ArithmeticException("the loss of epoch " + epoch + " is " + loss
                        + "; a smaller learningRate in TrainingOptions may help");
            }
            return loss;
        }
    }

    private void step(int epoch, int[] users, int from, Teaching teaching, NDArray total) {
        try (NDManager step = backend.manager().newSubManager()) {
            NDArray items = student.item();
            items.tempAttach(step);
            List<Teaching.Part> parts = teaching.parts(users);
            NDList userGradients = new NDList();
            NDArray itemGradient = null;
            List<int[]> met = new ArrayList<>();
            for (Teaching.Part part : parts) {
                Batch batch = new Batch(
                        part.users(), train, teaching.supervision(), UserOrder.seed(options.seed(), epoch, from));
                NDArray rows = backend.rows(step, student.user(), part.users());
                Gradients gradients = part.loss().gradients(backend, step, rows, items, batch);
                float weight = (float) part.weight();
                total.addi(gradients.loss().mul(weight));
                userGradients.add(gradients.user().mul(weight));
                NDArray weighted = gradients.item().mul(weight);
                itemGradient = itemGradient == null ? weighted : itemGradient.add(weighted);
                met.add(part.users());
            }
            NDArray userGradient = userGradients.size() == 1 ? userGradients.get(0) : NDArrays.concat(userGradients, 0);
            int[] ids = met.stream().flatMapToInt(Arrays::stream).toArray();
            adam.step(Student.ITEM, itemGradient);
            adam.stepRows(Student.USER, ids, userGradient, epoch);
        }
    }

    /** The student and what is remembered of its steps. */
    Map<String, float[]> state() {
        Map<String, float[]> state = new LinkedHashMap<>();
        student.parameters().arrays().forEach((name, array) -> state.put(name, Parameters.floats(array)));
        adam.moments().forEach((name, array) -> state.put(name, Parameters.floats(array)));
        return state;
    }

    /** Steps taken on the items' table. */
    int steps() {
        return adam.steps().get(Student.ITEM);
    }

    /** Restores what {@link DistillerState} holds of {@link #state} and {@link #steps}. */
    void restore(DistillerState state) {
        student.parameters().arrays().forEach(state::fill);
        adam.moments().forEach(state::fill);
        adam.steps().put(Student.ITEM, state.number("steps"));
    }

    @Override
    public void close() {
        adam.close();
    }
}
