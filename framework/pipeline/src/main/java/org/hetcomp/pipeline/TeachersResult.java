package org.hetcomp.pipeline;

/**
 * What training teachers came to.
 *
 * @param answer everything in figures: what {@code teachers --json} answers
 * @param teachers as they lie in the run's folder
 */
public record TeachersResult(TeachersAnswer answer, TeacherSet teachers) {}
