package org.hetcomp.distill;

/**
 * The loss once the curriculum is through: the order within the lists counts (HetComp, Kang et al., WWW 2023, arXiv
 * 2303.01130, section 4.4, adaptive transfer; the likelihood is that of Plackett and Luce).
 *
 * <p>L = plackett(O) + (plackett(T1) + plackett(T2)) / 2, T1 the first half of the unobserved list and T2 its first
 * tenth. An item of T2 has the same D_t in both lists, the items below it and all the rest, so that both are one sum in
 * which T2 weighs 1 and T1 beyond it 1/2. What follows T1 in the unobserved list belongs to the rest, O's included.
 */
public final class FineLoss extends ListLoss {
    /** In blocks of a size that was measured to be fast. */
    public FineLoss() {
        super(ListKind.FINE);
    }

    /**
     * In blocks of users with at most so many scores; what comes out is the same to rounding.
     *
     * @param cells at least 1
     */
    public FineLoss(int cells) {
        super(ListKind.FINE, cells);
    }
}
