/**
 * The six families of teachers and their training.
 *
 * <p>Read {@link org.hetcomp.teacher.Family} first, the registry with each family's settings; then {@link
 * org.hetcomp.teacher.Teacher}, what a family must be able to do, and {@link org.hetcomp.teacher.TeacherTrainer}, which
 * trains any of them to a Trajectory. MatrixFactorization is the shortest family. MatrixFactorization, MetricLearning,
 * NeuralFactorization and LightGcn learn from pairs (PairwiseTeacher) by a SampledSoftmax; the two autoencoders share
 * Autoencoder and its MultinomialHead. {@link org.hetcomp.model.ScorerFile} saves what scoring needs.
 *
 * <p>A further family is a class and a constant of Family: docs/add-a-teacher.md. What the families do differently from
 * their papers is in docs/teachers.md.
 */
package org.hetcomp.teacher;


