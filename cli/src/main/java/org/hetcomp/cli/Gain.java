package org.hetcomp.cli;

import java.util.Locale;
import org.hetcomp.eval.Popularity;
import org.hetcomp.pipeline.DistillAnswer;
import org.hetcomp.pipeline.Rival;
import org.hetcomp.pipeline.Worth;

/** What a distillation gained, in words: how much of the best there was is left, at which size. */
final class Gain {
    private static final String[] NUMBERS = {
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"
    };

    private Gain() {}

    /** Of a run. */
    static String of(DistillAnswer answer) {
        Worth student = answer.student().worth();
        if (Rival.isBelowPopularity(student.test().r50(), answer.baselines())) {
            return missed(student, answer.baselines().get(Popularity.ID));
        }
        if (answer.ensemble() == null) {
            return "A student by itself, without teachers: one model of " + size(student.size()) + ".";
        }
        return of(
                student,
                answer.ensemble(),
                answer.teachers().size(),
                answer.best().orElseThrow());
    }

    private static String missed(Worth student, Worth popularity) {
        return String.format(
                Locale.ROOT,
                "The student is worse than the most popular items: Recall@50 %.4f, not %.4f.%n"
                        + "It is no use as it is: see whether each row of the data is a liking, and train%n"
                        + "teachers that are better than that, longer or of other families.",
                student.test().r50(),
                popularity.test().r50());
    }

    /** Of a student that is worth something. */
    static String of(Worth student, Worth ensemble, int teachers, Rival best) {
        boolean sized = ensemble.isSized();
        String size = String.format(
                "one model of %s\ninstead of %s%s.",
                size(student.size()), models(teachers), sized ? " of " + size(ensemble.size()) : "");
        double most = best.worth().test().r50();
        if (!(most > 0)) {
            return "The ensemble finds nothing of what it is tested on. In size:\n" + size;
        }
        double reached = student.test().r50();
        return "The student " + (reached > most ? "reaches " : "keeps ") + percent(reached, most) + " of "
                + switch (best.kind()) {
                    case ENSEMBLE ->
                        "the ensemble's Recall@50"
                                + (sized
                                        ? " with " + share(student.size(), ensemble.size()) + " of its parameters:"
                                        : ":");
                    case TEACHER ->
                        "the Recall@50 of " + best.title() + ":\nthe ensemble of all has less, "
                                + less(reached, ensemble) + ";";
                    case BASELINE ->
                        "the Recall@50 of " + best.title() + ",\n"
                                + "which takes no training and has more than its teachers: better ones are needed,\n"
                                + "such as those of --families graph,ease.\n"
                                + "The ensemble has " + less(reached, ensemble) + ";";
                }
                + "\n" + size;
    }

    private static String less(double reached, Worth ensemble) {
        double whole = ensemble.test().r50();
        return String.format(Locale.ROOT, "%.4f", whole)
                + (whole > 0 ? ", of which it has " + percent(reached, whole) : "");
    }

    private static String percent(double reached, double most) {
        return String.format(Locale.ROOT, "%.0f%%", 100 * reached / most);
    }

    private static String share(long parameters, long of) {
        double ratio = (double) of / parameters;
        return ratio >= 1.5
                ? "1/" + Math.round(ratio)
                : String.format(Locale.ROOT, "%.0f%%", 100 * (double) parameters / of);
    }

    private static String models(int count) {
        String number = count < NUMBERS.length ? NUMBERS[count] : Integer.toString(count);
        return number + (count == 1 ? " model" : " models");
    }

    /** Parameters as floats and bytes. */
    static String size(long parameters) {
        String floats = parameters >= 1_000_000
                ? String.format(Locale.ROOT, "%.1f M floats", parameters / 1e6)
                : String.format(Locale.ROOT, "%,d floats", parameters);
        double megabytes = parameters * 4 / 1e6;
        return floats + String.format(Locale.ROOT, megabytes >= 10 ? " (%.0f MB)" : " (%.1f MB)", megabytes);
    }
}
