package org.hetcomp.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.hetcomp.Lists;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Rankings;
import org.hetcomp.data.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Epochs compared on some of the users. */
class EvalUsersTest {
    private static final int USERS = 3000;
    private static final int ITEMS = 100;

    private final Random random = new Random(7);

    @Test
    void aSampleIsTakenWhereThereAreVeryManyUsersOnly() {
        assertEquals(40_000, EvalUsers.AUTOMATIC.of(40_000));
        assertEquals(10_000, EvalUsers.AUTOMATIC.of(40_001));
        assertEquals(1_000_000, EvalUsers.ALL.of(1_000_000));
        assertEquals(500, EvalUsers.of("500").of(501));
        assertEquals(499, EvalUsers.of("500").of(499));
        int[] few = {3, 5};
        assertSame(few, EvalUsers.AUTOMATIC.draw(few, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "-3", "some", "", "2.5", "12345678901"})
    void wordsThatSayNoNumberOfUsers(String text) {
        assertThrows(IllegalArgumentException.class, () -> EvalUsers.of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "2", "10000"})
    void isReadAsItIsWritten(String text) {
        assertEquals(text, EvalUsers.of(text).toString());
    }

    @Test
    void theSeedDecidesWhoTheyAreAndNobodyIsTwice() {
        int[] users = IntStream.range(0, USERS).map(u -> 2 * u).toArray();
        int[] drawn = new EvalUsers(100).draw(users, 4);
        assertArrayEquals(drawn, new EvalUsers(100).draw(users, 4));
        assertFalse(Arrays.equals(drawn, new EvalUsers(100).draw(users, 5)));
        assertEquals(100, Arrays.stream(drawn).distinct().count());
        assertTrue(IntStream.range(1, 100).allMatch(n -> drawn[n - 1] < drawn[n]), () -> Arrays.toString(drawn));
        assertTrue(Arrays.stream(drawn).allMatch(user -> user % 2 == 0));
        assertEquals(2 * (USERS - 1), users[USERS - 1], "what was given stays as it was");
        // Everyone is as likely as anyone: of 2000 draws of a tenth, each half of the users has a half.
        long early = IntStream.range(0, 200)
                .flatMap(seed -> Arrays.stream(new EvalUsers(300).draw(users, seed)))
                .filter(user -> user < USERS)
                .count();
        assertEquals(0.5, early / (200 * 300.0), 0.01);
    }

    /** Users of whom a tenth has nothing to measure. */
    private Split split() {
        int[][][] parts = new int[3][USERS][];
        for (int u = 0; u < USERS; u++) {
            int[] items = Lists.permutation(ITEMS, random);
            parts[0][u] = Arrays.copyOf(items, 5);
            parts[1][u] = Arrays.copyOfRange(items, 5, u % 10 == 0 ? 5 : 6 + random.nextInt(4));
            parts[2][u] = Arrays.copyOfRange(items, 10, 12);
        }
        return new Split(part(parts[0]), part(parts[1]), part(parts[2]));
    }

    private static Interactions part(int[][] rows) {
        return Interactions.of(ITEMS, rows);
    }

    /** Of 400 samples the truth is outside of two errors in one of 20, and the squared error is right in the mean. */
    @Test
    void theBoundHoldsTheTruth() {
        Split split = split();
        Evaluator all = new Evaluator(split);
        Rankings rankings = Lists.rankings(IntStream.range(0, USERS)
                .mapToObj(u -> Lists.permutation(ITEMS, random))
                .toArray(int[][]::new));
        double truth = all.valid(rankings).r50();
        int beyond = 0;
        double squares = 0;
        double expected = 0;
        for (int seed = 0; seed < 400; seed++) {
            Evaluator some = all.of(new EvalUsers(1500), seed);
            SampleError error = some.error(rankings, Measure.R50);
            assertEquals(1500, error.users());
            assertEquals(2700, error.of());
            double off = some.valid(rankings).r50() - truth;
            beyond += Math.abs(off) > 2 * error.error() ? 1 : 0;
            squares += off * off;
            expected += error.error() * error.error();
        }
        assertTrue(beyond > 4 && beyond < 36, "beyond two errors " + beyond + " times of 400");
        assertEquals(1, squares / expected, 0.2, "without the correction it were 0.44");
    }

    @Test
    void aSampleIsRankedForAloneAndMeasuredAsItIsAmongAll() {
        Split split = split();
        Evaluator all = new Evaluator(split);
        assertFalse(all.of(null, 1).isSample());
        assertNull(all.of(EvalUsers.ALL, 1).error(Rankings.empty(USERS, 1), Measure.R50));
        Evaluator some = all.of(new EvalUsers(50), 1);
        assertTrue(some.isSample());
        int[] depths = some.depths();
        int[] ranked = IntStream.range(0, USERS).filter(u -> depths[u] > 0).toArray();
        assertArrayEquals(some.users(), ranked);
        Rankings whole = new Popularity(split.train()).rankings(all.depths(1));
        Rankings part = new Popularity(split.train()).rankings(depths);
        assertEquals(
                0,
                part.length(IntStream.range(0, USERS)
                        .filter(u -> depths[u] == 0)
                        .findFirst()
                        .orElseThrow()));
        assertEquals(some.valid(whole), some.valid(part));
        assertEquals(some.error(whole, Measure.N10), some.error(part, Measure.N10));
    }

    @Test
    void isToldInALine() {
        assertEquals(
                "valid Recall@50 of epochs is of 10,000 of 200,000 users, +- 0.0016; the end is measured on all",
                new SampleError(10_000, 200_000, 0.00161).text("Recall@50"));
    }
}
