package org.hetcomp.pipeline;

import java.util.List;
import java.util.Map;
import org.hetcomp.data.DataSpec;
import org.hetcomp.distill.Method;
import org.hetcomp.distill.Partition;

/** A {@link RunSpec} while it is made or changed. */
final class RunDraft {
    DataSpec data;
    String engine;
    String teachers = "";
    String repository = "";
    List<String> families = List.of();
    int teacherEpochs;
    Method method;
    int dim;
    int epochs;
    Partition partition = Partition.FULL;
    long seed;
    Boolean refit;
    Boolean noSeen;
    Double lr;
    Double weightDecay;
    Map<String, Double> set;
    Map<String, Double> teacherLr;
    Map<String, Double> teacherWeightDecay;
    Judging judging;
    EncoderKind encoder;
    String from;
    Boolean equalWeights;
    Double keep;

    /** The draft of nothing yet. */
    RunDraft() {}

    /** The draft of what there is. */
    RunDraft(RunSpec of) {
        data = of.data();
        engine = of.engine();
        teachers = of.teachers();
        repository = of.repository();
        families = of.families();
        teacherEpochs = of.teacherEpochs();
        method = of.method();
        dim = of.dim();
        epochs = of.epochs();
        partition = of.partition();
        seed = of.seed();
        refit = of.refit();
        noSeen = of.noSeen();
        lr = of.lr();
        weightDecay = of.weightDecay();
        set = of.set();
        teacherLr = of.teacherLr();
        teacherWeightDecay = of.teacherWeightDecay();
        judging = of.judging();
        encoder = of.encoder();
        from = of.from();
        equalWeights = of.equalWeights();
        keep = of.keep();
    }
}
