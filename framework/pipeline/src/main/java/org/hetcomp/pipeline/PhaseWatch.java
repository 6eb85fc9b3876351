package org.hetcomp.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hetcomp.distill.Progress;
import org.hetcomp.model.Card;
import org.hetcomp.trajectory.Trajectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says where a curriculum has no way to walk, and where a student leaves a phase with less than counting knows. */
final class PhaseWatch {
    private static final Logger LOG = LoggerFactory.getLogger(PhaseWatch.class);

    private final RunSpec spec;
    private final Worth popularity;
    private final double chance;
    private final List<String> warnings = new ArrayList<>();
    private Progress before;

    /**
     * Before the student is trained.
     *
     * @param popularity what that is worth
     * @param chance Recall@50 that guessing comes to
     */
    PhaseWatch(RunSpec spec, Worth popularity, double chance) {
        this.spec = spec;
        this.popularity = popularity;
        this.chance = chance;
    }

    /** Looks at the teachers that a curriculum is to walk along. */
    void begin(List<Trajectory> teachers) {
        List<String> still = teachers.stream()
                .filter(teacher -> teacher.size() == 1)
                .map(Trajectory::teacher)
                .toList();
        if (spec.method().hasCurriculum() && still.size() == teachers.size()) {
            warn("every teacher has one snapshot: " + spec.method().id()
                    + " has no way to walk and is no more than --method converged");
        } else if (spec.method().hasCurriculum() && !still.isEmpty()) {
            warn("one snapshot of " + String.join(", ", still)
                    + ": the curriculum walks along the other teachers only");
        }
    }

    /** Hears of an evaluation; the last one of a phase is known by the next phase's first. */
    void heard(Progress progress) {
        if (before != null && !before.phase().equals(progress.phase())) {
            String name = "the student at the end of " + before.phase();
            Worth then = new Worth(before.valid(), null, 0L);
            Shortfalls.of(Map.of(name, then), popularity, chance).forEach(this::warn);
        }
        before = progress;
    }

    private void warn(String line) {
        LOG.warn(line);
        warnings.add(line);
    }

    /**
     * Looks at the student that came of it.
     *
     * @return all that was said
     */
    List<String> ended(Card student) {
        String last = spec.method().lastPhase();
        if (last != null && before != null && !before.phase().equals(last)) {
            warn("training ended in the phase " + before.phase() + ", before " + last + ": give it more --epochs");
        }
        warnings.addAll(Shortfalls.tell(Map.of("the student", Worth.of(student)), popularity, chance));
        return warnings();
    }

    /** All that was said so far. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }
}
