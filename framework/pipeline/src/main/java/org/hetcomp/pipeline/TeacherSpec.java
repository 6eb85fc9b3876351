package org.hetcomp.pipeline;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import org.hetcomp.data.Dataset;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Split;
import org.hetcomp.eval.Measure;
import org.hetcomp.model.Json;
import org.hetcomp.teacher.SnapshotPolicy;
import org.hetcomp.teacher.TeacherFamily;
import org.hetcomp.teacher.TeacherOptions;

/**
 * All that decides what a run of {@code teachers} comes to.
 *
 * @param families ids of the families to train
 * @param epochs the most epochs; 0 for what each family takes
 * @param dim dimension of the teachers; 0 for what each family takes
 * @param seed decides what training draws
 * @param noSeen true if what users have seen is not to travel with the models; else null
 * @param teacherLr step sizes of families, by id; null for what each takes
 * @param teacherWeightDecay weights of the regularisation of families, by id; null for what each takes
 * @param snapshots which of its epochs a teacher is remembered at; evenly spaced ones if null
 * @param judging by what teachers are measured and their best epoch is chosen; the standard if null
 */
public record TeacherSpec(
        List<String> families,
        int epochs,
        int dim,
        long seed,
        Boolean noSeen,
        Map<String, Double> teacherLr,
        Map<String, Double> teacherWeightDecay,
        SnapshotPolicy snapshots,
        Judging judging)
        implements Spec {
    /** The command that makes such runs. */
    public static final String COMMAND = "teachers";

    /** Copies the list, and checks the ranges. */
    public TeacherSpec {
        families = List.copyOf(families);
        noSeen = Boolean.TRUE.equals(noSeen) ? noSeen : null;
        teacherLr = Steps.requireSteps("teacherLr", teacherLr);
        teacherWeightDecay = Steps.requireDecays("teacherWeightDecay", teacherWeightDecay);
        snapshots = snapshots == SnapshotPolicy.EPOCHS ? null : snapshots;
        judging = judging == null ? Judging.STANDARD : judging;
    }

    /** By the steps that each family takes, judged by the standard. */
    public TeacherSpec(List<String> families, int epochs, int dim, long seed) {
        this(families, epochs, dim, seed, null, null, null, null, null);
    }

    /** The same with step sizes and weights of the regularisation of families, by id; null for what each takes. */
    public TeacherSpec withSteps(Map<String, Double> steps, Map<String, Double> decays) {
        return new TeacherSpec(families, epochs, dim, seed, noSeen, steps, decays, snapshots, judging);
    }

    /** The same remembered at other epochs. */
    public TeacherSpec withSnapshots(SnapshotPolicy other) {
        return new TeacherSpec(families, epochs, dim, seed, noSeen, teacherLr, teacherWeightDecay, other, judging);
    }

    /** The same judged otherwise. */
    public TeacherSpec withJudging(Judging other) {
        return new TeacherSpec(families, epochs, dim, seed, noSeen, teacherLr, teacherWeightDecay, snapshots, other);
    }

    /** The same with what users have seen travelling with the models, or not. */
    public TeacherSpec withSeen(boolean travels) {
        Boolean none = travels ? null : Boolean.TRUE;
        return new TeacherSpec(families, epochs, dim, seed, none, teacherLr, teacherWeightDecay, snapshots, judging);
    }

    /** What travels with the models of what users have seen; null for nothing. */
    Interactions seen(Dataset data) {
        return noSeen == null ? data.split().all() : null;
    }

    @Override
    public String command() {
        return COMMAND;
    }

    /**
     * What a card says of how a family was trained, from nothing or from a teacher of before: its options, and by what it was stopped,
     * on how many users, and at which epochs it was remembered, if that is unusual.
     */
    JsonObject settings(TeacherFamily family, Split split, boolean started) {
        JsonObject settings =
                Json.GSON.toJsonTree(options(family, split, started)).getAsJsonObject();
        if (!judging.validateBy().equals(Measure.R50)) {
            settings.addProperty("validateBy", judging.validateBy().word());
        }
        if (judging.evalUsers() != null) {
            settings.addProperty("evalUsers", judging.evalUsers().toString());
        }
        if (snapshots != null) {
            settings.addProperty("snapshots", snapshots.id());
        }
        return settings;
    }

    /** Which of its epochs a teacher is remembered at. */
    SnapshotPolicy policy() {
        return snapshots == null ? SnapshotPolicy.EPOCHS : snapshots;
    }

    /**
     * How a family is trained.
     *
     * @param split what it learns from
     * @param started whether it starts from a teacher that was trained before
     */
    TeacherOptions options(TeacherFamily family, Split split, boolean started) {
        TeacherOptions options = family.defaults(split);
        return said(family, started ? options.started() : options);
    }

    /** Settings with what is said otherwise. */
    TeacherOptions said(TeacherFamily family, TeacherOptions defaults) {
        TeacherOptions options = defaults;
        options = epochs == 0 ? options : options.withEpochs(epochs);
        options = dim == 0 ? options : options.withDim(dim);
        Double step = teacherLr == null ? null : teacherLr.get(family.id());
        options = step == null ? options : options.withLearningRate(step);
        Double decay = teacherWeightDecay == null ? null : teacherWeightDecay.get(family.id());
        return decay == null ? options : options.withL2(decay);
    }
}
