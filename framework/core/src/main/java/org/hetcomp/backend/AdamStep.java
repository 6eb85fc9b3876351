package org.hetcomp.backend;

/**
 * The numbers of one step of {@link Adam}.
 *
 * @param rate step size, bias corrections included
 * @param l2 weight of the squared norm's half
 * @param epsilon added to the root, bias correction included
 */
public record AdamStep(double rate, double l2, double epsilon) {
    private static final double EPSILON = 1e-8;

    /**
     * The numbers of a step.
     *
     * @param learningRate step size, above 0
     * @param l2 weight of the squared norm's half
     * @param t how many steps that makes, at least 1
     */
    public static AdamStep of(double learningRate, double l2, int t) {
        double correction2 = Math.sqrt(1 - Math.pow(Adam.BETA2, t));
        double rate = learningRate * correction2 / (1 - Math.pow(Adam.BETA1, t));
        return new AdamStep(rate, l2, EPSILON * correction2);
    }

    /**
     * The step in plain Java: what {@link Backend#adam} does.
     *
     * @param weights are moved
     * @param gradient as weights
     * @param mean first moments, likewise
     * @param square second moments, likewise
     */
    public void move(float[] weights, float[] gradient, float[] mean, float[] square) {
        move(weights, gradient, mean, square, weights.length);
    }

    /**
     * The same of the first numbers of arrays.
     *
     * @param count how many
     */
    void move(float[] weights, float[] gradient, float[] mean, float[] square, int count) {
        float keep1 = (float) Adam.BETA1;
        float keep2 = (float) Adam.BETA2;
        float take1 = 1 - keep1;
        float take2 = 1 - keep2;
        float pull = (float) l2;
        float size = (float) rate;
        float least = (float) epsilon;
        for (int j = 0; j < count; j++) {
            float slope = gradient[j] + pull * weights[j];
            mean[j] = keep1 * mean[j] + take1 * slope;
            square[j] = keep2 * square[j] + take2 * slope * slope;
            weights[j] -= size * mean[j] / ((float) Math.sqrt(square[j]) + least);
        }
    }
}
