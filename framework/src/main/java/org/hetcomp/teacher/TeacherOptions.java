package org.hetcomp.teacher;

/**
 * How a family is trained.
 *
 * @param dim dimension of its embeddings (or of its hidden layer), 1 to 4096
 * @param learningRate Adam's step size, above 0
 * @param l2 weight of the regularisation, at least 0; what it weighs is said by the family
 * @param batch rows of one step: train pairs, or users or items for the autoencoders; at least 1
 * @param negatives sampled items shared by the pairs of a step (per pair for {@code dl}); not used by the autoencoders
 * @param epochs the most epochs trained, at least 1
 * @param evaluateEvery epochs between two evaluations on valid, at least 1
 * @param patience evaluations without a better valid Recall@50 after which training ends, at least 1
 */
public record TeacherOptions(
        int dim,
        double learningRate,
        double l2,
        int batch,
        int negatives,
        int epochs,
        int evaluateEvery,
        int patience) {
    /** Checks the ranges. */
    public TeacherOptions {
        within("dim", dim, 4096);
        within("batch", batch, 1 << 24);
        within("negatives", negatives, 1 << 20);
        within("epochs", epochs, 1_000_000);
        within("evaluateEvery", evaluateEvery, 1_000_000);
        within("patience", patience, 1_000_000);
        if (!(learningRate > 0) || !(l2 >= 0)) {
            throw new IllegalArgumentException(
                    "learningRate must be above 0 and l2 at least 0, not " + learningRate + " and " + l2);
        }
    }

    private static void within(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(name + " must be from 1 to " + most + ", not " + value);
        }
    }

    /** The same with another dimension. */
    public TeacherOptions withDim(int other) {
        return new TeacherOptions(other, learningRate, l2, batch, negatives, epochs, evaluateEvery, patience);
    }

    /** The same with at most so many epochs. */
    public TeacherOptions withEpochs(int most) {
        return new TeacherOptions(dim, learningRate, l2, batch, negatives, most, evaluateEvery, patience);
    }
}
