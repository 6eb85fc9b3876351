package org.hetcomp.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.Devices;
import org.hetcomp.data.Dataset;
import org.hetcomp.distill.Outcome;
import org.hetcomp.eval.Assessment;
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
 * @param weights of the teachers in the ensemble, as they were chosen on valid; null if nothing was chosen
 * @param baselines what popularity and an item neighbourhood are worth, by id; null of runs that measured none
 * @param student what came of it
 * @param epochs the student was trained
 * @param bestEpoch after which of them it was kept
 * @param seconds where the time went
 * @param peakMemoryMb of the whole process where the system tells
 * @param examples what some users had and are recommended; null of runs of an earlier version
 * @param warnings what to look at before it is used; null of runs that had none
 * @param out the run's folder
 * @param refit what was trained once more on all pairs; null if nothing was
 * @param encoder what the student answers users by that it never saw; null where it does not
 * @param keep how the student's dimension was found; null if it was given
 */
public record DistillAnswer(
        String engine,
        String device,
        Counts data,
        Map<String, Worth> teachers,
        Worth ensemble,
        Weights weights,
        Map<String, Worth> baselines,
        StudentWorth student,
        int epochs,
        int bestEpoch,
        Seconds seconds,
        long peakMemoryMb,
        List<Example> examples,
        List<String> warnings,
        String out,
        Refit refit,
        NewUsers encoder,
        Kept keep) {
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
    public record StudentWorth(int dim, long parameters, Measures valid, Measures test, Assessment more) {
        /** The same as of any model. */
        public Worth worth() {
            return new Worth(valid, test, parameters, more);
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

    /**
     * What a student answers users by that it never saw.
     *
     * @param kind {@code map} or {@code full}
     * @param met share of the squares of users' vectors that is met, of users held out in folds; null if there are too few
     * @param seconds that the fit took
     */
    public record NewUsers(String kind, Double met, double seconds) {}

    /** What a student is shown beside, and what there is to warn of. */
    record Beside(
            Map<String, Worth> teachers,
            Worth ensemble,
            Weights weights,
            Map<String, Worth> baselines,
            List<String> warnings) {
        /** The same with further warnings. */
        Beside warned(List<String> more) {
            List<String> all = new ArrayList<>(warnings);
            all.addAll(more);
            return new Beside(teachers, ensemble, weights, baselines, List.copyOf(all));
        }
    }

    static DistillAnswer of(
            Run run, Beside beside, StudentStage.Distilled distilled, Seconds s, List<Example> examples, Refit refit) {
        Backend backend = run.backend();
        Card card = distilled.card();
        Outcome outcome = distilled.outcome();
        long width = (long) run.data().split().users() + run.data().split().items();
        return new DistillAnswer(
                backend.name(),
                Devices.name(backend.device()),
                Counts.of(run.data()),
                beside.teachers(),
                beside.ensemble(),
                beside.weights(),
                beside.baselines(),
                new StudentWorth(
                        Math.toIntExact(card.parameters() / width),
                        card.parameters(),
                        card.valid(),
                        card.test(),
                        distilled.more()),
                outcome.epochs(),
                outcome.bestEpoch(),
                s,
                Resources.peakMegabytes(),
                examples,
                beside.warnings(),
                run.folder().folder().toString(),
                refit,
                distilled.encoder().answer(),
                distilled.kept());
    }

    /** The best that the student is held against, on test; none of a run of an earlier version without teachers. */
    public Optional<Rival> best() {
        return Rival.best(ensemble, teachers, baselines);
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
