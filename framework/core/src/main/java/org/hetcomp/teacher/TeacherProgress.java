package org.hetcomp.teacher;

/**
 * Where a teacher's training stands.
 *
 * @param family its family
 * @param epoch epochs done
 * @param epochs the most there will be
 * @param loss mean loss of the last epoch
 * @param bestRecall50 Recall@50 on valid of the best so far, NaN before the first evaluation
 * @param seconds since the start of this teacher
 */
public record TeacherProgress(
        TeacherFamily family, int epoch, int epochs, double loss, double bestRecall50, double seconds) {}
