package org.hetcomp.teacher;

import org.hetcomp.backend.Backend;
import org.hetcomp.data.Split;

/** A family of teachers. */
public interface TeacherFamily {
    /** The id as users write it and files name it. */
    String id();

    /** What it is, in a few words. */
    String title();

    /** The settings. */
    TeacherOptions defaults();

    /** An untrained teacher. */
    Teacher teacher(Backend backend, Split split, TeacherOptions options, long seed);
}
