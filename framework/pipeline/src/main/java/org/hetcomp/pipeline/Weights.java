package org.hetcomp.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.hetcomp.data.Split;
import org.hetcomp.distill.EnsembleOptions;
import org.hetcomp.distill.Setting;
import org.hetcomp.distill.Weighing;
import org.hetcomp.eval.Measure;
import org.hetcomp.model.Card;
import org.hetcomp.model.ModelFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much each teacher counts in the ensemble of a run, and how slowly importance falls with rank there: chosen on valid ({@link
 * Weighing}), kept in {@code run.json}, and used wherever these teachers are asked as one.
 *
 * @param lambda in ranks, above 0
 * @param teachers weights by id, at least 0 and not all 0
 * @param valid what the ensemble so made has on valid, by the measure it was chosen by
 * @param plain the same where all teachers count alike, and lambda is not chosen
 */
public record Weights(double lambda, Map<String, Double> teachers, double valid, double plain) {
    private static final Logger LOG = LoggerFactory.getLogger(Weights.class);

    /** Checks the ranges. */
    public Weights {
        teachers = new LinkedHashMap<>(teachers);
        EnsembleOptions.defaults().withLambda(lambda).withWeights(new ArrayList<>(teachers.values()));
    }

    /**
     * Chooses them, and says in a line what came of it where it is not what was asked for.
     *
     * @param options how the ensemble is made otherwise
     * @param isFree whether lambda is chosen too
     * @param by the measure on valid to go by
     * @return null where there is nothing to choose
     */
    static Weights choose(TeacherSet set, Split split, EnsembleOptions options, boolean isFree, Measure by) {
        Weighing.Choice choice =
                set.size() < 2 ? null : Weighing.choose(set.trajectories(), options, isFree, split, by);
        if (choice == null) {
            return null;
        }
        Map<String, Double> weights = new LinkedHashMap<>();
        for (int x = 0; x < set.size(); x++) {
            weights.put(
                    set.folders().get(x).card().id(), choice.options().weights().get(x));
        }
        Weights chosen = new Weights(choice.options().lambda(), weights, choice.value(), choice.plain());
        LOG.info("{}", chosen.words(by));
        return chosen;
    }

    /** The same as a run has it; null too where it is to have none. */
    static Weights choose(TeacherSet set, Split split, RunSpec spec) {
        return spec.equalWeights() != null || !spec.method().isTaught()
                ? null
                : choose(
                        set,
                        split,
                        spec.distiller().ensemble(),
                        !isLambdaSet(spec),
                        spec.judging().validateBy());
    }

    /** Whether a run says what its lambda is, so that it is not chosen. */
    static boolean isLambdaSet(RunSpec spec) {
        return spec.set() != null && spec.set().containsKey(Setting.LAMBDA.id());
    }

    private String words(Measure by) {
        boolean isEqual = teachers.values().stream().distinct().count() == 1;
        String each = teachers.entrySet().stream()
                .map(one -> String.format(Locale.ROOT, "%s %.2g", one.getKey(), one.getValue()))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "ensemble: lambda %.0f, %s; valid %s %.4f, plain %.4f",
                lambda,
                isEqual ? "all alike" : "weights " + each,
                by.title(),
                valid,
                plain);
    }

    /**
     * Options that make the ensemble of teachers so.
     *
     * @param weights null for options as they are
     */
    static EnsembleOptions into(Weights weights, EnsembleOptions options, TeacherSet set) {
        return weights == null
                ? options
                : weights.into(options, set.cards().stream().map(Card::id).toList());
    }

    private EnsembleOptions into(EnsembleOptions options, List<String> ids) {
        return options.withLambda(lambda)
                .withWeights(ids.stream().map(teachers::get).toList());
    }

    private boolean isOf(Collection<String> ids) {
        return teachers.keySet().containsAll(ids)
                && ids.stream().mapToDouble(teachers::get).sum() > 0;
    }

    /**
     * How teachers' ensemble is made: as the run that they lie in has found, if it is finished and has them all, else as it is by
     * default.
     *
     * @throws org.hetcomp.io.DataException if the run's {@code run.json} cannot be used
     */
    public static EnsembleOptions options(List<ModelFolder> folders) {
        List<String> ids = folders.stream().map(ModelFolder::card).map(Card::id).toList();
        Weights found = beside(folders);
        return found == null || !found.isOf(ids)
                ? EnsembleOptions.defaults()
                : found.into(EnsembleOptions.defaults(), ids);
    }

    private static Weights beside(List<ModelFolder> folders) {
        List<Path> places = folders.stream()
                .map(folder -> folder.folder().toAbsolutePath().normalize().getParent())
                .distinct()
                .toList();
        Path run = places.size() == 1 && places.get(0) != null ? places.get(0).getParent() : null;
        Path above = run == null ? null : run.getParent();
        if (above != null && run.equals(RunFolder.refit(above))) {
            run = above;
        }
        return run != null && RunRecord.isIn(run) ? RunRecord.read(run).weights(run) : null;
    }
}
