package org.hetcomp.pipeline;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.hetcomp.eval.Assessment;
import org.hetcomp.eval.Measure;
import org.hetcomp.eval.Measures;

/**
 * The students of one method, and what they come to on test.
 *
 * @param mean over seeds
 * @param std standard deviation over seeds, of the sample; null of one seed
 * @param parameters of a student, in floats
 * @param set what the comparison set of the method, by name ({@link MethodSettings}); null for nothing
 * @param runs a trial per seed
 */
public record Trials(Measures mean, Measures std, long parameters, Map<String, Double> set, List<Trial> runs) {
    /** Sums up trials of a method as it is, of which there is one at least. */
    public static Trials of(long parameters, List<Trial> runs) {
        return of(parameters, null, runs);
    }

    /** The same of a method of which something was set. */
    static Trials of(long parameters, Map<String, Double> set, List<Trial> runs) {
        Measures mean = Measures.mean(runs.stream().map(Trial::test).toList());
        return new Trials(mean, runs.size() < 2 ? null : deviation(runs, mean), parameters, set, List.copyOf(runs));
    }

    /** On valid, mean over seeds. */
    public Measures valid() {
        return Measures.mean(runs.stream().map(Trial::valid).toList());
    }

    /** What a student of the method is worth, in the mean. */
    public Worth worth() {
        return new Worth(valid(), mean, parameters, more());
    }

    /** On test, mean over seeds; NaN if it was not measured. */
    public double test(Measure measure) {
        return runs.stream().mapToDouble(run -> run.test(measure)).sum() / runs.size();
    }

    /** What else is known of them, mean over seeds; null of runs of an earlier version. */
    public Assessment more() {
        return runs.stream().anyMatch(run -> run.more() == null)
                ? null
                : Assessment.mean(runs.stream().map(Trial::more).toList());
    }

    /** Discrepancy from the ensemble's ranking, mean over seeds; NaN if it was not measured. */
    public double discrepancy() {
        return runs.stream()
                .mapToDouble(run -> run.discrepancy() == null ? Double.NaN : run.discrepancy())
                .average()
                .orElse(Double.NaN);
    }

    /** Whether a student was best in its last epoch, and might have become better by going on as it did. */
    public boolean isUnfinished() {
        return runs.stream().anyMatch(run -> run.fell() == null && run.bestEpoch() >= run.epochs());
    }

    /** Whether nothing is missing. */
    public boolean isComplete() {
        return mean != null
                && runs != null
                && runs.stream().allMatch(run -> run.valid() != null && run.test() != null && run.out() != null);
    }

    private static Measures deviation(List<Trial> runs, Measures mean) {
        ToDoubleFunction<Measure> of = measure -> {
            double sum = 0;
            for (Trial run : runs) {
                double distance = measure.of(run.test()) - measure.of(mean);
                sum += distance * distance;
            }
            return Math.sqrt(sum / (runs.size() - 1));
        };
        return new Measures(
                of.applyAsDouble(Measure.R10),
                of.applyAsDouble(Measure.R50),
                of.applyAsDouble(Measure.N10),
                of.applyAsDouble(Measure.N50));
    }
}
