package org.hetcomp.cli;

import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hetcomp.backend.Backend;
import org.hetcomp.model.Card;
import org.hetcomp.pipeline.Known;
import org.hetcomp.pipeline.Models;
import org.hetcomp.pipeline.Recommender;
import org.hetcomp.student.Query;
import org.hetcomp.student.Student;

/**
 * {@code recommend} of users that a model knows. A student is asked without an engine, unless one is named; what else there is
 * needs one to score, or goes by rankings.
 */
final class KnownUsers {
    private final Call call;
    private final Models models;
    private final Known known;
    private final int[] allowed;

    /**
     * Users to recommend to.
     *
     * @param known whom and what the model knows, and what is left out as seen
     * @param allowed dense ids of the only items to recommend, ascending; null for all
     */
    KnownUsers(Call call, Models models, Known known, int[] allowed) {
        this.call = call;
        this.models = models;
        this.known = known;
        this.allowed = allowed;
    }

    /** How many items of a user are written, of those that were found. */
    interface Most {
        int of(int user);
    }

    /**
     * Writes the best items of some users.
     *
     * @param users dense ids
     * @param top how many are looked for
     * @param most how many are kept
     * @return seconds that it took
     */
    double write(RecommendOut out, int[] users, int top, Most most) throws IOException {
        int longest = Math.max(
                RecommendOut.longest(known.users().tokens()),
                RecommendOut.longest(known.items().tokens()));
        if (needsNoEngine()) {
            Student student = ModelOption.student(models, "only a student is asked without an engine");
            return out.write(RecommendOut.Key.USER, longest, lines -> ask(student, users, top, most, lines));
        }
        try (Backend backend = ModelOption.backend(models, call);
                Recommender recommender = Recommender.of(models, known, backend)) {
            return out.write(
                    RecommendOut.Key.USER,
                    longest,
                    lines -> recommender.recommend(users, top, allowed, (user, items, scores) -> {
                        int size = Math.min(items.length, most.of(user));
                        lines.add(
                                known.users().token(user),
                                IntStream.of(items)
                                        .limit(size)
                                        .mapToObj(known.items()::token)
                                        .toList(),
                                Arrays.copyOf(scores, size));
                    }));
        }
    }

    private boolean needsNoEngine() {
        boolean isStudent = !models.isEnsemble() && models.card().kind() == Card.Kind.STUDENT;
        return isStudent && !call.arguments().has("engine") && !call.arguments().has("device");
    }

    private void ask(Student student, int[] users, int top, Most most, RecommendOut.Lines lines) throws IOException {
        Set<String> only =
                allowed == null ? null : names(Arrays.stream(allowed)).collect(Collectors.toUnmodifiableSet());
        Blocks.ask(
                student,
                users,
                user -> {
                    Query query = Query.of(known.users().token(user))
                            .top(top)
                            .without(
                                    names(Arrays.stream(known.seen().row(user))).toList());
                    return only == null ? query : query.only(only);
                },
                (user, found) ->
                        lines.add(known.users().token(user), found.subList(0, Math.min(found.size(), most.of(user)))));
    }

    private Stream<String> names(IntStream items) {
        return items.mapToObj(known.items()::token);
    }
}
