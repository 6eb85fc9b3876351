package org.hetcomp.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.hetcomp.io.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DividedTest {
    private static final Division TIME =
            Division.DEFAULT.withSplit(SplitKind.TIME).withLeast(1, 1);

    /** Users a and b have items 0 to 4 at times 0 to 4 and 5 to 9; c has item 5 at time 9 alone. */
    private static History history(double unit) {
        int[] user = new int[11];
        int[] item = new int[11];
        double[] time = new double[11];
        for (int n = 0; n < 10; n++) {
            user[n] = n % 2;
            item[n] = n / 2;
            time[n] = n * unit;
        }
        user[10] = 2;
        item[10] = 5;
        time[10] = 9 * unit;
        IdMap items = new IdMap(IntStream.range(0, 6).mapToObj(i -> "i" + i).toList());
        return History.of(user, item, time, new IdMap(List.of("a", "b", "c")), items);
    }

    @Test
    void twoMomentsDivideAllUsers() {
        Divided divided = Divided.of(history(1), TIME.withMoments(Moments.of("4,7")), "here");
        Split split = divided.split();
        assertArrayEquals(new int[] {0, 1}, split.train().row(0));
        assertArrayEquals(new int[] {2, 3}, split.valid().row(0));
        assertArrayEquals(new int[] {4}, split.test().row(0));
        assertArrayEquals(new int[] {2}, split.valid().row(1));
        assertArrayEquals(new int[] {3, 4}, split.test().row(1));
    }

    @Test
    void whoIsNewSinceValidIsLeftOutWithItemsOfNobodyElse() {
        Divided divided = Divided.of(history(1), TIME.withMoments(Moments.of("4,7")), "here");
        assertEquals(List.of("a", "b"), divided.history().users().tokens());
        assertEquals(5, divided.history().items().size());
    }

    @Test
    void ofOneMomentTheSharesSayWhatIsValid() {
        Division division = TIME.withMoments(Moments.of("8"));
        // Of 8 pairs before it a quarter, as 20 is of 60 and 20.
        assertEquals(2, Divided.of(history(1), division, "here").split().valid().size());
        assertEquals(
                4,
                Divided.of(history(1), division.withShares(Shares.of("45,45,10")), "here")
                        .split()
                        .valid()
                        .size());
    }

    @Test
    void ofNoMomentTheSharesSayAllAndPairsOfOneTimeStayTogether() {
        Split split = Divided.of(history(1), TIME.withShares(Shares.of("80,10,10")), "here")
                .split();
        // One pair of 11 is test by its share, and the other one of that time, whose user is new, with it.
        assertArrayEquals(new int[] {4}, split.test().row(1));
        assertEquals(1, split.test().size());
        assertEquals(1, split.valid().size());
        assertEquals(8, split.train().size());
    }

    @ParameterizedTest
    @CsvSource({"1970-01-01T00:00:04Z,1", "1970-01-01 00:00:04,1", "1970-01-01T01:00:04+01:00,1", "1970-01-05,86400"})
    void momentsAreDatesToo(String moment, double unit) {
        assertEquals(4 * unit, Moments.of(moment).in(new double[] {5})[0]);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1e3, 1e6, 1e9})
    void theUnitOfTimesIsFound(double unit) {
        double[] times = {1.7e9 * unit, 0};
        assertEquals(1704067200 * unit, Moments.of("2024-01-01").in(times)[0]);
        assertEquals(5, Moments.of("5").in(times)[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "2024-13-01", "1,2,3", "2,1", "2,2", "NaN", "1e9999", "2024-01-01,5", "1,"})
    void whatIsNoMomentIsTold(String given) {
        assertThrows(DataException.class, () -> Moments.of(given));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "80,10", "80,10,20", "100,0,0", "80,20,0", "a,b,c", "NaN,1,99", "110,-20,10", "Infinity,1,1"
            })
    void whatAreNoSharesIsTold(String given) {
        assertThrows(DataException.class, () -> Shares.of(given));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "10", "0,1", "4,10", "7.1,7.2"})
    void aPartOfNothingIsTold(String at) {
        Division division = TIME.withMoments(Moments.of(at));
        assertThrows(DataException.class, () -> Divided.of(history(1), division, "here"));
    }

    @Test
    void whatAKindDoesNotTakeIsTold() {
        assertThrows(DataException.class, () -> Division.DEFAULT.withMoments(Moments.of("4")));
        assertThrows(
                DataException.class,
                () -> Division.DEFAULT.withSplit(SplitKind.LEAVE_ONE_OUT).withShares(Shares.of("80,10,10")));
        assertThrows(
                DataException.class, () -> TIME.withMoments(Moments.of("4,7")).withShares(Shares.of("80,10,10")));
        assertEquals(
                Division.DEFAULT.withSplit(SplitKind.RATIO).withLeast(1, 1),
                TIME.withMoments(Moments.of("4")).withSplit(SplitKind.RATIO));
    }

    @Test
    void sharesAreOfEachUser() {
        Division division =
                Division.DEFAULT.withSplit(SplitKind.TEMPORAL).withLeast(2, 1).withShares(Shares.of("20,40,40"));
        Split split = Divided.of(history(1), division, "here").split();
        assertArrayEquals(new int[] {3, 4}, split.test().row(0));
        assertArrayEquals(new int[] {1, 2}, split.valid().row(0));
    }

    @Test
    void pairsOfItemsWithoutTrainRowsAreCounted() {
        Split split = Divided.of(history(1), TIME.withMoments(Moments.of("4,7")), "here")
                .split();
        // Items 2 and 3 in valid, 3 and twice 4 in test, are in nobody's train row.
        assertEquals(new Unlearned(3, 3, 3), Unlearned.of(split));
        assertTrue(Unlearned.of(split).isAny());
        assertFalse(new Unlearned(0, 0, 0).isAny());
    }

    @Test
    void optionsSayTheSame() {
        Division division = TIME.withMoments(Moments.of("2024-01-01")).withShares(Shares.of("70,20,10"));
        assertEquals("70,20,10", division.options().get("shares"));
        assertEquals("2024-01-01", division.options().get("at"));
        assertFalse(Division.DEFAULT.options().containsKey("shares"));
    }
}
