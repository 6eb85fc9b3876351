package org.hetcomp.pipeline;

import java.util.ArrayList;
import java.util.List;

/**
 * Successive halving: all candidates are tried for a few epochs, the best third of them for three times as many, and so on to
 * the full number (Jamieson, Talwalkar, "Non-stochastic Best Arm Identification and Hyperparameter Optimization", AISTATS 2016,
 * with the factor 3 of Li et al., "Hyperband", JMLR 2018).
 */
final class Halving {
    private static final int FACTOR = 3;

    private Halving() {}

    /**
     * A round.
     *
     * @param candidates how many are tried
     * @param epochs the most epochs of each
     */
    record Rung(int candidates, int epochs) {}

    /**
     * The rounds, the last of which trains to the full number and has two candidates at least, if there are two.
     *
     * @param candidates at least 1
     * @param epochs the full number, at least 1
     * @param least epochs that say something
     */
    static List<Rung> rungs(int candidates, int epochs, int least) {
        List<Integer> sizes = new ArrayList<>(List.of(candidates));
        for (int next = candidates / FACTOR; next >= 2; next /= FACTOR) {
            sizes.add(next);
        }
        List<Rung> rungs = new ArrayList<>();
        for (int r = 0; r < sizes.size(); r++) {
            double share = epochs / Math.pow(FACTOR, sizes.size() - 1 - r);
            rungs.add(new Rung(sizes.get(r), Math.min(epochs, Math.max(least, (int) Math.ceil(share)))));
        }
        return List.copyOf(rungs);
    }
}
