package org.hetcomp.zoo;

import ai.djl.Model;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.NDList;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorFactory;
import ai.djl.util.Pair;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Set;
import org.hetcomp.eval.Recommendation;

/**
 * What a predictor of a teacher or a student takes and gives:
 *
 * <ul>
 *   <li>{@code String}, a user's own id, to {@code Recommendation[]}, the best items; argument {@code top} says how
 *       many, 10 by default;
 *   <li>{@link RankingQuery} to {@code Recommendation[]}: so many, without the items that it names;
 *   <li>{@code String} to {@code float[]}: the scores of all items, in the order of {@code items.tsv};
 *   <li>{@code Input} to {@code Output}, as DJL Serving has it: a question in JSON to an answer in JSON, see
 *       {@link ServingTranslator};
 *   <li>{@code NDList} to {@code NDList}: rows of users {@code [B] int64} to scores {@code [B, items] float32}.
 * </ul>
 */
public final class RankingTranslatorFactory implements TranslatorFactory {
    private static final int TOP = 10;

    @Override
    public Set<Pair<Type, Type>> getSupportedTypes() {
        return Set.of(
                new Pair<>(String.class, Recommendation[].class),
                new Pair<>(RankingQuery.class, Recommendation[].class),
                new Pair<>(String.class, float[].class),
                new Pair<>(Input.class, Output.class),
                new Pair<>(NDList.class, NDList.class));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <I, O> Translator<I, O> newInstance(Class<I> input, Class<O> output, Model model, Map<String, ?> arguments)
            throws TranslateException {
        Translator<?, ?> translator;
        if (input == NDList.class && output == NDList.class) {
            translator = new NoopTranslator();
        } else if (input == Input.class && output == Output.class) {
            translator = new ServingTranslator(top(arguments));
        } else if (input == RankingQuery.class && output == Recommendation[].class) {
            translator = RankingTranslator.<RankingQuery, Recommendation[]>of(
                    RankingQuery::user, (ids, query, scores) -> ids.best(scores, query.top(), query.leftOut()));
        } else if (input == String.class && output == Recommendation[].class) {
            int top = top(arguments);
            translator = RankingTranslator.<String, Recommendation[]>of(
                    user -> user, (ids, user, scores) -> ids.best(scores, top, Set.of()));
        } else if (input == String.class && output == float[].class) {
            translator = RankingTranslator.<String, float[]>of(user -> user, (ids, user, scores) -> scores);
        } else {
            throw new TranslateException("no predictor from " + input.getSimpleName() + " to " + output.getSimpleName()
                    + "; there are: " + getSupportedTypes());
        }
        return (Translator<I, O>) translator;
    }

    private static int top(Map<String, ?> arguments) throws TranslateException {
        try {
            return WholeNumber.of(arguments, "top", TOP, Integer.MAX_VALUE);
        } catch (IllegalArgumentException e) {
            throw new TranslateException(e.getMessage(), e);
        }
    }
}
