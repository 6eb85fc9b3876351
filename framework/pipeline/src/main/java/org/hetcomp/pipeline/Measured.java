package org.hetcomp.pipeline;

import java.util.Map;

/**
 * What a larger run measured before the students that are part of it.
 *
 * @param baselines what popularity and an item neighbourhood are worth, by the same measures
 * @param weights of the teachers, for methods that have no lambda of their own; null where nothing was chosen
 */
record Measured(Map<String, Worth> baselines, Weights weights) {}
