package org.hetcomp.bench;

import java.util.List;
import org.hetcomp.data.DataSpec;
import org.hetcomp.distill.DistillerOptions;
import org.hetcomp.distill.Method;
import org.hetcomp.distill.Partition;

/**
 * What is measured on, the same for every backend.
 *
 * @param items items of drawn data, at least 200
 * @param users users of drawn data, at least 1
 * @param dims the students' dimensions d, each at least 1
 * @param block users of a step, at least 1
 * @param seed decides what is drawn
 * @param data data of the other suites
 * @param trainees a teacher's epoch is measured on the first so many users of the data, at least 1
 * @param families ids of the families of which an epoch is measured
 * @param epochs epochs of the distillation that is measured, at least 1
 * @param partition items that the losses of a distillation sum over, {@code full} or {@code sampled:N}
 * @param served at most so many users are served in a repetition, at least 1
 * @param requests requests of one user each in a repetition, at least 1
 * @param top items of a user that are served, at least 1
 * @param warmUp seconds of work before measuring, at least; 0 or more
 */
public record Workload(
        int items,
        int users,
        List<Integer> dims,
        int block,
        long seed,
        DataSpec data,
        int trainees,
        List<String> families,
        int epochs,
        String partition,
        int served,
        int requests,
        int top,
        double warmUp) {
    /** The least number of items that the drawn lists fit in. */
    public static final int LEAST_ITEMS = 200;

    /** Checks the ranges. */
    public Workload {
        if (items < LEAST_ITEMS
                || users < 1
                || block < 1
                || dims.isEmpty()
                || dims.stream().anyMatch(d -> d < 1)) {
            throw new IllegalArgumentException("items must be at least " + LEAST_ITEMS + ", users, block and dims at "
                    + "least 1, not " + items + ", " + users + ", " + block + " and " + dims);
        }
        if (trainees < 1 || epochs < 1 || served < 1 || requests < 1 || top < 1 || !(warmUp >= 0)) {
            throw new IllegalArgumentException("trainees, epochs, served, requests and top must be at least 1, warmUp "
                    + "at least 0, not " + List.of(trainees, epochs, served, requests, top) + " and " + warmUp);
        }
        dims = List.copyOf(dims);
        families = List.copyOf(families);
    }

    /** How a student of that dimension is distilled. */
    DistillerOptions distiller(int dim) {
        DistillerOptions options =
                DistillerOptions.of(Method.HETCOMP).withSize(dim, epochs).withSeed(seed);
        return options.withPartition(Partition.of(partition));
    }

    /** One on those data; its shapes are those of citeulike-t unless they are set. */
    public static Builder on(DataSpec data) {
        return new Builder(data);
    }

    /** A workload in the making. */
    public static final class Builder {
        private final DataSpec data;
        private int items = 25_182;
        private int users = 5_219;
        private List<Integer> dims = List.of(6, 16);
        private int block = 256;
        private long seed;
        private int trainees = Integer.MAX_VALUE;
        private List<String> families = List.of();
        private int epochs = 10;
        private String partition = "full";
        private int served = 10_000;
        private int requests = 200;
        private int top = 10;
        private double warmUp = 1;

        private Builder(DataSpec data) {
            this.data = data;
        }

        /** The size of drawn data. */
        public Builder drawn(int drawnItems, int drawnUsers) {
            items = drawnItems;
            users = drawnUsers;
            return this;
        }

        /** The students' dimensions, and users of a step. */
        public Builder shapes(List<Integer> studentDims, int usersOfAStep) {
            dims = studentDims;
            block = usersOfAStep;
            return this;
        }

        /** What decides what is drawn. */
        public Builder seed(long decides) {
            seed = decides;
            return this;
        }

        /** The families of which an epoch is measured, on at most so many users. */
        public Builder families(List<String> ids, int most) {
            families = ids;
            trainees = most;
            return this;
        }

        /** The distillation that is measured. */
        public Builder distillation(int numberOfEpochs, String itemsOfLosses) {
            epochs = numberOfEpochs;
            partition = itemsOfLosses;
            return this;
        }

        /** What is served in a repetition: that many users at once, then one after the other, so many items each. */
        public Builder serving(int most, int oneByOne, int itemsEach) {
            served = most;
            requests = oneByOne;
            top = itemsEach;
            return this;
        }

        /** Seconds of work before measuring. */
        public Builder warmUp(double seconds) {
            warmUp = seconds;
            return this;
        }

        /** The workload. */
        public Workload build() {
            return new Workload(
                    items, users, dims, block, seed, data, trainees, families, epochs, partition, served, requests, top,
                    warmUp);
        }
    }
}
