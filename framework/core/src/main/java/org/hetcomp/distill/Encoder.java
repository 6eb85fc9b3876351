package org.hetcomp.distill;

/**
 * A user's vector as a function of the user's items: {@code u = x Q M + x E + b}, x the user's row of ones over the root of their
 * number, Q the items' vectors. So a student answers users that it never saw.
 *
 * @param map M, {@code [d, d] float32}
 * @param offset b, {@code [d] float32}
 * @param items E, {@code [items, d] float32}; null where M alone did as well
 * @param lambda weight of E's squares; infinite where there is no E
 * @param explained share of the squares of users' vectors that is met, of users held out in folds; NaN if there are too few users
 *     to hold any out
 */
public record Encoder(float[] map, float[] offset, float[] items, double lambda, double explained) {}
