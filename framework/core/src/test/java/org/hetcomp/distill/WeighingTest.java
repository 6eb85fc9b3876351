package org.hetcomp.distill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.hetcomp.Lists;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Rankings;
import org.hetcomp.data.Split;
import org.hetcomp.eval.Evaluator;
import org.hetcomp.eval.Measure;
import org.hetcomp.trajectory.Snapshot;
import org.hetcomp.trajectory.Trajectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeighingTest {
    private static final int USERS = 400;
    private static final int ITEMS = 500;
    private static final EnsembleOptions PLAIN = new EnsembleOptions(20, 100, 10, 200);

    private final Split split = split();

    /** Each user has 4 items in each of train, valid and test. */
    private static Split split() {
        Random random = new Random(1);
        List<int[]> train = new ArrayList<>();
        List<int[]> valid = new ArrayList<>();
        List<int[]> test = new ArrayList<>();
        for (int u = 0; u < USERS; u++) {
            int[] items = Lists.permutation(ITEMS, random);
            train.add(IntStream.of(Arrays.copyOfRange(items, 0, 4)).sorted().toArray());
            valid.add(IntStream.of(Arrays.copyOfRange(items, 4, 8)).sorted().toArray());
            test.add(IntStream.of(Arrays.copyOfRange(items, 8, 12)).sorted().toArray());
        }
        return new Split(of(train), of(valid), of(test));
    }

    private static Interactions of(List<int[]> rows) {
        return Interactions.of(ITEMS, rows.toArray(int[][]::new));
    }

    /** A teacher that moves what is held back to the front of a drawn order, by a score drawn about {@code skill}. */
    private Trajectory teacher(String name, double skill, long seed) {
        Random random = new Random(seed);
        int[][] rows = new int[USERS][];
        for (int u = 0; u < USERS; u++) {
            int user = u;
            double[] scores = new double[ITEMS];
            for (int i = 0; i < ITEMS; i++) {
                boolean held = split.valid().contains(u, i) || split.test().contains(u, i);
                scores[i] = random.nextGaussian() + (held ? skill : 0);
            }
            rows[u] = IntStream.range(0, ITEMS)
                    .filter(i -> !split.train().contains(user, i))
                    .boxed()
                    .sorted((a, b) -> Double.compare(scores[b], scores[a]))
                    .mapToInt(i -> i)
                    .toArray();
        }
        Rankings ranking = Lists.rankings(200, rows);
        return new Trajectory(name, List.of(new Snapshot(1, 0, ranking)), Rankings.empty(USERS, 1));
    }

    private double valid(List<Trajectory> teachers, EnsembleOptions options, Measure measure) {
        Evaluator evaluator = new Evaluator(split, List.of(measure));
        Ensemble ensemble = new Ensemble(teachers, options);
        return evaluator.valid(ensemble.unobserved(ensemble.converged(), evaluator.cut()), measure);
    }

    @Test
    void teachersThatAreAlikeCountAlike() {
        List<Trajectory> teachers = List.of(teacher("a", 1.5, 1), teacher("b", 1.5, 2), teacher("c", 1.5, 3));
        EnsembleOptions chosen =
                Weighing.choose(teachers, PLAIN, true, split, Measure.R50).options();
        assertEquals(List.of(1.0, 1.0, 1.0), chosen.weights());
    }

    @ParameterizedTest
    @ValueSource(strings = {"recall@50", "ndcg@10", "mrr@5", "precision@80"})
    void whoGuessesIsHardlyHeardAndNobodyIsBetterAlone(String word) {
        Measure by = Measure.of(word);
        List<Trajectory> teachers =
                List.of(teacher("bad", 0, 1), teacher("good", 1.8, 2), teacher("none", 0, 3), teacher("fair", 1.2, 4));
        Weighing.Choice choice = Weighing.choose(teachers, PLAIN, true, split, by);
        List<Double> weights = choice.options().weights();
        assertTrue(weights.get(0) < 0.3 && weights.get(2) < 0.3 && weights.get(1) == 1, weights.toString());
        assertEquals(valid(teachers, choice.options(), by), choice.value(), 1e-12);
        assertEquals(valid(teachers, PLAIN, by), choice.plain(), 1e-12);
        assertTrue(choice.value() > choice.plain());
        for (Trajectory teacher : teachers) {
            assertTrue(choice.value() >= valid(List.of(teacher), PLAIN, by), teacher.teacher());
        }
    }

    /** Here one standard error would allow for an ensemble that is .001 below. */
    @Test
    void theBestTeacherAloneIsTheLeastThatIsTaken() {
        Trajectory good = teacher("good", 1.5, 1);
        List<Trajectory> teachers = List.of(teacher("poor", 0.2, 100), teacher("as poor", 0.2, 101), good);
        double alone = valid(List.of(good), PLAIN, Measure.N10);
        assertTrue(Weighing.choose(teachers, PLAIN, false, split, Measure.N10).value() >= alone - 1e-12);
    }

    @Test
    void lambdaStaysWhereItIsGiven() {
        EnsembleOptions given = PLAIN.withLambda(3);
        List<Trajectory> teachers = List.of(teacher("a", 1.5, 1), teacher("b", 0.2, 2));
        assertEquals(
                3,
                Weighing.choose(teachers, given, false, split, Measure.R50)
                        .options()
                        .lambda());
    }

    @Test
    void thereIsNothingToChooseOfOneOrForNobody() {
        assertNull(Weighing.choose(List.of(teacher("a", 1, 1)), PLAIN, true, split, Measure.R50));
        Interactions nothing =
                of(IntStream.range(0, USERS).mapToObj(u -> new int[0]).toList());
        Split unmeasured = new Split(split.train(), nothing, nothing);
        assertNull(
                Weighing.choose(List.of(teacher("a", 1, 1), teacher("b", 1, 2)), PLAIN, true, unmeasured, Measure.R50));
    }
}
