package org.hetcomp.cli;

import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.Options;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.Dataset;
import org.hetcomp.eval.Assessment;
import org.hetcomp.eval.Measures;
import org.hetcomp.pipeline.Models;
import org.hetcomp.pipeline.Recommender;
import org.hetcomp.pipeline.Worth;

/** {@code evaluate}: measures a model anew. */
final class EvaluateCommand implements Command {
    @Override
    public String name() {
        return "evaluate";
    }

    @Override
    public String summary() {
        return "measure a student, a teacher or an ensemble on its data";
    }

    @Override
    public String usage() {
        return "--model DIR [options]";
    }

    @Override
    public List<String> examples() {
        return List.of("evaluate --model runs/mine", "evaluate --model runs/mine/teachers/ae --engine mxnet --json");
    }

    @Override
    public Options options() {
        return HeldOutUsers.addTo(DataOptions.addTo(
                ZooOptions.addTo(new Options().addOption(ModelOption.option())).addOption(JudgingOptions.measures())));
    }

    @Override
    public void run(Call call) {
        Models models = ModelOption.of(call.arguments());
        boolean heldOut = call.arguments().has(HeldOutUsers.OPTION);
        Worth worth = heldOut
                ? HeldOutUsers.measure(call, models, JudgingOptions.measures(call.arguments()))
                : measure(call, models);
        if (!call.answer(new Answer(worth.valid(), worth.test(), worth.more()))) {
            Measures valid = worth.valid();
            call.console().out().print(new ResultTable().row(models.title() + (heldOut ? ", new users" : ""), worth));
            call.console()
                    .out()
                    .printf(
                            Locale.ROOT,
                            "on valid: Recall@10 %.4f, Recall@50 %.4f, NDCG@10 %.4f, NDCG@50 %.4f%n",
                            valid.r10(),
                            valid.r50(),
                            valid.n10(),
                            valid.n50());
        }
    }

    private static Worth measure(Call call, Models models) {
        Dataset data =
                models.data(DataOptions.of(call.arguments(), models.card().data()));
        try (Backend backend = ModelOption.backend(models, call);
                Recommender recommender = Recommender.of(models, data, backend)) {
            return recommender.measure(JudgingOptions.measures(call.arguments()));
        }
    }

    /** What it answers to scripts. */
    private record Answer(Measures valid, Measures test, Assessment more) {}
}
