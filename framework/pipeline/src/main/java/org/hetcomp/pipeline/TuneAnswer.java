package org.hetcomp.pipeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.hetcomp.eval.Measure;
import org.hetcomp.eval.Measures;

/**
 * What {@code tune} answers, to scripts and in {@code run.json}. Made by a {@link Tuning}.
 *
 * @param of {@code student}, or the id of a family
 * @param by the measure on valid that decides
 * @param data sizes
 * @param trials all settings that were tried, the default ones first
 * @param winner number of the one that won: the best on valid of the last round that was ended
 * @param isCut whether time was up before the search was through
 * @param seconds of all processes that worked on it
 * @param config file of the settings that won, for {@code --config}
 * @param out the search's folder
 */
public record TuneAnswer(
        String of,
        Measure by,
        DistillAnswer.Counts data,
        List<Tried> trials,
        int winner,
        boolean isCut,
        double seconds,
        String config,
        String out) {
    /**
     * Settings and how they went.
     *
     * @param number 0 for the default ones
     * @param settings values by name
     * @param rounds one after the other, each for more epochs
     */
    public record Tried(int number, Map<String, Double> settings, List<Round> rounds) {
        /** The last one; null if there was none. */
        public Round last() {
            return rounds.isEmpty() ? null : rounds.get(rounds.size() - 1);
        }
    }

    /**
     * A trial.
     *
     * @param epochs the most it was given
     * @param valid measures on valid; null if training diverged
     * @param score what decides, on valid; 0 if training diverged
     * @param seconds of its training
     */
    public record Round(int epochs, Measures valid, double score, double seconds) {
        double rank() {
            return valid == null ? -1 : score;
        }
    }

    static TuneAnswer of(Run run, TuneSpec spec, List<Tried> trials, int winner, boolean isCut, String config) {
        return new TuneAnswer(
                spec.of(),
                spec.common().judging().validateBy(),
                DistillAnswer.Counts.of(run.data()),
                trials,
                winner,
                isCut,
                run.folder().seconds(),
                config,
                run.folder().folder().toString());
    }

    /**
     * The best on valid of the last round that all its trials ended, or of as much of the first as there is; of equal ones the
     * first. A round that was cut says nothing of those that it did not come to.
     *
     * @param ended how many rounds were ended
     */
    static int best(List<Tried> trials, int ended) {
        return ranked(trials, Math.max(0, ended - 1)).stream().findFirst().orElse(0);
    }

    /** Those whose last round was this one, best first. */
    static List<Integer> ranked(List<Tried> trials, int round) {
        List<Tried> there = new ArrayList<>(
                trials.stream().filter(tried -> tried.rounds().size() > round).toList());
        there.sort(Comparator.<Tried>comparingDouble(
                        tried -> -tried.rounds().get(round).rank())
                .thenComparingInt(Tried::number));
        return there.stream().map(Tried::number).toList();
    }

    /** Whether nothing is missing. */
    public boolean isComplete() {
        return of != null
                && by != null
                && data != null
                && trials != null
                && winner >= 0
                && winner < trials.size()
                && trials.stream().allMatch(tried -> tried.settings() != null && tried.rounds() != null);
    }
}
