package org.hetcomp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.cli.Options;
import org.hetcomp.data.DataSpec;
import org.hetcomp.data.Datasets;
import org.hetcomp.data.History;
import org.hetcomp.pipeline.Models;
import org.hetcomp.student.Query;
import org.hetcomp.student.Student;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code recommend --history}: the best items of users by what a file says that they have, whether the student has seen them or
 * not.
 */
final class NewUsers {
    static final String OPTION = "history";

    private static final Logger LOG = LoggerFactory.getLogger(NewUsers.class);

    private NewUsers() {}

    /** How it is declared. */
    static Options addTo(Options options) {
        return options.addOption(CommonOptions.option(
                OPTION,
                "FILE",
                "the users of a file of interactions, laid out as --data is, by what it says that they have, whether the "
                        + "student has seen them or not"));
    }

    static void run(Call call, RecommendOut out, Models models, int top) throws IOException {
        Arguments arguments = call.arguments();
        for (String other : List.of("user", "users", "data", KnownOptions.SEEN, RecommendCommand.FOR_IMPORT)) {
            if (arguments.has(other)) {
                throw CommandException.usage(
                        "users and what they have are those of --" + OPTION, "--" + other, "leave it out");
            }
        }
        Student student = ModelOption.encoding(models);
        Path file = Path.of(arguments.text(OPTION, ""));
        if (!Files.exists(file)) {
            throw CommandException.usage(
                    "no such file as " + Arguments.quote(file.toString()), "--" + OPTION, "check the path");
        }
        History history = Datasets.pairs(
                file, DataOptions.of(arguments, DataSpec.file(file)).reading());
        int[] users = known(history, student, file);
        Set<String> allowed = IdLists.items(arguments);
        int longest = Math.max(RecommendOut.longest(history.users().tokens()), RecommendOut.longest(student.itemIds()));
        boolean keeps = arguments.has(KnownOptions.KEEP);
        double seconds = out.write(
                RecommendOut.Key.USER,
                longest,
                lines -> Blocks.ask(
                        student,
                        users,
                        user -> {
                            Query query =
                                    query(items(history, user), student, keeps).top(top);
                            return allowed == null ? query : query.only(allowed);
                        },
                        (user, found) -> lines.add(history.users().token(user), found)));
        RecommendCommand.tell(call, out, "users by what they have", users.length, seconds);
    }

    private static Query query(List<String> items, Student student, boolean keeps) {
        return keeps ? Query.of(student.vectorOf(items)) : Query.ofHistory(items);
    }

    private static List<String> items(History history, int user) {
        return IntStream.range(
                        history.interactions().start(user),
                        history.interactions().end(user))
                .mapToObj(p -> history.items().token(history.interactions().ids()[p]))
                .toList();
    }

    /** Those who have something that the student has; says who has not. */
    private static int[] known(History history, Student student, Path file) {
        Set<String> items = Set.copyOf(student.itemIds());
        BitSet known = new BitSet();
        IntStream.range(0, history.users().size())
                .filter(u -> items(history, u).stream().anyMatch(items::contains))
                .forEach(known::set);
        if (known.isEmpty()) {
            throw CommandException.usage(
                    "nobody has an item that the student has",
                    file.toString(),
                    "give items by the ids of the data that it was made from");
        }
        int first = known.nextClearBit(0);
        if (first < history.users().size()) {
            LOG.warn(
                    "{} of {} users have no item that the student has and are left out, the first is {}",
                    history.users().size() - known.cardinality(),
                    history.users().size(),
                    Arguments.quote(history.users().token(first)));
        }
        return known.stream().toArray();
    }
}
