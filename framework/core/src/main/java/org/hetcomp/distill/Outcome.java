package org.hetcomp.distill;

import org.hetcomp.eval.Measures;

/**
 * What a run came to.
 *
 * @param epochs epochs trained
 * @param bestEpoch the epoch whose student was kept
 * @param stopped whether the listener stopped it before its end
 * @param valid the student's measures on valid
 * @param test the student's measures on test
 * @param seconds where the time went
 */
public record Outcome(
        int epochs, int bestEpoch, boolean stopped, Measures valid, Measures test, Progress.Seconds seconds) {}
