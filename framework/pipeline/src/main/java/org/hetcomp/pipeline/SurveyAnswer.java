package org.hetcomp.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.hetcomp.backend.Devices;
import org.hetcomp.distill.Method;

/**
 * What {@code compare} answers of several data sets or dimensions, to scripts and in {@code run.json}. Made by a {@link Survey}.
 *
 * @param engine the engine's name
 * @param device {@code cpu} or {@code gpu:N}
 * @param comparisons by data set, then by dimension
 * @param standings how each two methods stand over all of them, by each measure
 * @param seconds where the time went
 * @param peakMemoryMb of the whole process where the system tells
 * @param warnings what to look at before a student is used, of which comparison
 * @param out the folder
 */
public record SurveyAnswer(
        String engine,
        String device,
        List<Part> comparisons,
        List<Standing> standings,
        CompareAnswer.Seconds seconds,
        long peakMemoryMb,
        List<String> warnings,
        String out) {
    /**
     * One of the comparisons.
     *
     * @param set name of the data set
     * @param comparison what it came to, as of that set and dimension alone
     */
    public record Part(String set, CompareAnswer comparison) {
        /** Data set and dimension, in words. */
        public String title() {
            return set + ", dimension " + comparison.dim();
        }
    }

    static SurveyAnswer of(Run run, List<Part> parts, List<Method> methods, double trained) {
        List<String> warnings = new ArrayList<>();
        for (Part part : parts) {
            List<String> own = part.comparison().warnings();
            (own == null ? List.<String>of() : own).forEach(line -> warnings.add(part.title() + ": " + line));
        }
        double students = parts.stream()
                .mapToDouble(part -> part.comparison().seconds().students())
                .sum();
        return new SurveyAnswer(
                run.backend().name(),
                Devices.name(run.backend().device()),
                List.copyOf(parts),
                Standing.all(
                        methods.stream().map(Method::id).toList(),
                        parts.stream().map(Part::comparison).toList()),
                new CompareAnswer.Seconds(trained, students, run.folder().seconds()),
                Resources.peakMegabytes(),
                warnings,
                run.folder().folder().toString());
    }

    /** The standings by one measure. */
    public List<Standing> standings(String measure) {
        return standings.stream()
                .filter(standing -> standing.measure().equals(measure))
                .toList();
    }

    /** Whether nothing is missing. */
    public boolean isComplete() {
        return comparisons != null
                && standings != null
                && !comparisons.isEmpty()
                && comparisons.stream()
                        .allMatch(part ->
                                part.comparison() != null && part.comparison().isComplete());
    }
}
