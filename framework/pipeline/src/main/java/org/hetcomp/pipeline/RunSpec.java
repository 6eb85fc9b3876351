package org.hetcomp.pipeline;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.hetcomp.data.DataSpec;
import org.hetcomp.distill.DistillerOptions;
import org.hetcomp.distill.Method;
import org.hetcomp.distill.Partition;

/**
 * All that decides what a run of {@code distill} comes to, resolved. Made by {@link #of} and the {@code with} methods.
 *
 * @param data which data, divided how
 * @param engine which engine
 * @param teachers words for teachers, separated by commas: {@value #TRAIN} for those that the run trains, and what each
 *     {@link TeacherSource} is written as
 * @param repository repositories to look in for those of the zoo; empty for those that the environment names
 * @param families ids of the families to train; empty if none is trained
 * @param teacherEpochs the most epochs of a teacher; 0 for what its family takes
 * @param method what the student is taught by
 * @param dim the student's dimension, 1 to 4096
 * @param epochs the most epochs of the student, from 1
 * @param partition items that the losses sum over
 * @param seed decides what training draws
 * @param refit true if teachers and student are trained once more in the end, on train, valid and test; else null
 * @param noSeen true if what users have seen is not to travel with the models; else null
 * @param lr Adam's step size for the student, above 0; null for what its method takes
 * @param weightDecay weight of the student's squared parameters, at least 0; null for what its method takes
 * @param set settings of the method by id ({@link org.hetcomp.distill.Setting}), those of a comparison as {@code METHOD.ID}; null for what it takes
 * @param teacherLr step sizes of families, by id; null for what each takes
 * @param teacherWeightDecay weights of the regularisation of families, by id; null for what each takes
 * @param judging by what models are measured and their best epoch is chosen; the standard if null
 * @param encoder what the student answers users by that it never saw; all that helps if null
 * @param from the folder of the run that teachers and student start from; null if they start from nothing
 * @param equalWeights true if all teachers count alike in the ensemble, as published; null if that is chosen on valid
 * @param keep the share of what the ensemble has on valid by which the smallest student is found; null for one of dimension dim
 */
public record RunSpec(
        DataSpec data,
        String engine,
        String teachers,
        String repository,
        List<String> families,
        int teacherEpochs,
        Method method,
        int dim,
        int epochs,
        Partition partition,
        long seed,
        Boolean refit,
        Boolean noSeen,
        Double lr,
        Double weightDecay,
        Map<String, Double> set,
        Map<String, Double> teacherLr,
        Map<String, Double> teacherWeightDecay,
        Judging judging,
        EncoderKind encoder,
        String from,
        Boolean equalWeights,
        Double keep)
        implements Spec {
    /** The command that makes such runs. */
    public static final String COMMAND = "distill";

    /** Word for teachers that are trained in the run. */
    public static final String TRAIN = "train";

    /** The greatest dimension of a student, and of a teacher. */
    public static final int MOST_DIM = 4096;

    /** The most epochs. */
    public static final int MOST_EPOCHS = 1_000_000;

    /** Fills in what runs of an older version do not say, and checks the ranges. What is as it is by default is null. */
    public RunSpec {
        partition = partition == null ? Partition.FULL : partition;
        families = List.copyOf(families);
        judging = judging == null ? Judging.STANDARD : judging;
        Steps.requireWithin("dim", dim, 1, MOST_DIM);
        Steps.requireWithin("epochs", epochs, 1, MOST_EPOCHS);
        Steps.requireWithin("teacherEpochs", teacherEpochs, 0, MOST_EPOCHS);
        refit = Boolean.TRUE.equals(refit) ? refit : null;
        noSeen = Boolean.TRUE.equals(noSeen) ? noSeen : null;
        equalWeights = Boolean.TRUE.equals(equalWeights) ? equalWeights : null;
        keep = KeepSearch.require(keep, from);
        encoder = encoder == EncoderKind.FULL ? null : encoder;
        Steps.requireStep("lr", lr);
        Steps.requireDecay("weightDecay", weightDecay);
        set = set == null || set.isEmpty() ? null : Collections.unmodifiableMap(new TreeMap<>(set));
        teacherLr = Steps.requireSteps("teacherLr", teacherLr);
        teacherWeightDecay = Steps.requireDecays("teacherWeightDecay", teacherWeightDecay);
    }

    /** A method with what was found to work for it, seed 0, and no teachers yet. */
    public static RunSpec of(DataSpec data, String engine, Method method) {
        RunDraft draft = new RunDraft();
        draft.data = data;
        draft.engine = engine;
        draft.method = method;
        draft.dim = DistillerOptions.of(method).dim();
        draft.epochs = epochs(method, null);
        return of(draft);
    }

    @Override
    public String command() {
        return COMMAND;
    }

    /** The same on another engine. */
    public RunSpec withEngine(String other) {
        return with(draft -> draft.engine = other);
    }

    /** The same with other teachers. */
    public RunSpec withTeachers(String words, String repositories, List<String> trained) {
        return with(draft -> {
            draft.teachers = words;
            draft.repository = repositories;
            draft.families = trained;
        });
    }

    /** The same with at most so many epochs of a teacher; 0 for what its family takes. */
    public RunSpec withTeacherEpochs(int most) {
        return with(draft -> draft.teacherEpochs = most);
    }

    /** The same for a student of another dimension. */
    public RunSpec withDim(int d) {
        return with(draft -> draft.dim = d);
    }

    /** The same with so many epochs of the student, at most where its step does not fall. */
    public RunSpec withEpochs(int most) {
        return with(draft -> draft.epochs = most);
    }

    /** The same with the losses' sums taken otherwise. */
    public RunSpec withPartition(Partition other) {
        return with(draft -> draft.partition = other);
    }

    /** The same with another seed. */
    public RunSpec withSeed(long other) {
        return with(draft -> draft.seed = other);
    }

    /** The same by another method, which takes its own number of epochs. */
    RunSpec withMethod(Method other) {
        return with(draft -> {
            draft.method = other;
            draft.set = null;
            draft.epochs = epochs(other, from);
        });
    }

    /** The same, trained once more in the end on train, valid and test together, or not. */
    public RunSpec withRefit(boolean again) {
        return with(draft -> draft.refit = again ? Boolean.TRUE : null);
    }

    /** The same with what users have seen travelling with the models, or not. */
    public RunSpec withSeen(boolean travels) {
        return with(draft -> draft.noSeen = travels ? null : Boolean.TRUE);
    }

    /** The same with the student trained by other steps; null for what the method takes. */
    public RunSpec withSteps(Double step, Double decay) {
        return with(draft -> {
            draft.lr = step;
            draft.weightDecay = decay;
        });
    }

    /**
     * The same with some settings of the method, by id; null for what it takes.
     *
     * @throws IllegalArgumentException if the method has no such setting, or it cannot be that
     */
    public RunSpec withSettings(Map<String, Double> settings) {
        RunSpec changed = with(draft -> draft.set = settings);
        changed.distiller();
        return changed;
    }

    /** The same with settings of several methods, as {@code METHOD.ID}, for a comparison, which checks them. */
    public RunSpec withSettingsOfMethods(Map<String, Double> settings) {
        return with(draft -> draft.set = settings);
    }

    /** The same with teachers trained by other steps, by the ids of their families; null for what each takes. */
    public RunSpec withTeacherSteps(Map<String, Double> steps, Map<String, Double> decays) {
        return with(draft -> {
            draft.teacherLr = steps;
            draft.teacherWeightDecay = decays;
        });
    }

    /** The same judged otherwise. */
    public RunSpec withJudging(Judging other) {
        return with(draft -> draft.judging = other);
    }

    /** The same with new users answered by that much of an encoder. */
    public RunSpec withEncoder(EncoderKind kind) {
        return with(draft -> draft.encoder = kind);
    }

    /** The same started from what the run in that folder made, in the epochs that takes unless others are said; null for from nothing. */
    public RunSpec withFrom(String folder) {
        return with(draft -> {
            draft.from = folder;
            draft.epochs = epochs == epochs(method, from) ? epochs(method, folder) : epochs;
        });
    }

    /** The same with teachers that all count alike in the ensemble, as published, or by what they are worth on valid. */
    public RunSpec withEqualWeights(boolean alike) {
        return with(draft -> draft.equalWeights = alike ? Boolean.TRUE : null);
    }

    /** The same for the smallest student that keeps that share of what the ensemble has on valid; null for one of dimension dim. */
    public RunSpec withKeep(Double share) {
        return with(draft -> draft.keep = share);
    }

    private RunSpec with(Consumer<RunDraft> change) {
        RunDraft draft = new RunDraft(this);
        change.accept(draft);
        return of(draft);
    }

    /** What a draft has come to. */
    static RunSpec of(RunDraft draft) {
        return new RunSpec(
                draft.data,
                draft.engine,
                draft.teachers,
                draft.repository,
                draft.families,
                draft.teacherEpochs,
                draft.method,
                draft.dim,
                draft.epochs,
                draft.partition,
                draft.seed,
                draft.refit,
                draft.noSeen,
                draft.lr,
                draft.weightDecay,
                draft.set,
                draft.teacherLr,
                draft.teacherWeightDecay,
                draft.judging,
                draft.encoder,
                draft.from,
                draft.equalWeights,
                draft.keep);
    }

    /** Whether teachers and student are trained once more in the end, on all pairs. */
    public boolean isRefit() {
        return refit != null;
    }

    /** What new users are answered by. */
    EncoderKind encoderKind() {
        return encoder == null ? EncoderKind.FULL : encoder;
    }

    /** The families to train and how. */
    TeacherSpec teacherSpec() {
        return new TeacherSpec(families, teacherEpochs, 0, seed)
                .withSteps(teacherLr, teacherWeightDecay)
                .withSeen(noSeen == null)
                .withJudging(judging);
    }

    private static int epochs(Method method, String from) {
        return DistillerOptions.of(method, from != null).training().epochs();
    }

    /** How the student is trained. */
    public DistillerOptions distiller() {
        return StudentOptions.of(this);
    }
}
