package org.hetcomp.zoo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.translate.Batchifier;
import ai.djl.translate.TranslateException;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.hetcomp.data.IdMap;
import org.hetcomp.data.Rankings;
import org.hetcomp.eval.Recommendation;
import org.hetcomp.eval.TopK;

/**
 * Turns users' own ids into rows, and rows of scores into answers; a batch of users is scored at once.
 *
 * @param <I> what asks for a user
 * @param <O> the answer
 */
final class RankingTranslator<I, O> implements Translator<I, O> {
    private static final String BATCH = "batch";

    /** Makes an answer of a row of scores. */
    interface Answer<I, O> {
        O of(Ids ids, I input, float[] scores);
    }

    /** The ids of a model. */
    record Ids(IdMap users, IdMap items) {
        /** The best items of a row of scores, without some; equal scores by place in {@code items.tsv}. */
        Recommendation[] best(float[] scores, int top, Set<String> leftOut) {
            return bestOf(scores, top, rows(leftOut).sorted().toArray());
        }

        /** The same of some items alone, without others. */
        Recommendation[] best(float[] scores, int top, Set<String> leftOut, Set<String> allowed) {
            BitSet skip = new BitSet();
            skip.set(0, scores.length);
            rows(allowed).forEach(skip::clear);
            rows(leftOut).forEach(skip::set);
            return bestOf(scores, top, skip.stream().toArray());
        }

        private IntStream rows(Set<String> ids) {
            return ids.stream().map(items::dense).filter(OptionalInt::isPresent).mapToInt(OptionalInt::getAsInt);
        }

        private Recommendation[] bestOf(float[] scores, int top, int[] skip) {
            int[] best = new int[Math.min(top, scores.length)];
            new TopK(best.length).select(TopK.Row.of(scores), TopK.Skip.of(skip), best.length, best, 0);
            return Arrays.stream(best)
                    .filter(item -> item != Rankings.NONE)
                    .mapToObj(item -> new Recommendation(items.token(item), scores[item]))
                    .toArray(Recommendation[]::new);
        }
    }

    private final Function<I, String> user;
    private final Answer<I, O> answer;
    // Predictors of several threads share a translator.
    private volatile Ids ids;

    private RankingTranslator(Function<I, String> user, Answer<I, O> answer) {
        this.user = user;
        this.answer = answer;
    }

    static <I, O> RankingTranslator<I, O> of(Function<I, String> user, Answer<I, O> answer) {
        return new RankingTranslator<>(user, answer);
    }

    @Override
    public Batchifier getBatchifier() {
        return Batchifier.STACK;
    }

    @Override
    public synchronized void prepare(TranslatorContext ctx) {
        if (ids == null) {
            ids = LoadedFolder.of(ctx.getModel()).ids();
        }
    }

    @Override
    public NDList batchProcessInput(TranslatorContext ctx, List<I> inputs) throws TranslateException {
        ctx.setAttachment(BATCH, inputs);
        int[] rows = new int[inputs.size()];
        for (int b = 0; b < rows.length; b++) {
            String id = user.apply(inputs.get(b));
            OptionalInt row = ids.users().dense(id);
            if (row.isEmpty()) {
                throw new TranslateException("user \"" + id + "\" is not known to the model "
                        + ctx.getModel().getName());
            }
            rows[b] = row.getAsInt();
        }
        return new NDList(ctx.getNDManager().create(rows));
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<O> batchProcessOutput(TranslatorContext ctx, NDList list) {
        List<I> inputs = (List<I>) ctx.getAttachment(BATCH);
        NDArray scores = list.singletonOrThrow();
        float[] all = scores.toFloatArray();
        int width = all.length / inputs.size();
        List<O> outputs = new ArrayList<>(inputs.size());
        for (int b = 0; b < inputs.size(); b++) {
            outputs.add(answer.of(ids, inputs.get(b), Arrays.copyOfRange(all, b * width, (b + 1) * width)));
        }
        return outputs;
    }

    @Override
    public NDList processInput(TranslatorContext ctx, I input) throws TranslateException {
        return batchProcessInput(ctx, List.of(input));
    }

    @Override
    public O processOutput(TranslatorContext ctx, NDList list) {
        return batchProcessOutput(ctx, list).get(0);
    }
}
