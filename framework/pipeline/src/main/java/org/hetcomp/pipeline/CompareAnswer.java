package org.hetcomp.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hetcomp.backend.Devices;
import org.hetcomp.eval.PairedDifference;

/**
 * What {@code compare} answers, to scripts and in {@code run.json}. Made by a {@link Comparison}.
 *
 * @param engine the engine's name
 * @param device {@code cpu} or {@code gpu:N}
 * @param data sizes
 * @param teachers what each is worth, by id
 * @param ensemble what they are worth as one; null without teachers
 * @param weights of the teachers in the ensemble, as they were chosen on valid; null if nothing was chosen
 * @param baselines what popularity and an item neighbourhood are worth, by id; null of runs that measured none
 * @param dim of every student
 * @param methods what each comes to, by id
 * @param tests of the differences between methods
 * @param seconds where the time went
 * @param peakMemoryMb of the whole process where the system tells
 * @param warnings what to look at before a student is used; null of runs that had none
 * @param out the comparison's folder
 */
public record CompareAnswer(
        String engine,
        String device,
        DistillAnswer.Counts data,
        Map<String, Worth> teachers,
        Worth ensemble,
        Weights weights,
        Map<String, Worth> baselines,
        int dim,
        Map<String, Trials> methods,
        List<PairedDifference> tests,
        Seconds seconds,
        long peakMemoryMb,
        List<String> warnings,
        String out) {
    /** Seconds by kind of work; the total is that of all processes that worked on the comparison. */
    public record Seconds(double teachers, double students, double total) {}

    static CompareAnswer of(
            Run run,
            DistillAnswer.Beside beside,
            int dim,
            Map<String, Trials> methods,
            List<PairedDifference> tests,
            Seconds s) {
        return new CompareAnswer(
                run.backend().name(),
                Devices.name(run.backend().device()),
                DistillAnswer.Counts.of(run.data()),
                beside.teachers(),
                beside.ensemble(),
                beside.weights(),
                beside.baselines(),
                dim,
                methods,
                tests,
                s,
                Resources.peakMegabytes(),
                beside.warnings(),
                run.folder().folder().toString());
    }

    /** What was set of methods, as {@code METHOD.NAME=X} with commas between; empty where nothing was. */
    public String set() {
        return methods.entrySet().stream()
                .filter(method -> method.getValue().set() != null)
                .map(method ->
                        MethodSettings.words(method.getKey(), method.getValue().set()))
                .collect(Collectors.joining(","));
    }

    /** How many students each method has. */
    public int seeds() {
        return methods.values().iterator().next().runs().size();
    }

    /** The tests by pair of methods, each with all measures, in the order of the tests. */
    public List<List<PairedDifference>> pairs() {
        Map<Set<String>, List<PairedDifference>> pairs = new LinkedHashMap<>();
        tests.forEach(test -> pairs.computeIfAbsent(Set.copyOf(test.methods()), key -> new ArrayList<>())
                .add(test));
        return List.copyOf(pairs.values());
    }

    /** Those of two methods that were best in their last epoch, so that what they come to is not known. */
    public List<String> unfinished(PairedDifference test) {
        return test.methods().stream()
                .filter(method -> methods.get(method).isUnfinished())
                .toList();
    }

    /** Whether a difference is more than the choice of users and of seeds explains, between methods that were trained to their end. */
    public boolean isMoreThanChance(PairedDifference test) {
        return test.isSignificant() && test.seeds() > 1 && unfinished(test).isEmpty();
    }

    /** Whether nothing is missing. */
    public boolean isComplete() {
        return data != null
                && teachers != null
                && tests != null
                && methods != null
                && !methods.isEmpty()
                && methods.values().stream().allMatch(Trials::isComplete)
                && (ensemble == null || ensemble.isComplete());
    }
}
