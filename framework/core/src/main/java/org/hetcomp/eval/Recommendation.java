package org.hetcomp.eval;

/**
 * An item for a user.
 *
 * @param item the item's own id
 * @param score the model's; scores of different models are not comparable
 */
public record Recommendation(String item, float score) {}
