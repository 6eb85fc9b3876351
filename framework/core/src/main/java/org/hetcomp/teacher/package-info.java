/**
 * Families of teachers and their training.
 *
 * <p>Read {@link org.hetcomp.teacher.TeacherFamily} first, what a family is; then {@link org.hetcomp.teacher.Teacher},
 * what one must be able to do while it is trained, and {@link org.hetcomp.teacher.TeacherTrainer}, which trains any of
 * them to a Trajectory. {@link org.hetcomp.teacher.TeacherFamilies} finds those on the class path; the six that come with
 * hetcomp are entries of StandardFamily. MatrixFactorization is the shortest. MatrixFactorization, MetricLearning,
 * NeuralFactorization and LightGcn learn from pairs (PairwiseTeacher) by a SampledSoftmax; the two autoencoders share
 * Autoencoder and its MultinomialHead. {@link org.hetcomp.model.ScorerFile} saves what scoring needs.
 *
 * <p>A further family is a class in a jar of one's own: docs/add-a-teacher.md. What the families do differently from their
 * papers is in docs/teachers.md.
 */
package org.hetcomp.teacher;
