package org.hetcomp.cli;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.hetcomp.eval.EvalUsers;
import org.hetcomp.eval.Measure;
import org.hetcomp.pipeline.Judging;

/** By what models are judged. */
final class JudgingOptions {
    private static final String EVAL_USERS = "eval-users";

    private JudgingOptions() {}

    /** How they are declared. */
    static Options addTo(Options options) {
        return options.addOption(measures())
                .addOption(CommonOptions.option(
                        "validate-by",
                        "MEASURE",
                        "of valid, chooses the best epoch of teachers and student (default "
                                + Judging.STANDARD.validateBy() + ")"))
                .addOption(
                        CommonOptions.option(
                                EVAL_USERS,
                                "N|all",
                                "users by whom epochs are compared; the end is measured on all (default all, of very many a sample)"));
    }

    /** How {@code --measures} is declared. */
    static Option measures() {
        String always = Measure.FOUR.stream().map(Measure::word).collect(Collectors.joining(","));
        return CommonOptions.option(
                "measures",
                "LIST",
                "recall, ndcg, mrr, map, hit, precision, each with @ and a cut-off, such as recall@20,mrr@10 (always: "
                        + always + ")");
    }

    /** Reads them. */
    static Judging of(Arguments arguments) {
        String by = arguments.text("validate-by", null);
        return new Judging(
                measures(arguments), by == null ? Measure.R50 : measure(by, "--validate-by"), evalUsers(arguments));
    }

    private static EvalUsers evalUsers(Arguments arguments) {
        String text = arguments.text(EVAL_USERS, null);
        try {
            return text == null ? null : EvalUsers.of(text);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(e.getMessage(), "--" + EVAL_USERS, "give a number from 2, or all");
        }
    }

    /** Reads {@code --measures}. */
    static List<Measure> measures(Arguments arguments) {
        return !arguments.has("measures")
                ? List.of()
                : arguments.list("measures", "").stream()
                        .map(word -> measure(word, "--measures"))
                        .toList();
    }

    private static Measure measure(String word, String option) {
        try {
            return Measure.of(word);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("unknown measure " + Arguments.quote(word), option, e.getMessage());
        }
    }
}
