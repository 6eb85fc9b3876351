package org.hetcomp.pipeline;

import java.util.Map;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.Devices;
import org.hetcomp.data.Dataset;
import org.hetcomp.distill.Outcome;
import org.hetcomp.eval.Measures;
import org.hetcomp.model.Card;

/**
 * What {@code distill} answers, to scripts and in {@code run.json}. Made by a {@link Distillation}.
 *
 * @param engine the engine's name
 * @param device {@code cpu} or {@code gpu:N}
 * @param data sizes
 * @param teachers what each is worth, by id
 * @param ensemble what they are worth as one; null without teachers
 * @param student what came of it
 * @param epochs the student was trained
 * @param bestEpoch after which of them it was kept
 * @param seconds where the time went
 * @param peakMemoryMb of the whole process where the system tells
 * @param out the run's folder
 * @param refit what was trained once more on all pairs; null if nothing was
 */
public record DistillAnswer(
        String engine,
        String device,
        Counts data,
        Map<String, Worth> teachers,
        Worth ensemble,
        StudentWorth student,
        int epochs,
        int bestEpoch,
        Seconds seconds,
        long peakMemoryMb,
        String out,
        Refit refit) {
    /** Sizes of the data. */
    public record Counts(int users, int items, int train) {
        /** Those of a data set. */
        public static Counts of(Dataset data) {
            return new Counts(
                    data.split().users(),
                    data.split().items(),
                    data.split().train().size());
        }
    }

    /** How large the student is, and how good. */
    public record StudentWorth(int dim, long parameters, Measures valid, Measures test) {
        /** The same as of any model. */
        public Worth worth() {
            return new Worth(valid, test, parameters);
        }
    }

    /** Seconds by kind of work; the total is that of all processes that worked on the run. */
    public record Seconds(double teachers, double curriculum, double distill, double evaluate, double total) {}

    /**
     * The student that was trained once more on train, valid and test.
     *
     * @param epochs as many as were found best before
     * @param teachers how many teachers were trained so too; the others stay as they were
     * @param seconds of all that
     * @param out its folder
     */
    public record Refit(int epochs, int teachers, double seconds, String out) {}

    static DistillAnswer of(
            Run run, TeacherSet teachers, Worth ensemble, StudentStage.Distilled distilled, Seconds s, Refit refit) {
        Backend backend = run.backend();
        Card card = distilled.card();
        Outcome outcome = distilled.outcome();
        long width = (long) run.data().split().users() + run.data().split().items();
        return new DistillAnswer(
                backend.name(),
                Devices.name(backend.device()),
                Counts.of(run.data()),
                teachers.each(),
                ensemble,
                new StudentWorth(
                        Math.toIntExact(card.parameters() / width), card.parameters(), card.valid(), card.test()),
                outcome.epochs(),
                outcome.bestEpoch(),
                s,
                Resources.peakMegabytes(),
                run.folder().folder().toString(),
                refit);
    }

    /** Whether nothing is missing. */
    public boolean isComplete() {
        return student != null
                && student.worth().isComplete()
                && data != null
                && teachers != null
                && teachers.values().stream().allMatch(Worth::isComplete)
                && (ensemble == null || ensemble.isComplete())
                && seconds != null;
    }
}
