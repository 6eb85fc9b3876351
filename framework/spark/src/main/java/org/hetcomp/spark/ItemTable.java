package org.hetcomp.spark;

import java.io.Serializable;
import java.util.Random;
import org.hetcomp.backend.AdamStep;
import org.hetcomp.distill.Student;

/** The items' vectors and Adam's moments, on the driver: {@code float32 [d][items]} each. */
final class ItemTable implements Serializable {
    private static final long serialVersionUID = 1L;

    private final float[][] vectors;
    private final float[][] means;
    private final float[][] squares;
    private int steps;

    private ItemTable(int dim, int items) {
        vectors = new float[dim][items];
        means = new float[dim][items];
        squares = new float[dim][items];
    }

    /**
     * Before the first step: what a student on one machine draws after its users, and where it begins.
     *
     * @param start null for a random one alone
     */
    static ItemTable begin(DistillPlan plan, Start start) {
        DistillPlan.Shape shape = plan.shape();
        Random random = new Random(plan.steps().seed());
        for (long skipped = 0; skipped < (long) shape.users() * shape.dim(); skipped++) {
            random.nextGaussian();
        }
        float[] begun = start == null ? null : start.items();
        ItemTable table = new ItemTable(shape.dim(), shape.items());
        for (int j = 0; j < shape.items(); j++) {
            for (int k = 0; k < shape.dim(); k++) {
                float from = begun == null ? 0 : begun[j * shape.dim() + k];
                table.vectors[k][j] = from + (float) (random.nextGaussian() * Student.DEVIATION);
            }
        }
        return table;
    }

    /** A copy of the vectors as they are now. */
    Columns columns() {
        float[][] copy = new float[vectors.length][];
        for (int k = 0; k < copy.length; k++) {
            copy[k] = vectors[k].clone();
        }
        return new Columns(copy);
    }

    void step(Stepped.Sums sums, DistillPlan plan, int epoch) {
        AdamStep adam = plan.steps().adam(epoch, ++steps);
        for (int k = 0; k < vectors.length; k++) {
            adam.move(vectors[k], sums.column(k), means[k], squares[k]);
        }
    }
}
