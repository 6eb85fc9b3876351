package org.hetcomp.export;

/**
 * How much of the student's best items is left by rounding.
 *
 * @param top how many items of each user
 * @param users how many users: at most 1,000, fewer of a large catalogue, each as far from the next in {@code users.tsv};
 *     all where nothing was rounded
 * @param share of the {@code top} best items of the student that are among the {@code top} best after rounding, in the
 *     mean of the users; what a user has is not left out
 */
public record Agreement(int top, int users, double share) {}
