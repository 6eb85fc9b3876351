package org.hetcomp.teacher;

/**
 * How a family is trained.
 *
 * @param dim dimension of its embeddings (or of its hidden layer), 1 to 4096
 * @param learningRate Adam's step size, above 0
 * @param l2 weight of the regularisation, at least 0; what it weighs is said by the family
 * @param batch rows of one step: train pairs, or users or items for the autoencoders; at least 1
 * @param negatives sampled items shared by the pairs of a step; sampled columns of an autoencoder's sum, 1 for
 *     all of them; not used by als, graph and ease
 * @param epochs the most epochs trained, at least 1
 * @param evaluateEvery epochs between two evaluations on valid, at least 1
 * @param patience evaluations without a better one (by valid Recall@50, unless another measure is asked for) after which training ends, at least 1
 * @param together pairs of a user that a step has together, at least 1, so that it has the fewer users to set against the samples; of
 *     mf, ml, dl and gnn. A card that does not say it was made with 1
 * @param temperature what cosines are divided by before a softmax, above 0; of mf, dl and gnn, and of ml, whose squared distances
 *     are divided by twice that. A card that does not say it was made with 0.15
 * @param anneals whether the step size falls along the epochs, see {@link #learningRate(double)}
 */
public record TeacherOptions(
        int dim,
        double learningRate,
        double l2,
        int batch,
        int negatives,
        int epochs,
        int evaluateEvery,
        int patience,
        int together,
        double temperature,
        boolean anneals) {
    /** Rows of a step at the most. */
    static final int MOST_BATCH = 1 << 24;

    private static final double TEMPERATURE = 0.15;
    private static final double LEAST_STEP = 0.02;
    private static final int SNAPSHOTS = 4;
    private static final int SHARE = 8;
    private static final double SLOWER = 1.5;

    /** Checks the ranges. */
    public TeacherOptions {
        together = together == 0 ? 1 : together;
        temperature = temperature == 0 ? TEMPERATURE : temperature;
        within("dim", dim, 4096);
        within("batch", batch, MOST_BATCH);
        within("negatives", negatives, 1 << 20);
        within("epochs", epochs, 1_000_000);
        within("evaluateEvery", evaluateEvery, 1_000_000);
        within("patience", patience, 1_000_000);
        within("together", together, 1_000_000);
        if (!(learningRate > 0) || !(l2 >= 0) || !(temperature > 0)) {
            throw new IllegalArgumentException("learningRate and temperature must be above 0 and l2 at least 0, not "
                    + learningRate + ", " + temperature + " and " + l2);
        }
    }

    private static void within(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(name + " must be from 1 to " + most + ", not " + value);
        }
    }

    /**
     * Settings to begin from, to be said by name where a family has others: dimension 64, a step size that stays, no
     * regularisation, steps of 1,024 rows with one sampled item, at most 50 epochs, an evaluation every 5 of them, and two
     * that are no better end the training.
     */
    public static TeacherOptions standard() {
        return new TeacherOptions(64, 1e-3, 0, 1024, 1, 50, 5, 2, 1, TEMPERATURE, false);
    }

    /** The same with another dimension. */
    public TeacherOptions withDim(int other) {
        return new TeacherOptions(
                other,
                learningRate,
                l2,
                batch,
                negatives,
                epochs,
                evaluateEvery,
                patience,
                together,
                temperature,
                anneals);
    }

    /** The same with another step size. */
    public TeacherOptions withLearningRate(double rate) {
        return new TeacherOptions(
                dim, rate, l2, batch, negatives, epochs, evaluateEvery, patience, together, temperature, anneals);
    }

    /** The same with a step size that falls along the epochs from this one on. */
    public TeacherOptions withAnnealing(double rate) {
        return new TeacherOptions(
                dim, rate, l2, batch, negatives, epochs, evaluateEvery, patience, together, temperature, true);
    }

    /** The same with another weight of the regularisation. */
    public TeacherOptions withL2(double weight) {
        return new TeacherOptions(
                dim,
                learningRate,
                weight,
                batch,
                negatives,
                epochs,
                evaluateEvery,
                patience,
                together,
                temperature,
                anneals);
    }

    /** The same with steps of so many rows, and so many sampled items. */
    public TeacherOptions withSteps(int rows, int sampled) {
        return new TeacherOptions(
                dim, learningRate, l2, rows, sampled, epochs, evaluateEvery, patience, together, temperature, anneals);
    }

    /** The same with steps of so many rows. */
    public TeacherOptions withBatch(int rows) {
        return withSteps(rows, negatives);
    }

    /** The same with so many pairs of a user together. */
    public TeacherOptions withTogether(int pairs) {
        within("together", pairs, 1_000_000);
        return new TeacherOptions(
                dim, learningRate, l2, batch, negatives, epochs, evaluateEvery, patience, pairs, temperature, anneals);
    }

    /** The same with cosines divided by something else. */
    public TeacherOptions withTemperature(double other) {
        return new TeacherOptions(
                dim, learningRate, l2, batch, negatives, epochs, evaluateEvery, patience, together, other, anneals);
    }

    /** The same evaluated otherwise, and ended after so many evaluations that are no better. */
    public TeacherOptions withStopping(int every, int misses) {
        return new TeacherOptions(
                dim, learningRate, l2, batch, negatives, epochs, every, misses, together, temperature, anneals);
    }

    /** The same with at most so many epochs. */
    public TeacherOptions withEpochs(int most) {
        return new TeacherOptions(
                dim, learningRate, l2, batch, negatives, most, evaluateEvery, patience, together, temperature, anneals);
    }

    /**
     * The same for a teacher that starts from one that was trained by these before: an eighth of the epochs, in which the step falls
     * from two thirds, four evaluations. Chosen on valid of lastfm and lab (docs/daily.md).
     */
    public TeacherOptions started() {
        int most = Math.max(SNAPSHOTS, (epochs + SHARE - 1) / SHARE);
        int every = Math.max(1, most / SNAPSHOTS);
        return new TeacherOptions(
                dim, learningRate / SLOWER, l2, batch, negatives, most, every, most, together, temperature, true);
    }

    /**
     * Adam's step size at a point of the training. It stays as it is or, where it anneals, falls linearly to a fiftieth
     * at the end of the last epoch, which settles a teacher that else is thrown about by its last batches.
     *
     * @param done share of all epochs that lies behind, 0 to 1
     */
    public double learningRate(double done) {
        return anneals ? learningRate * Math.max(LEAST_STEP, 1 - done) : learningRate;
    }
}
