package org.hetcomp.bench;

import java.util.List;
import java.util.Map;
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
 * @param trainees a teacher's epoch is measured on the first so many users of the data
 * @param families ids of the families of which an epoch is measured
 * @param epochs epochs of the distillation that is measured, at least 1
 * @param partition items that the losses of a distillation sum over, {@code full} or {@code sampled:N}
 * @param teachers folders of trained teachers by their ids, for distilling and serving
 * @param students folders of trained students, for serving
 * @param served at most so many users are served in a repetition
 * @param requests requests of one user each in a repetition
 * @param top items of a user that are served
 * @param warmUp seconds of work before measuring, at least
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
        Map<String, String> teachers,
        List<String> students,
        int served,
        int requests,
        int top,
        double warmUp) {
    /** The least number of items that the drawn lists fit in. */
    public static final int LEAST_ITEMS = 200;

    /** Checks the ranges of what decides arrays' shapes. */
    public Workload {
        if (items < LEAST_ITEMS || users < 1 || block < 1 || dims.isEmpty() || dims.stream().anyMatch(d -> d < 1)) {
            throw new IllegalArgumentException("items must be at least " + LEAST_ITEMS + ", users, block and dims at "
                    + "least 1, not " + items + ", " + users + ", " + block + " and " + dims);
        }
    }

    /** How a student of that dimension is distilled. */
    DistillerOptions distiller(int dim) {
        DistillerOptions options = DistillerOptions.of(Method.HETCOMP).withSize(dim, epochs).withSeed(seed);
        return options.withLosses(options.losses().withPartition(Partition.of(partition)));
    }

    /** The same with models to distil and serve. */
    public Workload with(Map<String, String> trainedTeachers, List<String> trainedStudents) {
        return new Workload(
                items, users, dims, block, seed, data, trainees, families, epochs, partition, trainedTeachers,
                trainedStudents, served, requests, top, warmUp);
    }
}
