package org.hetcomp.eval;

/**
 * How well a third of the users, or of the catalogue, is served.
 *
 * @param recall50 Recall@50 on test, mean over those measured
 * @param measured users that the mean is over
 * @param from fewest train interactions of the group's users, or items
 * @param to most of them
 */
public record Group(double recall50, int measured, int from, int to) {}
