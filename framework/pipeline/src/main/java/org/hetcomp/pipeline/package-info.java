/**
 * Runs: what is asked for, where everything is kept, how it is watched, stopped and gone on with, and what comes of it. The
 * command line and programs of anyone's stand on this alike.
 *
 * <p>Begin at {@link org.hetcomp.pipeline.Hetcomp}, the door. {@link org.hetcomp.pipeline.Distillation}, {@link
 * org.hetcomp.pipeline.TeacherTraining} and {@link org.hetcomp.pipeline.Comparison} are what it opens: each has a {@link
 * org.hetcomp.pipeline.Spec}, all that decides its result; {@link org.hetcomp.pipeline.Teachers}, who teaches; {@link
 * org.hetcomp.pipeline.Events}, who watches and may stop it. {@code RunScope} is how every run begins and ends, {@link
 * org.hetcomp.pipeline.RunFolder} where it is kept, {@link org.hetcomp.pipeline.RunRecord} what its {@code run.json} says,
 * and what commands answer with are the records {@link org.hetcomp.pipeline.DistillAnswer}, {@link
 * org.hetcomp.pipeline.TeachersAnswer} and {@link org.hetcomp.pipeline.CompareAnswer}. {@link
 * org.hetcomp.pipeline.Recommender} asks and measures what was made.
 *
 * <p>A further place where teachers come from implements {@link org.hetcomp.pipeline.TeacherSource}; the zoo does.
 */
package org.hetcomp.pipeline;
