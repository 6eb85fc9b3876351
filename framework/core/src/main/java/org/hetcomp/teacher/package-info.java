/**
 * Families of teachers and their training.
 *
 * <p>Read {@link org.hetcomp.teacher.TeacherFamily} first, what a family is and owes; then {@link
 * org.hetcomp.teacher.Teacher}, one model while it is trained, and {@link org.hetcomp.teacher.TeacherTrainer}, which
 * trains any of them to a Trajectory, of epochs that a {@link org.hetcomp.teacher.SnapshotPolicy} chooses. {@link
 * org.hetcomp.teacher.TeacherFamilies} finds them on the class path; the six
 * that come with hetcomp are in {@link org.hetcomp.teacher.StandardFamily}, three more in {@link
 * org.hetcomp.teacher.FurtherFamily}. MatrixFactorization is the shortest of them.
 * MatrixFactorization, MetricLearning, NeuralFactorization and LightGcn learn from pairs ({@link
 * org.hetcomp.teacher.PairwiseTeacher}) by a SampledSoftmax; the two autoencoders share Autoencoder and its
 * MultinomialHead.
 *
 * <p>A further family is a class in a jar of one's own: docs/add-a-teacher.md. What the six do differently from their
 * papers is in docs/teachers.md.
 */
package org.hetcomp.teacher;
