/**
 * Teachers as remembered along their training, and the files they lie in.
 *
 * <p>Read {@link org.hetcomp.trajectory.Trajectory} first: V snapshots of rankings, nothing of the models that made
 * them. {@link org.hetcomp.trajectory.TrajectoryFile} is its file, made of {@link
 * org.hetcomp.io.Safetensors}, which also carries models and checkpoints, and where the rankings of millions of users stay; {@link
 * org.hetcomp.io.AtomicFile} is how every file of ours is written.
 *
 * <p>A further array of a trajectory is added in TrajectoryFile under a name of its own; readers ignore names they do
 * not know.
 */
package org.hetcomp.trajectory;
