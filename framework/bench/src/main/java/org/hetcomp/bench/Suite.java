package org.hetcomp.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.hetcomp.backend.Backend;
import org.hetcomp.io.EnumIds;

/** What is measured together, in one process per backend. */
public enum Suite {
    /** Operators, losses, ranking, the curriculum and evaluation, on drawn data. */
    KERNELS(false, false, (backend, workload, models, scratch) -> Kernels.tasks(backend, workload)),
    /** An epoch of each family. */
    TEACHERS(false, false, (backend, workload, models, scratch) -> TeacherWork.tasks(backend, workload)),
    /** A fixed number of epochs of distillation, end to end. */
    DISTILL(true, false, (backend, workload, models, scratch) -> DistillWork.tasks(backend, workload, models)),
    /** Top-N by students, teachers and their ensemble. */
    RECOMMEND(true, true, (backend, workload, models, scratch) -> ServingWork.tasks(backend, workload, models)),
    /** An epoch of distillation from first to last, on drawn data of any size. */
    GROWTH(false, false, (backend, workload, models, scratch) -> GrowthWork.tasks(backend, workload, scratch));

    private final boolean taught;
    private final boolean serves;
    private final Tasks tasks;

    Suite(boolean taught, boolean serves, Tasks tasks) {
        this.taught = taught;
        this.serves = serves;
        this.tasks = tasks;
    }

    private interface Tasks {
        List<Task> of(Backend backend, Workload workload, Models models, Path scratch);
    }

    /** As users write it. */
    public String id() {
        return EnumIds.of(this);
    }

    /** Ids of all. */
    public static List<String> ids() {
        return EnumIds.all(Suite.class);
    }

    /** Those that are measured unless others are asked for: growth takes as long as its data are large. */
    public static List<Suite> usual() {
        return Arrays.stream(values()).filter(suite -> suite != GROWTH).toList();
    }

    /** The suite of that id, which is one of {@link #ids}. */
    public static Suite named(String id) {
        return EnumIds.find(Suite.class, id).orElseThrow(() -> new IllegalArgumentException("no suite " + id));
    }

    /** Whether it takes the workload's data. */
    public boolean takesData() {
        return this != KERNELS && this != GROWTH;
    }

    /** Whether it takes trained teachers. */
    public boolean takesTeachers() {
        return taught;
    }

    /** Whether it takes trained students. */
    public boolean takesStudents() {
        return serves;
    }

    /** Its tasks on an open backend, in the order in which they are measured. */
    List<Task> tasks(Backend backend, Workload workload, Models models, Path scratch) {
        return tasks.of(backend, workload, models, scratch);
    }
}
