/**
 * Methods held against one another: what students of several seeds come to, and whether a difference is more than
 * chance.
 *
 * <p>Read {@link org.hetcomp.compare.Trials} first, the students of one method, then {@link
 * org.hetcomp.compare.PairedDifference}. Nothing here trains: the students are those of runs of {@code distill}, which
 * the command {@code compare} makes or finds.
 */
package org.hetcomp.compare;
