package org.hetcomp.distill;

/**
 * The loss while the curriculum moves: every supervised item, observed or not, is to rank above all the rest, with no
 * order among them; D_t = exp s_t + R (HetComp, Kang et al., WWW 2023, arXiv 2303.01130, section 4.4, adaptive
 * transfer).
 */
public final class CoarseLoss extends ListLoss {
    /** In blocks of a size that was measured to be fast. */
    public CoarseLoss() {
        super(ListKind.COARSE);
    }

    /**
     * In blocks of users with at most so many scores; what comes out is the same to rounding.
     *
     * @param cells at least 1
     */
    public CoarseLoss(int cells) {
        super(ListKind.COARSE, cells);
    }
}
