package org.hetcomp.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.hetcomp.data.Dataset;
import org.hetcomp.data.Interactions;
import org.hetcomp.eval.Recommendation;

/**
 * What a user had and is now recommended, by the user's own ids, for a person to see whether it makes sense.
 *
 * @param user the user's id
 * @param had items in train, the first {@value #SHOWN} of them in the order of the data
 * @param of how many there are in train
 * @param recommended the best new items, best first
 */
public record Example(String user, List<String> had, int of, List<String> recommended) {
    private static final int SHOWN = 8;
    private static final int USERS = 3;

    /** Three users: with few, with as many as most and with many items in train; fewer if there are fewer users. */
    static List<Example> of(Dataset data, Recommender student) {
        Interactions train = data.split().train();
        int[] byCount = IntStream.range(0, train.users())
                .boxed()
                .sorted(Comparator.comparingInt(train::count))
                .mapToInt(user -> user)
                .toArray();
        List<Example> examples = new ArrayList<>();
        for (int n = 0; n < Math.min(USERS, byCount.length); n++) {
            int user = byCount[(2 * n + 1) * byCount.length / (2 * USERS)];
            String id = data.users().token(user);
            examples.add(new Example(
                    id,
                    Arrays.stream(train.row(user))
                            .limit(SHOWN)
                            .mapToObj(data.items()::token)
                            .toList(),
                    train.count(user),
                    student.recommend(id, SHOWN).stream()
                            .map(Recommendation::item)
                            .toList()));
        }
        return examples.stream().distinct().toList();
    }
}
