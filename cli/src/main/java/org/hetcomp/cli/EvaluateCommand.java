package org.hetcomp.cli;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.Dataset;
import org.hetcomp.data.Rankings;
import org.hetcomp.distill.Ensemble;
import org.hetcomp.eval.Evaluator;
import org.hetcomp.eval.Measures;
import org.hetcomp.eval.Ranker;
import org.hetcomp.model.Json;

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
        return DataOptions.addTo(new Options().addOption(modelOption()).addOption(ZooOptions.repository()));
    }

    /** How {@code --model} is declared. */
    static Option modelOption() {
        return CommonOptions.option("model", "DIR", "the folder of a run (its student), of a student, of a teacher, or "
                + "of teachers (their ensemble), or zoo:NAME. Data and division are those it was made from, unless "
                + "given");
    }

    @Override
    public void run(Call call) {
        Models models = Models.of(call.arguments());
        Dataset data = models.data(call.arguments());
        Evaluator evaluator = new Evaluator(data.split());
        Rankings rankings = models.goesByRankings()
                ? ensemble(models, evaluator.cut())
                : ranked(call, models, data, evaluator.cut());
        Measures valid = evaluator.valid(rankings);
        Measures test = evaluator.test(rankings);
        JsonObject json = new JsonObject();
        json.add("valid", Json.GSON.toJsonTree(valid));
        json.add("test", Json.GSON.toJsonTree(test));
        if (!call.answer(json)) {
            call.console().out().print(new ResultTable().row(models.title(), test, models.parameters()));
            call.console().out().printf(
                    Locale.ROOT,
                    "on valid: Recall@10 %.4f, Recall@50 %.4f, NDCG@10 %.4f, NDCG@50 %.4f%n",
                    valid.r10(),
                    valid.r50(),
                    valid.n10(),
                    valid.n50());
        }
    }

    private static Rankings ensemble(Models models, int cut) {
        Ensemble ensemble = TeacherSet.of(models.folders()).ensemble();
        return ensemble.unobserved(ensemble.converged(), cut);
    }

    private static Rankings ranked(Call call, Models models, Dataset data, int cut) {
        try (Backend backend = Engines.open(call.common())) {
            Engines.tell(backend);
            return new Ranker(backend)
                    .rank(models.folders().get(0).scorer(backend, backend.manager()), data.split().train(), cut);
        }
    }
}
