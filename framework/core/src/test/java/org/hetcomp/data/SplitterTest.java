package org.hetcomp.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SplitterTest {
    private static final History LAB = Lab.generate(3).history();

    @ParameterizedTest
    @EnumSource(value = SplitKind.class, names = "TIME", mode = EnumSource.Mode.EXCLUDE)
    void everyPairIsInOnePartOnly(SplitKind kind) {
        Split split = new Splitter(kind, 4).split(LAB);
        for (int u = 0; u < split.users(); u++) {
            int user = u;
            int[] parts = Stream.of(split.train(), split.valid(), split.test())
                    .flatMapToInt(p -> IntStream.of(p.row(user)))
                    .sorted()
                    .toArray();
            assertArrayEquals(LAB.interactions().row(u), parts);
        }
    }

    @ParameterizedTest
    @EnumSource(value = SplitKind.class, names = "TIME", mode = EnumSource.Mode.EXCLUDE)
    void theSeedDecides(SplitKind kind) {
        String one = hash(new Splitter(kind, 4).split(LAB));
        assertEquals(one, hash(new Splitter(kind, 4).split(LAB)));
        if (kind == SplitKind.RATIO) {
            assertNotEquals(one, hash(new Splitter(kind, 5).split(LAB)));
        }
    }

    @Test
    void sharesAreRoundedDown() {
        Split split = new Splitter(SplitKind.RATIO, 0).split(LAB);
        for (int u = 0; u < split.users(); u++) {
            int n = LAB.interactions().count(u);
            assertEquals(n / 5, split.valid().count(u));
            assertEquals(n / 5, split.test().count(u));
        }
        History thirty = history(30, null);
        assertEquals(
                3,
                new Splitter(SplitKind.RATIO, 0.1, 0.1, 0).split(thirty).test().size());
        assertEquals(
                9,
                new Splitter(SplitKind.RATIO, 0.3, 0, 0).split(thirty).valid().size());
    }

    @Test
    void timeDecides() {
        double[] times = DoubleStream.iterate(10, t -> t - 1).limit(10).toArray();
        Split temporal = new Splitter(SplitKind.TEMPORAL, 0).split(history(10, times));
        assertArrayEquals(new int[] {0, 1}, temporal.test().row(0));
        assertArrayEquals(new int[] {2, 3}, temporal.valid().row(0));
        Split last = new Splitter(SplitKind.LEAVE_ONE_OUT, 0).split(history(10, times));
        assertArrayEquals(new int[] {0}, last.test().row(0));
        assertArrayEquals(new int[] {1}, last.valid().row(0));
    }

    @Test
    void whatIsOfTheSameTimeIsDrawn() {
        int[] drawn = IntStream.range(0, 40)
                .map(seed -> new Splitter(SplitKind.LEAVE_ONE_OUT, seed)
                        .split(history(5, new double[5]))
                        .test()
                        .row(0)[0])
                .distinct()
                .toArray();
        assertEquals(5, drawn.length);
    }

    @Test
    void leaveOneOutKeepsATrainItem() {
        for (int n = 1; n <= 4; n++) {
            Split split = new Splitter(SplitKind.LEAVE_ONE_OUT, 0).split(history(n, null));
            assertEquals(n < 3 ? 0 : 1, split.test().size());
            assertEquals(n < 3 ? 0 : 1, split.valid().size());
            assertTrue(split.train().size() >= 1);
        }
    }

    @Test
    void sharesMustLeaveSomething() {
        assertThrows(IllegalArgumentException.class, () -> new Splitter(SplitKind.RATIO, 0.5, 0.5, 0));
        assertThrows(IllegalArgumentException.class, () -> new Splitter(SplitKind.RATIO, -0.1, 0.5, 0));
        assertThrows(IllegalArgumentException.class, () -> new Splitter(SplitKind.RATIO, Double.NaN, 0.5, 0));
    }

    private static History history(int n, double[] times) {
        IdMap items = new IdMap(IntStream.range(0, n).mapToObj(i -> "i" + i).toList());
        return History.of(new int[n], IntStream.range(0, n).toArray(), times, new IdMap(List.of("u")), items);
    }

    private static String hash(Split split) {
        return new Dataset(DataSpec.of(""), "", split, LAB.users(), LAB.items()).splitSha256();
    }
}
