package org.hetcomp.backend;

/**
 * The numbers of one step of {@link Adam}.
 *
 * @param rate step size, bias corrections included
 * @param l2 weight of the squared norm's half
 * @param epsilon added to the root, bias correction included
 */
public record AdamStep(double rate, double l2, double epsilon) {}
