package org.hetcomp.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hetcomp.eval.Measure;
import org.hetcomp.eval.Popularity;
import org.hetcomp.pipeline.Rival;
import org.hetcomp.pipeline.RunRecord;
import org.hetcomp.pipeline.Worth;
import org.hetcomp.report.chart.Numbers;

/** What a run of {@code distill} gained, in sentences for a person who knows nothing of it yet. */
record Headline(RunFiles files, RunModels models) {
    private static final String[] NUMBERS = {
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"
    };

    /** The sentence over all. */
    String title() {
        RunModels.Model student = models.student();
        if (student == null) {
            int done = files.evaluations().isEmpty()
                    ? 0
                    : files.evaluations().get(files.evaluations().size() - 1).epoch();
            return "Not finished yet: epoch " + done + " of at most " + files.setting("epochs");
        }
        Rival best = models.rival().orElse(null);
        Map<String, Worth> baselines = files.result().baselines();
        if (Rival.isBelowPopularity(student.test().r50(), baselines)) {
            return "The student is worse than the most popular items: Recall@50 of "
                    + Numbers.fixed(student.test().r50(), 3) + ", not "
                    + Numbers.fixed(baselines.get(Popularity.ID).test().r50(), 3);
        }
        if (!isTaught()) {
            return "One model by itself, without teachers: Recall@50 of "
                    + Numbers.fixed(student.test().r50(), 3) + " with " + size(student.parameters()) + " parameters";
        }
        if (!(models.ensemble().test().r50() > 0)) {
            return "The ensemble finds nothing of what it is tested on, so there is nothing to keep";
        }
        double kept = student.test().r50() / best.worth().test().r50();
        long whole = models.ensemble().parameters();
        return "One " + (whole >= 1.5 * student.parameters() ? "small model " : "model ")
                + (kept >= 1 ? "reaches " : "keeps ") + Numbers.percent(kept) + " of the Recall of "
                + (best.kind() == Rival.Kind.ENSEMBLE
                        ? "an ensemble of " + number() + ", with " + share(student.parameters(), whole)
                                + " of its parameters"
                        : best.title() + ", which is better than "
                                + (best.kind() == Rival.Kind.TEACHER ? "all as one" : "its teachers"));
    }

    /** The sentences after it. */
    List<String> lead() {
        List<String> lead = new ArrayList<>();
        RunModels.Model student = models.student();
        if (student == null) {
            lead.add("The page shows what the folder holds so far. Go on with hetcomp distill --resume, then make it"
                    + " anew.");
            return lead;
        }
        if (isTaught()) {
            RunModels.Model ensemble = models.ensemble();
            String text = "On " + data() + ", an ensemble of " + number()
                    + (models.teachers().size() == 1 ? " teacher" : " teachers") + " finds " + found(ensemble)
                    + " of the items held back from each user among the first 50 that it recommends, with "
                    + size(ensemble.parameters()) + " parameters. The student distilled from it finds "
                    + found(student) + " with " + size(student.parameters()) + ".";
            if (models.alone() != null) {
                text += " The same kind of model trained without teachers finds " + found(models.alone())
                        + gain(student, models.alone()) + ".";
            }
            lead.add(text + counted());
        } else {
            lead.add("On " + data() + ", it finds " + found(student)
                    + " of the items held back from each user among the first 50 that it recommends." + counted());
        }
        return lead;
    }

    /** What baselines find. */
    private String counted() {
        return models.baselines().isEmpty()
                ? ""
                : models.baselines().stream()
                        .map(model -> "the " + model.title() + " " + found(model))
                        .collect(Collectors.joining(", ", " Without any training, counting finds: ", "."));
    }

    private static String gain(RunModels.Model student, RunModels.Model alone) {
        double more = student.test().r50() / alone.test().r50() - 1;
        if (!Double.isFinite(more)) {
            return "";
        }
        boolean same = student.parameters() == alone.parameters();
        return ": its teachers " + (more < 0 ? "lower" : "raise") + " that by " + Numbers.percent(Math.abs(more))
                + (same ? "" : ", though the sizes differ");
    }

    /** The numbers of the row at the top. */
    List<Page.Key> keys() {
        RunModels.Model student = models.student();
        List<Page.Key> keys = new ArrayList<>();
        if (student == null) {
            return keys;
        }
        RunModels.Model held = isTaught() ? models.ensemble() : null;
        Rival best = isTaught() ? models.rival().orElse(null) : null;
        keys.add(new Page.Key("Recall@50", Numbers.fixed(student.test().r50(), 3), against(Measure.R50, best)));
        keys.add(new Page.Key("NDCG@10", Numbers.fixed(student.test().n10(), 3), against(Measure.N10, best)));
        keys.add(new Page.Key(
                "parameters",
                Numbers.count(student.parameters()),
                held == null
                        ? Numbers.digits(student.parameters() * 4 / 1e6) + " MB"
                        : share(student.parameters(), held.parameters()) + " of " + size(held.parameters())));
        keys.add(new Page.Key(
                "time",
                Numbers.seconds(files.result().seconds().total()),
                files.hasTrainedTeachers()
                        ? "of which teachers "
                                + Numbers.seconds(files.result().seconds().teachers())
                        : models.teachers().isEmpty() ? "in all" : "with teachers trained before"));
        return keys;
    }

    private String against(Measure measure, Rival best) {
        return best == null
                ? "on test"
                : Numbers.percent(measure.of(models.student().test())
                                / measure.of(best.worth().test())) + " of "
                        + (best.kind() == Rival.Kind.ENSEMBLE ? "the ensemble's" : best.title());
    }

    /** What to look at before the student is used. */
    List<String> warnings() {
        return files.result() == null || files.result().warnings() == null
                ? List.of()
                : files.result().warnings();
    }

    /** Whether there was an ensemble that the student was taught by. */
    boolean isTaught() {
        return models.ensemble() != null && !files.setting("method").equals("none");
    }

    /** The data in a few words: the last part of a path. */
    String data() {
        return data(files.run());
    }

    /** The same of any run. */
    static String data(RunRecord run) {
        String name = run.data().name();
        String[] parts = name == null ? new String[0] : name.split("[/\\\\]");
        return parts.length == 0 ? "its data" : parts[parts.length - 1];
    }

    private String number() {
        int count = models.teachers().size();
        return count < NUMBERS.length ? NUMBERS[count] : Integer.toString(count);
    }

    private static String found(RunModels.Model model) {
        return Numbers.fixed(100 * model.test().r50(), 1) + "%";
    }

    private static String size(long parameters) {
        return Numbers.count(parameters).replace("M", "million").replace("G", "billion");
    }

    /** Such as {@code 1/37} where it is small, else in percent. */
    static String share(double part, double whole) {
        return whole / part >= 1.5 ? "1/" + Math.round(whole / part) : Numbers.percent(part / whole);
    }
}
