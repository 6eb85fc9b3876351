/**
 * A student where users are spread over a cluster: asked, measured and distilled on Apache Spark, and rankings that Spark jobs
 * wrote made teachers of. Executors need the jars of {@code hetcomp-student} and {@code hetcomp-core}, no engine and no native library.
 *
 * <p>The mains for {@code spark-submit} are {@link org.hetcomp.spark.SparkRecommend}, {@link org.hetcomp.spark.SparkEvaluate},
 * {@link org.hetcomp.spark.SparkRankings} and {@link org.hetcomp.spark.SparkDistill}; each is a call for programs too, from frames to frames. {@link
 * org.hetcomp.spark.SharedStudent} is how a student comes to executors. {@code Program} is what mains have in common, {@code
 * Frame} what is asked of frames of others, {@code HadoopFiles} what is done to files that lie anywhere.
 *
 * <p>Of distilling, {@code DistillRun} is the loop; {@code LessonReader} makes a {@code Lesson} of each block of users, {@code Pupils} is
 * what they have become, {@code Stepping} and {@code Reviewing} are done to them, {@code ListKernel} computes the losses, and {@code
 * RunFiles} keeps what a lost executor or driver goes on from.
 *
 * <p>To add a main, give {@code Program} its options and its work, and name it in docs/spark.md.
 */
package org.hetcomp.spark;
