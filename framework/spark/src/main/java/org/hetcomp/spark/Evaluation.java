package org.hetcomp.spark;

import java.util.Map;

/**
 * What a student is worth, as core's Evaluator has it.
 *
 * @param users how many were measured
 * @param valid means on valid, by the measures' names; empty where there is no valid
 * @param test means on test, likewise
 * @param unknownUsers users who would have been measured but are not in the student
 * @param unknownItems items held back from measured users that are not in the student, which no list can have
 */
public record Evaluation(
        long users, Map<String, Double> valid, Map<String, Double> test, long unknownUsers, long unknownItems) {}
