package org.hetcomp.pipeline;

import java.util.List;
import org.hetcomp.distill.DistillerOptions;
import org.hetcomp.distill.EnsembleOptions;
import org.hetcomp.trajectory.Trajectory;

/**
 * What a student of a run is taught.
 *
 * @param teachers trajectories; none for a student by itself
 * @param ensemble how they are one
 */
record Lessons(List<Trajectory> teachers, EnsembleOptions ensemble) {
    /** How the student is trained. */
    DistillerOptions options(RunSpec spec) {
        return spec.distiller().withEnsemble(ensemble);
    }
}
