package org.hetcomp.cli;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.hetcomp.pipeline.Models;
import org.hetcomp.student.Query;
import org.hetcomp.student.Recommendation;
import org.hetcomp.student.Student;

/** {@code recommend --similar}: the items whose vectors in a student lie nearest to those of some items, by cosine. */
final class SimilarItems {
    static final String OPTION = "similar";

    private SimilarItems() {}

    static void run(Call call, RecommendOut out, Models models, int top) throws IOException {
        Arguments arguments = call.arguments();
        for (String other : List.of(
                "user", "users", KnownOptions.SEEN, KnownOptions.KEEP, NewUsers.OPTION, RecommendCommand.FOR_IMPORT)) {
            if (arguments.has(other)) {
                throw CommandException.usage("similar items are nobody's", "--" + other, "leave it out");
            }
        }
        if (DataOptions.areGiven(arguments)) {
            throw CommandException.usage(
                    "similar items are nobody's", "data", "leave out --data and what says how it is read");
        }
        List<String> items = arguments.texts(OPTION);
        Set<String> allowed = IdLists.items(arguments);
        Student student = ModelOption.student(models, "only a student says which items are similar");
        for (String item : items) {
            if (!student.itemIds().contains(item)) {
                throw CommandException.usage(
                        "the model does not know item " + Arguments.quote(item),
                        "--" + OPTION,
                        "name one of the data it was made from");
            }
        }
        double seconds = out.write(RecommendOut.Key.ITEM, RecommendOut.longest(student.itemIds()), lines -> {
            for (String item : items) {
                Query query = Query.similar(item).top(top);
                List<Recommendation> found = student.recommend(allowed == null ? query : query.only(allowed));
                lines.add(item, found);
            }
        });
        call.answer(new Answer(items.size(), seconds));
    }

    /** What it answers to scripts. */
    private record Answer(int items, double seconds) {}
}
