package org.hetcomp.distill;

import org.hetcomp.eval.Discrepancy;
import org.hetcomp.io.EnumIds;

/** How a student is made: HetComp, the methods that it is compared with, and what is left of it without a part. */
public enum Method {
    /** The curriculum over the teachers' trajectories, coarse then fine. */
    HETCOMP,
    /** The converged ensemble from the first epoch, by the fine loss: what is left of HetComp without its curriculum. */
    CONVERGED,
    /** The student by itself, by BPR. */
    NONE,
    /** Relaxed ranking distillation of the converged ensemble (Kang et al., CIKM 2020). */
    RRD,
    /** The same of each teacher's own list, mean over teachers. */
    MTD,
    /** Dual correction of the student's errors (Lee and Kim, CIKM 2021). */
    DCD,
    /** The converged ensemble's order from coarse to fine in stages (Zeng et al., SIGIR 2022). */
    CL_DRD,
    /** Without: curriculum, fine loss. The converged ensemble by the coarse loss alone. */
    COARSE,
    /** Without: curriculum. The converged ensemble, by the coarse loss and after a number of epochs by the fine one. */
    COARSE_TO_FINE,
    /** Without: fine loss. The curriculum, by the coarse loss to the end. */
    CURRICULUM_COARSE,
    /** Without: coarse loss. The curriculum, by the fine loss from the first epoch. */
    CURRICULUM_FINE,
    /** Without: the student's pace. Everyone moves to the next snapshot every few epochs. */
    BY_EPOCH,
    /** HetComp with the discrepancy as the published code reads it, {@link Discrepancy.Reading#POSITION}. */
    POSITION;

    /**
     * What is taken where nothing is said: the one of {@link #HETCOMP} and {@link #CONVERGED} that is never told to be below the other
     * (docs/results.md), and takes less.
     */
    public static final Method DEFAULT = CONVERGED;

    /** Whether it learns from teachers. */
    public boolean isTaught() {
        return this != NONE;
    }

    /** Whether it walks along the teachers' trajectories. */
    public boolean hasCurriculum() {
        return this == HETCOMP
                || this == CURRICULUM_COARSE
                || this == CURRICULUM_FINE
                || this == BY_EPOCH
                || this == POSITION;
    }

    /** Whether it goes from the coarse loss to the fine one. */
    public boolean hasBothLosses() {
        return this == HETCOMP || this == POSITION || this == COARSE_TO_FINE || this == BY_EPOCH;
    }

    /** Whether its losses sum over all items, or over a {@link Partition} of them. */
    public boolean isPartitioned() {
        return isTaught() && !isRanking();
    }

    /** Whether it is one of those that match rankings by {@link RelaxedRankingLoss}, beside the student's own loss. */
    boolean isRanking() {
        return this == RRD || this == MTD || this == DCD || this == CL_DRD;
    }

    /** The last of its phases, as {@link Progress#phase} has it, that it is to come to; null where there is but one. */
    public String lastPhase() {
        return hasBothLosses() ? "fine" : this == CL_DRD ? "stage 3" : null;
    }

    /** As users write it. */
    public String id() {
        return EnumIds.of(this);
    }

    /**
     * The method of that id.
     *
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    public static Method named(String id) {
        return EnumIds.find(Method.class, id)
                .orElseThrow(() -> new IllegalArgumentException(
                        "no method " + id + "; there are: " + EnumIds.listed(Method.class)));
    }
}
