package org.hetcomp.distill;

import java.util.List;
import java.util.Map;
import org.hetcomp.data.Rankings;

/**
 * What a method shows the student, and by which loss: the one thing in which methods differ. Adding a method is adding
 * one of these and naming it in {@link Method} and {@link Teachings}.
 */
interface Teaching {
    /** Some users of a step, and what they are trained by. */
    record Part(DistillationLoss loss, double weight, int[] users) {}

    /** The lists that the losses read. */
    Supervision supervision();

    /** Divides a step's users by the loss that is theirs now; together the parts have each user once. */
    List<Part> parts(int[] users);

    /** Hears, before the first epoch, that the student begins with the vectors of one that has learned before. */
    default void started() {}

    /** Whether {@link #update} is to be called at the end of this epoch. */
    boolean due(int epoch);

    /** How deep the rankings must be that {@link #update} is given. */
    int depth();

    /** Lets what is shown follow the student's rankings of unobserved items. */
    void update(int epoch, Rankings student);

    /** Whether what is shown stays as it is from now on, so that training may stop early. */
    boolean settled();

    /** What the student is at, for people to read. */
    String phase();

    /** Mean snapshot in force per teacher; empty without a curriculum. */
    double[] meanSelected();

    /** What a resumed run must have restored, besides what it is made from. */
    Map<String, int[]> state();

    /** Restores what {@link #state} gave. */
    void restore(Map<String, int[]> state);
}
