package org.hetcomp.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabTest {
    private static final Dataset LAB = new Datasets().load(DataSpec.of("lab"));
    private static final Interactions BY_ITEM = LAB.split().train().transposed();

    @Test
    void isTheSameOnEveryMachine() {
        // Made anew: what is shared by the tests was made once, before any change that a mutation test makes.
        Dataset lab = new Datasets().load(DataSpec.of("lab"));
        assertEquals("7bb310979b21c347d352835972582c785a78cc2887c95a3ffb12e33ec3bf17d2", lab.sha256());
        assertEquals("775acba4b5d06a133b5ff53709ffa182bea7a228a6cbd7f8afbe0499208523e4", lab.splitSha256());
        assertNotEquals(LAB.sha256(), Lab.generate(Lab.SEED + 1).sha256());
    }

    @Test
    void hasItsSize() {
        Statistics statistics = Statistics.of(LAB);
        assertEquals(2000, statistics.users());
        assertEquals(3000, statistics.items());
        assertEquals(62927, statistics.interactions());
        assertEquals(8, statistics.perUser().min());
        assertTrue(statistics.topShare() > 0.45, "the tail is long");
    }

    @Test
    void canBeLearned() {
        double popularity = recall(LabTest::popularity);
        double neighbours = recall(LabTest::neighbours);
        Lab lab = Lab.generate(Lab.SEED);
        double best = recall(user -> known(lab, user));
        assertTrue(popularity > 0.14 && popularity < 0.25, "popularity " + popularity);
        assertTrue(neighbours > 1.5 * popularity, "neighbours " + neighbours + ", popularity " + popularity);
        assertTrue(best > 1.8 * neighbours, "best possible " + best + ", neighbours " + neighbours);
    }

    private interface Scores {
        double[] of(int user);
    }

    private static double[] popularity(int user) {
        return Arrays.stream(LAB.split().train().itemCounts()).asDoubleStream().toArray();
    }

    // Sum of the cosines between an item's users and those of each of the user's items.
    private static double[] neighbours(int user) {
        Interactions train = LAB.split().train();
        double[] scores = new double[train.items()];
        for (int item : train.row(user)) {
            for (int p = BY_ITEM.start(item); p < BY_ITEM.end(item); p++) {
                for (int other : train.row(BY_ITEM.ids()[p])) {
                    scores[other] += 1 / Math.sqrt((double) BY_ITEM.count(item) * BY_ITEM.count(other));
                }
            }
        }
        return scores;
    }

    private static double[] known(Lab lab, int user) {
        double[] chances = lab.chances(number(LAB.users().token(user)));
        return LAB.items().tokens().stream()
                .mapToDouble(t -> chances[number(t)])
                .toArray();
    }

    private static int number(String token) {
        return Integer.parseInt(token.substring(1));
    }

    // Recall@50 on test over every fourth user.
    private static double recall(Scores model) {
        Split split = LAB.split();
        return IntStream.iterate(0, u -> u < split.users(), u -> u + 4)
                .mapToDouble(u -> {
                    double[] scores = model.of(u);
                    long hits = IntStream.range(0, split.items())
                            .filter(i -> !split.train().contains(u, i)
                                    && !split.valid().contains(u, i))
                            .boxed()
                            .sorted(Comparator.comparingDouble(i -> -scores[i]))
                            .limit(50)
                            .filter(i -> split.test().contains(u, i))
                            .count();
                    return (double) hits / split.test().count(u);
                })
                .average()
                .orElseThrow();
    }
}
