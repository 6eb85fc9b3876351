package org.hetcomp.pipeline;

/**
 * Where work stands.
 *
 * @param phase what is being done, such as {@code teacher 2/6 ml} or {@code student}
 * @param epoch epochs done
 * @param epochs the most there will be
 * @param recall50 Recall@50 on valid at the last evaluation; NaN before the first
 * @param seconds since this phase began, in this process
 * @param restored epochs of {@code epoch} that an earlier process did
 */
public record Progress(String phase, int epoch, int epochs, double recall50, double seconds, int restored) {}
