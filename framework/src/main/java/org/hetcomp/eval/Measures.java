package org.hetcomp.eval;

/**
 * Recall and NDCG, means over users, each from 0 to 1.
 *
 * @param r10 Recall@10
 * @param r50 Recall@50
 * @param n10 NDCG@10
 * @param n50 NDCG@50
 */
public record Measures(double r10, double r50, double n10, double n50) {}
