/**
 * How good a model ranks: all items for every user, measured on items held back.
 *
 * <p>A {@link org.hetcomp.eval.Scorer} scores a block of users against all items; {@link org.hetcomp.eval.Ranker} makes
 * rankings of the scores, {@link org.hetcomp.eval.TopK} in Java, so that ties are broken alike on every engine; {@link
 * org.hetcomp.eval.Evaluator} turns rankings into {@link org.hetcomp.eval.Measures}, and into an {@link
 * org.hetcomp.eval.Assessment}: any {@link org.hetcomp.eval.Measure}, the {@link org.hetcomp.eval.Breadth} of the lists,
 * and how well each {@link org.hetcomp.eval.Group} of users and of items is served. A {@link org.hetcomp.eval.Baseline}
 * is what any model has to beat, and
 * a {@link org.hetcomp.eval.Discrepancy} how far one ranking is from another.
 *
 * <p>To add a measure, add a kind to Measure, which sees the places of a user's hits; hold it to an independent
 * calculation in the tests. A model joins by implementing Scorer.
 */
package org.hetcomp.eval;
