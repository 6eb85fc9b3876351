package org.hetcomp.teacher;

import ai.djl.ndarray.NDArray;
import org.hetcomp.backend.Backend;

/**
 * Sampled softmax over cosine similarities (Wu et al., On the Effectiveness of Sampled Softmax Loss for Item
 * Recommendation, TOIS 2024): a pair's item against all items sampled for the step, by scores {@code cos / temperature}.
 * BPR is the same with one sampled item and scores of any length; see docs/teachers.md for what the change brings.
 */
final class SampledSoftmax {
    private static final float SMALL = 1e-12f;

    private SampledSoftmax() {}

    /**
     * Mean loss of a pair, with gradient.
     *
     * @param users {@code [n, d]} the pairs' users
     * @param positives {@code [n, d]} the pairs' items
     * @param negatives {@code [m, d]} items sampled for all pairs
     * @param temperature above 0; smaller looks more at the hardest negatives
     * @return scalar
     */
    static NDArray loss(Backend backend, NDArray users, NDArray positives, NDArray negatives, double temperature) {
        NDArray user = unit(users);
        NDArray near = user.mul(unit(positives)).sum(new int[] {1}, true);
        NDArray far = backend.scores(user, unit(negatives));
        return overScores(backend.scale(far.sub(near), 1 / temperature));
    }

    /**
     * Mean of log(1 + sum exp) over rows: how far the positive is from holding all probability.
     *
     * @param lead {@code [n, m]} each negative's score less the positive's
     * @return scalar
     */
    static NDArray overScores(NDArray lead) {
        NDArray most = lead.max(new int[] {1}, true).maximum(0f).stopGradient();
        return lead.sub(most)
                .exp()
                .sum(new int[] {1}, true)
                .add(most.neg().exp())
                .log()
                .add(most)
                .mean();
    }

    /** Rows of length 1, with gradient; a row of zeros stays one. {@code [n, d]}. */
    static NDArray unit(NDArray rows) {
        return rows.div(rows.square().sum(new int[] {1}, true).add(SMALL).sqrt());
    }
}
