package org.hetcomp.pipeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hetcomp.eval.Baseline;
import org.hetcomp.eval.Popularity;

/**
 * What a student is held against: the ensemble, a teacher or a baseline.
 *
 * @param kind what it is
 * @param id its id; empty of the ensemble
 * @param worth what it is worth
 */
public record Rival(Kind kind, String id, Worth worth) {
    /** What a student is held against. */
    public enum Kind {
        /** All teachers as one. */
        ENSEMBLE,
        /** One of the teachers. */
        TEACHER,
        /** Popularity, or an item neighbourhood. */
        BASELINE
    }

    /**
     * The one with the most Recall@50 on test; of equal ones the ensemble, then a teacher.
     *
     * @param ensemble null if there is none
     * @param teachers by id
     * @param baselines by id; null of runs that measured none
     */
    public static Optional<Rival> best(Worth ensemble, Map<String, Worth> teachers, Map<String, Worth> baselines) {
        List<Rival> all = new ArrayList<>();
        if (ensemble != null) {
            all.add(new Rival(Kind.ENSEMBLE, "", ensemble));
        }
        teachers.forEach((id, worth) -> all.add(new Rival(Kind.TEACHER, id, worth)));
        if (baselines != null) {
            baselines.forEach((id, worth) -> all.add(new Rival(Kind.BASELINE, id, worth)));
        }
        return all.stream()
                .min(Comparator.comparingDouble(
                        (Rival one) -> -one.worth().test().r50()));
    }

    /** How to call it in a sentence. */
    public String title() {
        return switch (kind) {
            case ENSEMBLE -> "the ensemble";
            case TEACHER -> id + ", its best teacher";
            case BASELINE -> "the " + Baseline.title(id);
        };
    }

    /**
     * Whether that much Recall@50 on test is less than the most popular items have, which is no use to anyone.
     *
     * @param baselines by id; null of runs that measured none
     */
    public static boolean isBelowPopularity(double recall50, Map<String, Worth> baselines) {
        Worth popularity = baselines == null ? null : baselines.get(Popularity.ID);
        return popularity != null && recall50 < popularity.test().r50();
    }
}
