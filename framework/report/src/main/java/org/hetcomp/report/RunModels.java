package org.hetcomp.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hetcomp.eval.Baseline;
import org.hetcomp.eval.Measures;
import org.hetcomp.model.Card;
import org.hetcomp.pipeline.DistillAnswer;
import org.hetcomp.pipeline.Rival;
import org.hetcomp.pipeline.Worth;
import org.hetcomp.report.chart.Tone;
import org.hetcomp.teacher.TeacherFamilies;
import org.hetcomp.teacher.TeacherFamily;

/**
 * The models that a run of {@code distill} is about.
 *
 * @param teachers best on test first
 * @param baselines popularity and such; none of runs of earlier versions
 * @param ensemble of them; null without teachers
 * @param student null while it is not finished
 * @param alone the same model without teachers; null if no run of that is at hand
 */
record RunModels(List<Model> teachers, List<Model> baselines, Model ensemble, Model student, Model alone) {
    /**
     * A model.
     *
     * @param name as short as can be
     * @param title what it is
     */
    record Model(String name, String title, Worth worth, Tone tone) {
        Measures valid() {
            return worth.valid();
        }

        Measures test() {
            return worth.test();
        }

        /** 0 if that is not known. */
        long parameters() {
            return worth.size();
        }
    }

    /**
     * Those of a run.
     *
     * @param alone a run of {@code --method none}, or null
     */
    static RunModels of(RunFiles files, RunFiles alone) {
        List<Model> teachers = new ArrayList<>();
        DistillAnswer result = files.result();
        if (result == null) {
            files.cards().forEach((id, card) -> teachers.add(teacher(id, card)));
        } else {
            result.teachers()
                    .forEach((id, worth) ->
                            teachers.add(model(id, titleOf(id, files.cards().get(id)), worth, Tone.QUIET)));
        }
        teachers.sort(Comparator.comparingDouble(model -> -model.test().r50()));
        List<Model> baselines = new ArrayList<>();
        if (result != null && result.baselines() != null) {
            result.baselines().forEach((id, worth) -> baselines.add(model(id, Baseline.title(id), worth, Tone.QUIET)));
        }
        return new RunModels(
                List.copyOf(teachers),
                List.copyOf(baselines),
                result == null || result.ensemble() == null
                        ? null
                        : model("ensemble", "all " + teachers.size() + " as one", result.ensemble(), Tone.INK),
                result == null
                        ? null
                        : model("student", dimension(files), result.student().worth(), Tone.ACCENT),
                alone == null
                        ? null
                        : model(
                                "alone",
                                "no teachers, " + dimension(alone),
                                alone.result().student().worth(),
                                Tone.CONTRAST));
    }

    private static String dimension(RunFiles files) {
        boolean isFound = files.isComplete() && files.result().keep() != null;
        return "dimension " + (isFound ? files.result().keep().dim() : files.setting("dim"));
    }

    private static Model model(String name, String title, Worth worth, Tone tone) {
        return new Model(name, title, worth, tone);
    }

    private static Model teacher(String id, Card card) {
        return new Model(id, titleOf(id, card), Worth.of(card), Tone.QUIET);
    }

    private static String titleOf(String id, Card card) {
        if (card != null && card.title() != null) {
            return card.title();
        }
        return TeacherFamilies.all().stream()
                .filter(family -> family.id().equals(id))
                .map(TeacherFamily::title)
                .findFirst()
                .orElse("");
    }

    /** The teacher that is best on valid, by which the best one would be chosen. */
    Optional<Model> best() {
        return teachers.stream()
                .max(Comparator.comparingDouble(model -> model.valid().r50()));
    }

    /** What the student is held against, the best on test; none of a run of an earlier version without teachers. */
    Optional<Rival> rival() {
        Map<String, Worth> worths = new LinkedHashMap<>();
        teachers.forEach(model -> worths.put(model.name(), model.worth()));
        Map<String, Worth> counted = new LinkedHashMap<>();
        baselines.forEach(model -> counted.put(model.name(), model.worth()));
        return Rival.best(ensemble == null ? null : ensemble.worth(), worths, counted);
    }

    /** Teachers, baselines, ensemble, student, and the student without teachers. */
    List<Model> all() {
        List<Model> all = new ArrayList<>(teachers);
        all.addAll(baselines);
        for (Model model : new Model[] {ensemble, student, alone}) {
            if (model != null) {
                all.add(model);
            }
        }
        return all;
    }
}
