package org.hetcomp.zoo;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.NDList;
import ai.djl.translate.Batchifier;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.hetcomp.eval.Recommendation;
import org.hetcomp.io.DataException;

/**
 * A predictor for DJL Serving: a {@link ServingQuestion} in, {@code {"items": [{"item": "i3", "score": 1.25}, ...]}} out. What
 * cannot be answered is {@code {"error": "<what> (<where>): <what to do>"}} with status 400, or 404 for a user that the model
 * does not have, or 500 where the student's files are not those that were loaded, and takes nothing from the others of its batch.
 * Users are scored by the engine, all of a batch at once; a history by a student's encoder, on the JDK.
 */
final class ServingTranslator implements Translator<Input, Output> {
    private static final Gson JSON = new GsonBuilder().disableHtmlEscaping().create();
    private static final String BATCH = "batch";
    private static final int BAD = 400;
    private static final int MISSING = 404;
    private static final int FAILED = 500;

    private final int top;
    // Predictors of several threads share a translator.
    private volatile RankingTranslator.Ids ids;
    private volatile Histories histories;

    /** One that gives so many items where nothing is said. */
    ServingTranslator(int top) {
        this.top = top;
    }

    private record Items(List<Recommendation> items) {}

    private record Wrong(String error) {}

    /** A question that was read, and its row among the scores; or the answer that it has already. */
    private record Asked(ServingQuestion question, int row, Output answer) {}

    @Override
    public Batchifier getBatchifier() {
        return Batchifier.STACK;
    }

    @Override
    public synchronized void prepare(TranslatorContext ctx) {
        if (ids == null) {
            LoadedFolder folder = LoadedFolder.of(ctx.getModel());
            histories = new Histories(folder);
            ids = folder.ids();
        }
    }

    @Override
    public NDList batchProcessInput(TranslatorContext ctx, List<Input> inputs) {
        List<Asked> batch = new ArrayList<>(inputs.size());
        int[] rows = new int[inputs.size()];
        int known = 0;
        for (Input input : inputs) {
            Asked asked = asked(input, known);
            batch.add(asked);
            if (asked.answer() == null) {
                rows[known++] = ids.users().dense(asked.question().user()).orElseThrow();
            }
        }
        ctx.setAttachment(BATCH, batch);
        // A block wants somebody to score: where nobody is left, the first user, whose scores nobody reads.
        return new NDList(ctx.getNDManager().create(Arrays.copyOf(rows, Math.max(1, known))));
    }

    private Asked asked(Input input, int row) {
        try {
            ServingQuestion question = ServingQuestion.read(input, top);
            if (question.history() != null) {
                return new Asked(question, -1, output(200, "OK", new Items(histories.best(question))));
            }
            OptionalInt user = ids.users().dense(question.user());
            if (user.isPresent()) {
                return new Asked(question, row, null);
            }
            DataException missing = new DataException(
                    "no user " + DataException.quote(question.user()),
                    "user",
                    "ask for one of its " + ids.users().size() + " users, or give a history");
            return new Asked(question, -1, output(MISSING, "Not Found", new Wrong(missing.getMessage())));
        } catch (DataException e) {
            return new Asked(null, -1, output(BAD, "Bad Request", new Wrong(e.getMessage())));
        } catch (Histories.Damaged e) {
            return new Asked(null, -1, output(FAILED, "Internal Server Error", new Wrong(e.getMessage())));
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<Output> batchProcessOutput(TranslatorContext ctx, NDList list) {
        List<Asked> batch = (List<Asked>) ctx.getAttachment(BATCH);
        float[] scores = list.singletonOrThrow().toFloatArray();
        int width = ids.items().size();
        List<Output> outputs = new ArrayList<>(batch.size());
        for (Asked asked : batch) {
            outputs.add(
                    asked.answer() != null
                            ? asked.answer()
                            : answer(
                                    asked.question(),
                                    Arrays.copyOfRange(scores, asked.row() * width, (asked.row() + 1) * width)));
        }
        return outputs;
    }

    private Output answer(ServingQuestion question, float[] scores) {
        Recommendation[] best = question.allow() == null
                ? ids.best(scores, question.top(), question.exclude())
                : ids.best(scores, question.top(), question.exclude(), question.allow());
        return output(200, "OK", new Items(List.of(best)));
    }

    private static Output output(int code, String message, Object answer) {
        Output output = new Output(code, message);
        output.addProperty("Content-Type", "application/json; charset=utf-8");
        output.add(JSON.toJson(answer).getBytes(StandardCharsets.UTF_8));
        return output;
    }

    @Override
    public NDList processInput(TranslatorContext ctx, Input input) {
        return batchProcessInput(ctx, List.of(input));
    }

    @Override
    public Output processOutput(TranslatorContext ctx, NDList list) {
        return batchProcessOutput(ctx, list).get(0);
    }
}
