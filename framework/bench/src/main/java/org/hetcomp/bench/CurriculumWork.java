package org.hetcomp.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hetcomp.data.Rankings;
import org.hetcomp.distill.Curriculum;
import org.hetcomp.distill.CurriculumOptions;
import org.hetcomp.distill.Ensemble;
import org.hetcomp.distill.EnsembleOptions;
import org.hetcomp.distill.Supervision;
import org.hetcomp.trajectory.Trajectory;

/**
 * The dearest update of the curriculum, in seconds: every user moves on with every teacher, so that all discrepancies
 * are computed twice and all of the supervision is built anew. The student's rankings are given.
 */
final class CurriculumWork implements Work {
    // Discrepancies are at most 1: having come from 2, everyone has come near enough to move.
    private static final double FAR = 2;
    private static final int EPOCH = 10;

    private final Ensemble ensemble;
    private final Curriculum curriculum;
    private final Supervision supervision;
    private final Rankings student;

    CurriculumWork(DrawnData data) {
        List<Trajectory> teachers = data.teachers();
        ensemble = new Ensemble(teachers, EnsembleOptions.defaults());
        curriculum = new Curriculum(teachers, CurriculumOptions.published());
        supervision = ensemble.supervision(curriculum.selected());
        student = data.student(curriculum.depth());
    }

    @Override
    public double[] run() {
        for (int x = 0; x < curriculum.selected().length; x++) {
            Arrays.fill(curriculum.selected()[x], (byte) 0);
            Arrays.fill(curriculum.last()[x], FAR);
        }
        Timer timer = new Timer();
        int[] moved = curriculum.update(EPOCH, student);
        ensemble.rebuild(supervision, curriculum.selected(), moved);
        double seconds = timer.seconds();
        if (moved.length != student.users()) {
            throw new IllegalStateException(moved.length + " of " + student.users() + " users moved");
        }
        return new double[] {seconds};
    }

    @Override
    public Map<String, float[]> sample() {
        int[] ids = supervision.unobserved().ids();
        float[] items = new float[ids.length];
        for (int j = 0; j < items.length; j++) {
            items[j] = ids[j];
        }
        return Map.of("supervision", items);
    }
}
