package org.hetcomp.distill;

import java.util.Arrays;

/**
 * Which listed items a loss over lists takes, what each weighs and above which others it is to rank: what the coarse and the fine
 * loss differ in (HetComp, Kang et al., WWW 2023, arXiv 2303.01130, section 4.4). A list row has the places of the observed list
 * and then those of the unobserved one.
 */
public enum ListKind {
    /** {@link CoarseLoss}: all of both lists, each item above all the rest, D_t = exp s_t + R. */
    COARSE {
        @Override
        public int depth(int unobserved) {
            return unobserved;
        }

        @Override
        public float[] weights(int observed, int unobserved) {
            float[] weights = new float[observed + unobserved];
            Arrays.fill(weights, 1);
            return weights;
        }

        @Override
        public int end(int place, int observed, int length) {
            return place + 1;
        }
    },
    /** {@link FineLoss}: in order; of the unobserved list the first half, and its first tenth once more. */
    FINE {
        @Override
        public int depth(int unobserved) {
            return unobserved / 2;
        }

        @Override
        public float[] weights(int observed, int unobserved) {
            float[] weights = new float[observed + depth(unobserved)];
            Arrays.fill(weights, 0.5f);
            Arrays.fill(weights, 0, observed + unobserved / 10, 1);
            return weights;
        }

        @Override
        public int end(int place, int observed, int length) {
            return place < observed ? observed : length;
        }
    };

    /**
     * Scores are clipped to this in size, and have no gradient beyond. The published code has 40, which the best scores of many
     * users of 32 and more dimensions reach, whose order nobody teaches from then on (docs/algorithm.md); beyond 60 the
     * sums of exponentials would leave too little of a float's range to what divides by them.
     */
    public static final float LIMIT = 60f;

    /** How many of the K unobserved items are listed. */
    public abstract int depth(int unobserved);

    /**
     * The weight of each place of a list row; {@code [observed + depth]}.
     *
     * @param unobserved K
     */
    public abstract float[] weights(int observed, int unobserved);

    /** Where the places end, exclusive, whose exponentials D_t sums; they begin at t, the item's own. */
    public abstract int end(int place, int observed, int length);
}
