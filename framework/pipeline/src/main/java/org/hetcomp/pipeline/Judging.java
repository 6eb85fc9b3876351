package org.hetcomp.pipeline;

import com.google.gson.JsonElement;
import java.util.List;
import org.hetcomp.eval.EvalUsers;
import org.hetcomp.eval.Measure;

/**
 * By what models are judged.
 *
 * @param measures what is measured besides the four that always are; none if null
 * @param validateBy the measure on valid by which the best epoch of teachers and student is chosen and their training
 *     stopped; Recall@50 if null
 * @param evalUsers of how many users epochs are compared; null for as many as there are, or a sample of very many. What is told
 *     in the end is of all
 */
public record Judging(List<Measure> measures, Measure validateBy, EvalUsers evalUsers) {
    /** As it is by default. */
    public static final Judging STANDARD = new Judging(List.of(), Measure.R50);

    /** Copies the list, without what is measured anyway. */
    public Judging {
        measures = measures == null
                ? List.of()
                : measures.stream()
                        .filter(measure -> !Measure.FOUR.contains(measure))
                        .distinct()
                        .toList();
        validateBy = validateBy == null ? Measure.R50 : validateBy;
        evalUsers = EvalUsers.AUTOMATIC.equals(evalUsers) ? null : evalUsers;
    }

    /** On as many users as there are, or a sample of very many. */
    public Judging(List<Measure> measures, Measure validateBy) {
        this(measures, validateBy, null);
    }

    /** Reads what a specification says; older ones say nothing, and were judged by the standard. */
    static Judging of(JsonElement json) {
        Judging read = Spec.gson().fromJson(json, Judging.class);
        return read == null ? STANDARD : read;
    }
}
