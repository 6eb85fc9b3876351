/**
 * How good a model ranks: all items for every user, measured on items held back.
 *
 * <p>A {@link org.hetcomp.eval.Scorer} scores a block of users against all items; {@link org.hetcomp.eval.Ranker} makes
 * rankings of the scores, {@link org.hetcomp.eval.TopK} in Java, so that ties are broken alike on every engine; {@link
 * org.hetcomp.eval.Evaluator} turns rankings into {@link org.hetcomp.eval.Measures}.
 *
 * <p>To add a measure, add a component to Measures and its sum to Evaluator, which sees each user's ranking once; hold it
 * to an independent calculation in the tests. A model joins by implementing Scorer.
 */
package org.hetcomp.eval;
