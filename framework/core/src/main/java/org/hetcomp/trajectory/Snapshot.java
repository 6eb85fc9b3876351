package org.hetcomp.trajectory;

import org.hetcomp.data.Rankings;

/**
 * A teacher at one moment of its training.
 *
 * @param epoch epochs trained when it was taken, at least 1
 * @param validRecall50 its Recall@50 on valid
 * @param ranking its ranking of each user's unobserved items
 */
public record Snapshot(int epoch, double validRecall50, Rankings ranking) {}
