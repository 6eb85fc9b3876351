package org.hetcomp.pipeline;

import java.util.List;
import java.util.Map;
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
 * @param dim of every student
 * @param methods what each comes to, by id
 * @param tests of the differences between methods
 * @param seconds where the time went
 * @param peakMemoryMb of the whole process where the system tells
 * @param out the comparison's folder
 */
public record CompareAnswer(
        String engine,
        String device,
        DistillAnswer.Counts data,
        Map<String, Worth> teachers,
        Worth ensemble,
        int dim,
        Map<String, Trials> methods,
        List<PairedDifference> tests,
        Seconds seconds,
        long peakMemoryMb,
        String out) {
    /** Seconds by kind of work; the total is that of all processes that worked on the comparison. */
    public record Seconds(double teachers, double students, double total) {}

    static CompareAnswer of(
            Run run, TeacherSet set, int dim, Map<String, Trials> methods, List<PairedDifference> tests, Seconds s) {
        return new CompareAnswer(
                run.backend().name(),
                Devices.name(run.backend().device()),
                DistillAnswer.Counts.of(run.data()),
                set.each(),
                set.worth(run.data()),
                dim,
                methods,
                tests,
                s,
                Resources.peakMegabytes(),
                run.folder().folder().toString());
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
