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
import org.hetcomp.backend.Unfinished;
import org.hetcomp.data.Interactions;

/**
 * Trains a student in batches of users, each user once an epoch in an order drawn anew. The published code draws users
 * through batches of interactions, so that an active user is met many times; the loss is per user, so once is enough. All items are
 * moved in every step, or where losses are sampled those that a step meets ({@link SampledItems}).
 */
final class StudentTrainer implements AutoCloseable {
    private final Backend backend;
    private final Student student;
    private final Interactions train;
    private final DistillerOptions options;
    private final Adam adam;
    // Null where all items are moved in every step.
    private final SampledItems sampled;

    /** Some users of a step, what they are trained by, and their rows in the step's manager. */
    record Share(DistillationLoss loss, double weight, Batch batch, NDArray users) {}

    StudentTrainer(Backend backend, Student student, Interactions train, DistillerOptions options) {
        this.backend = backend;
        this.student = student;
        this.train = train;
        this.options = options;
        boolean isSampled =
                options.losses().partition().sample() > 0 && options.method().isPartitioned();
        try (Unfinished made = new Unfinished()) {
            this.sampled = isSampled ? made.hold(new SampledItems(backend, student, options.training())) : null;
            this.adam = new Adam(
                    backend,
                    student.parameters(),
                    isSampled ? List.of(Student.USER) : List.of(Student.USER, Student.ITEM),
                    options.training().learningRate(),
                    options.training().l2());
            made.finished();
        }
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
        adam.learningRate(options.training().rate(epoch));
        int size = options.training().batch();
        try (NDManager manager = backend.manager().newSubManager()) {
            NDArray total = manager.create(0f);
            for (int from = 0; from < order.length; from += size) {
                int[] users = Arrays.copyOfRange(order, from, Math.min(order.length, from + size));
                step(epoch, users, from, teaching, total);
            }
            if (sampled != null) {
                sampled.catchUp();
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
            List<Share> shares = new ArrayList<>();
            for (Teaching.Part part : teaching.parts(users)) {
                Batch batch = new Batch(
                        part.users(), train, teaching.supervision(), UserOrder.seed(options.seed(), epoch, from));
                NDArray rows = backend.rows(step, student.user(), part.users());
                shares.add(new Share(part.loss(), part.weight(), batch, rows));
            }
            List<Gradients> all = sampled == null ? moveAllItems(step, shares) : sampled.step(step, epoch, shares);
            NDList userGradients = new NDList();
            for (int s = 0; s < all.size(); s++) {
                float weight = (float) shares.get(s).weight();
                total.addi(all.get(s).loss().mul(weight));
                userGradients.add(all.get(s).user().mul(weight));
            }
            NDArray userGradient = userGradients.size() == 1 ? userGradients.get(0) : NDArrays.concat(userGradients, 0);
            int[] ids = shares.stream()
                    .flatMapToInt(share -> Arrays.stream(share.batch().users()))
                    .toArray();
            adam.stepRows(Student.USER, ids, userGradient, epoch);
        }
    }

    private List<Gradients> moveAllItems(NDManager step, List<Share> shares) {
        NDArray items = student.item();
        items.tempAttach(step);
        List<Gradients> all = new ArrayList<>();
        NDArray sum = null;
        for (Share share : shares) {
            Gradients gradients = share.loss().gradients(backend, step, share.users(), items, share.batch());
            NDArray weighted = gradients.item().muli((float) share.weight());
            sum = sum == null ? weighted : sum.add(weighted);
            all.add(gradients);
        }
        adam.step(Student.ITEM, sum);
        return all;
    }

    /** The student and what is remembered of its steps. */
    Map<String, float[]> state() {
        Map<String, float[]> state = new LinkedHashMap<>();
        student.parameters().arrays().forEach((name, array) -> state.put(name, Parameters.floats(array)));
        moments().forEach((name, array) -> state.put(name, Parameters.floats(array)));
        return state;
    }

    private Map<String, NDArray> moments() {
        Map<String, NDArray> moments = new LinkedHashMap<>(adam.moments());
        if (sampled != null) {
            moments.putAll(sampled.moments());
        }
        return moments;
    }

    /** Steps taken on the items' table. */
    int steps() {
        return sampled == null ? adam.steps().get(Student.ITEM) : sampled.steps();
    }

    /** Restores what {@link DistillerState} holds of {@link #state} and {@link #steps}. */
    void restore(DistillerState state) {
        student.parameters().arrays().forEach(state::fill);
        moments().forEach(state::fill);
        if (sampled == null) {
            adam.steps().put(Student.ITEM, state.number("steps"));
        } else {
            sampled.restore(state.number("steps"));
        }
    }

    @Override
    public void close() {
        adam.close();
        if (sampled != null) {
            sampled.close();
        }
    }
}
