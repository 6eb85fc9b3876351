package org.hetcomp.distill;

/**
 * Which items the losses' sum R over the rest is taken of. The full sum costs a score per user and item; past some number
 * of items a sample is cheaper.
 *
 * @param sample how many items of the rest are drawn for each batch; 0 for all items
 */
public record Partition(int sample) {
    /** All items. */
    public static final Partition FULL = new Partition(0);

    private static final String SAMPLED = "sampled:";

    /** Checks the range. */
    public Partition {
        if (sample < 0) {
            throw new IllegalArgumentException("a sample has at least 0 items, not " + sample);
        }
    }

    /**
     * Reads what {@link #toString} writes.
     *
     * @throws IllegalArgumentException if it is neither {@code full} nor {@code sampled:N} with N from 1 up
     */
    public static Partition of(String text) {
        if (text.equals("full")) {
            return FULL;
        }
        if (text.matches(SAMPLED + "[1-9][0-9]{0,8}")) {
            return new Partition(Integer.parseInt(text.substring(SAMPLED.length())));
        }
        throw new IllegalArgumentException("a partition is full or sampled:N with N at least 1, not " + text);
    }

    /** The loss with its sum taken so. */
    DistillationLoss apply(ListLoss loss) {
        return sample == 0 ? loss : new SampledLoss(loss, sample);
    }

    @Override
    public String toString() {
        return sample == 0 ? "full" : SAMPLED + sample;
    }
}
