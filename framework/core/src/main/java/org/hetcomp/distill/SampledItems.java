package org.hetcomp.distill;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.RowAdam;

/**
 * A student's items where losses are sampled: a step reads and moves the rows that its losses have chosen, and nothing in it is of the
 * size of all items. What those not met would have moved meanwhile is made up for when they are met again, or at the end of an epoch.
 */
final class SampledItems implements AutoCloseable {
    private final Backend backend;
    private final Student student;
    private final TrainingOptions training;
    private final RowAdam adam;
    private final ItemColumns met = new ItemColumns();

    SampledItems(Backend backend, Student student, TrainingOptions training) {
        this.backend = backend;
        this.student = student;
        this.training = training;
        this.adam = new RowAdam(backend, student.item());
    }

    /** Takes a step of an epoch by the weighted sum of some losses, all {@link SampledLoss}; returns each one's loss and gradients. */
    List<Gradients> step(NDManager step, int epoch, List<StudentTrainer.Share> shares) {
        List<int[]> chosen = new ArrayList<>();
        met.begin(student.items());
        for (StudentTrainer.Share share : shares) {
            int[] items = ((SampledLoss) share.loss()).choose(share.batch(), student.items());
            Arrays.stream(items).forEach(met::add);
            chosen.add(items);
        }
        // Where all are met, the table itself is read and moved.
        student.item().tempAttach(step);
        RowAdam.Rows rows = adam.begin(step, met.items(), training.rate(epoch), training.l2());
        List<Gradients> all = new ArrayList<>();
        NDList weighted = new NDList();
        for (int s = 0; s < shares.size(); s++) {
            StudentTrainer.Share share = shares.get(s);
            NDArray own =
                    shares.size() == 1 ? rows.weights() : backend.rows(step, rows.weights(), places(chosen.get(s)));
            Gradients gradients =
                    ((SampledLoss) share.loss()).ofChosen(backend, step, share.users(), own, share.batch());
            all.add(gradients);
            weighted.add(gradients.item().mul((float) share.weight()));
        }
        adam.move(rows, shares.size() == 1 ? weighted.get(0) : added(weighted, chosen));
        return all;
    }

    /** Where items lie among those that are met. */
    private int[] places(int[] items) {
        return Arrays.stream(items).map(met::of).toArray();
    }

    private NDArray added(NDList gradients, List<int[]> chosen) {
        int[] places = chosen.stream()
                .flatMapToInt(items -> Arrays.stream(places(items)))
                .toArray();
        return backend.scatterAdd(NDArrays.concat(gradients, 0), places, met.count());
    }

    /** Moves the rows that were not met as far as they would be, before the table is read. */
    void catchUp() {
        adam.catchUp();
    }

    /** Adam's moments, by the names of {@link org.hetcomp.backend.Adam#moments}. */
    Map<String, NDArray> moments() {
        return adam.moments(Student.ITEM);
    }

    int steps() {
        return adam.steps();
    }

    /** Goes on after so many steps, at the end of an epoch; table and moments are written by the caller. */
    void restore(int steps) {
        adam.restore(steps);
    }

    @Override
    public void close() {
        adam.close();
    }
}
