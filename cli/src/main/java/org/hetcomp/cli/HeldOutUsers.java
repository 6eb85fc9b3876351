package org.hetcomp.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.cli.Options;
import org.hetcomp.data.DataSpec;
import org.hetcomp.data.Dataset;
import org.hetcomp.data.IdMap;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Rankings;
import org.hetcomp.data.Split;
import org.hetcomp.eval.Evaluator;
import org.hetcomp.eval.Measure;
import org.hetcomp.pipeline.Models;
import org.hetcomp.pipeline.Worth;
import org.hetcomp.student.Query;
import org.hetcomp.student.Recommendation;
import org.hetcomp.student.Student;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code evaluate --held-out-users}: what a student is worth to users that it never saw, asked by the train part of what a file says
 * that they have and measured on the rest.
 */
final class HeldOutUsers {
    static final String OPTION = "held-out-users";

    private static final Logger LOG = LoggerFactory.getLogger(HeldOutUsers.class);

    private final Student student;
    private final Dataset data;
    private final IdMap items;
    private final Split split;

    private HeldOutUsers(Student student, Dataset data) {
        this.student = student;
        this.data = data;
        // Items that the student does not have cannot be found, and count.
        Set<String> all = new LinkedHashSet<>(student.itemIds());
        all.addAll(data.items().tokens());
        this.items = new IdMap(List.copyOf(all));
        this.split = new Split(
                named(data.split().train()),
                named(data.split().valid()),
                named(data.split().test()));
    }

    /** How it is declared. */
    static Options addTo(Options options) {
        return options.addOption(CommonOptions.option(
                OPTION,
                "FILE",
                "of a student: the users of a file of interactions, laid out and divided as --data is, in place of its own, each "
                        + "asked by the train part of what it says that they have"));
    }

    /**
     * Measures it.
     *
     * @param more measures besides the four
     */
    static Worth measure(Call call, Models models, List<Measure> more) {
        Arguments arguments = call.arguments();
        if (arguments.has("data")) {
            throw CommandException.usage("the data is that of --" + OPTION, "--data", "leave it out");
        }
        Path file = Path.of(arguments.text(OPTION, ""));
        if (!Files.exists(file)) {
            throw CommandException.usage(
                    "no such file as " + Arguments.quote(file.toString()), "--" + OPTION, "check the path");
        }
        Student student = ModelOption.encoding(models);
        Dataset data = DataOptions.of(arguments, DataSpec.file(file)).load();
        return new HeldOutUsers(student, data).measure(more, models.parameters());
    }

    private Worth measure(List<Measure> more, long parameters) {
        tellOthers();
        Evaluator evaluator = new Evaluator(split, more);
        Rankings rankings = Rankings.empty(Arrays.stream(evaluator.depths())
                .map(depth -> Math.min(depth, items.size()))
                .toArray());
        int[] asked =
                Arrays.stream(evaluator.users()).filter(this::hasSomething).toArray();
        if (asked.length < evaluator.users().length) {
            LOG.warn(
                    "{} of {} users have no item that the student has: nothing is recommended to them",
                    evaluator.users().length - asked.length,
                    evaluator.users().length);
        }
        try {
            Blocks.ask(
                    student, asked, user -> Query.ofHistory(history(user)).top(rankings.depth(user)), (user, found) -> {
                        int at = rankings.start(user);
                        for (Recommendation one : found) {
                            rankings.ids()[at++] = items.dense(one.item()).getAsInt();
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Worth(evaluator.valid(rankings), evaluator.test(rankings), parameters, evaluator.assess(rankings));
    }

    private void tellOthers() {
        long known = data.users().tokens().stream()
                .filter(student.userIds()::contains)
                .count();
        if (known > 0) {
            LOG.warn(
                    "{} of {} users were there when the student was made: of them this tells what is learned from their items, "
                            + "which it has seen",
                    known,
                    data.users().size());
        }
        int others = items.size() - student.items();
        if (others > 0) {
            LOG.info(
                    "{} of {} items are none that the student has",
                    others,
                    data.items().size());
        }
    }

    private boolean hasSomething(int user) {
        return history(user).stream().anyMatch(student.itemIds()::contains);
    }

    private List<String> history(int user) {
        return Arrays.stream(data.split().train().row(user))
                .mapToObj(data.items()::token)
                .toList();
    }

    private Interactions named(Interactions part) {
        int[] ids = Arrays.stream(part.ids())
                .map(item -> items.dense(data.items().token(item)).getAsInt())
                .toArray();
        return Interactions.of(items.size(), part.offsets().clone(), ids);
    }
}
