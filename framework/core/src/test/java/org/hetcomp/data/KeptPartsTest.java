package org.hetcomp.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hetcomp.io.DataException;
import org.junit.jupiter.api.Test;

class KeptPartsTest {
    private static List<Interaction> drawn(int users, double share, long seed) {
        Random random = new Random(seed);
        List<Interaction> all = new ArrayList<>();
        for (int u = 0; u < users; u++) {
            for (int i = 0; i < 30; i++) {
                if (random.nextDouble() < share) {
                    all.add(new Interaction("u" + u, "i" + i, random.nextInt(1000)));
                }
            }
        }
        return all;
    }

    private static Dataset divided(Dataset old, Dataset fresh) {
        return new KeptParts(
                        old.split(),
                        RowMap.between(old.users(), fresh.users()),
                        RowMap.between(old.items(), fresh.items()))
                .divide(fresh);
    }

    private static int inBoth(Dataset one, Interactions part, Dataset other, Interactions otherPart) {
        int both = 0;
        for (int u = 0; u < part.users(); u++) {
            for (int item : part.row(u)) {
                int user = other.users().dense(one.users().token(u)).orElse(-1);
                int there = other.items().dense(one.items().token(item)).orElse(-1);
                both += user >= 0 && there >= 0 && otherPart.contains(user, there) ? 1 : 0;
            }
        }
        return both;
    }

    /** Of the day before, all stays where it was; what is new is divided like anything. */
    @Test
    void whatWasDrawnStaysWhereItWas() {
        List<Interaction> all = drawn(40, 0.5, 1);
        List<Interaction> before = all.stream()
                .filter(one -> !one.user().equals("u7") && (one.item() + one.user()).hashCode() % 5 != 0)
                .toList();
        Dataset old = Dataset.of(before, DataSpec.of("").withSplitSeed(3));
        Dataset now = divided(old, Dataset.of(all, DataSpec.of("").withSplitSeed(4)));
        assertEquals(
                old.split().train().size(),
                inBoth(old, old.split().train(), now, now.split().train()));
        assertEquals(
                old.split().valid().size(),
                inBoth(old, old.split().valid(), now, now.split().valid()));
        assertEquals(
                old.split().test().size(),
                inBoth(old, old.split().test(), now, now.split().test()));
        assertEquals(all.size(), now.split().all().size());
        int fresh = all.size() - before.size();
        int tests = now.split().test().size() - old.split().test().size();
        assertTrue(tests > 0.1 * fresh && tests < 0.3 * fresh, tests + " of " + fresh);
        assertTrue(now.spec().isMemory());
    }

    /** By time, what was test yesterday may be train today, and what was train is never measured on. */
    @Test
    void byTimeTheRuleDecidesButForTrain() {
        DataSpec byTime = DataSpec.of("").withSplit(SplitKind.TEMPORAL);
        List<Interaction> all = drawn(40, 0.5, 1);
        Dataset old = Dataset.of(all.stream().filter(one -> one.time() < 800).toList(), byTime.withLeast(1, 1));
        Dataset fresh = Dataset.of(all, byTime.withLeast(1, 1));
        Dataset now = divided(old, fresh);
        assertTrue(inBoth(old, old.split().test(), now, now.split().train()) > 0);
        assertEquals(0, inBoth(old, old.split().train(), now, now.split().test()));
        assertEquals(0, inBoth(old, old.split().train(), now, now.split().valid()));
        assertArrayEquals(fresh.split().test().row(3), now.split().test().row(3), "nobody had what comes later");
    }

    /** The later of a user's items are gone, and with them the rule would measure on what was learned from. */
    @Test
    void whatWasLearnedFromStaysTrainWhereTheRuleSaysOtherwise() {
        DataSpec byTime = DataSpec.of("").withSplit(SplitKind.TEMPORAL).withLeast(1, 1);
        List<Interaction> all = drawn(40, 0.5, 1);
        Dataset old = Dataset.of(all, byTime);
        Dataset fresh = Dataset.of(all.stream().filter(one -> one.time() < 700).toList(), byTime);
        assertTrue(inBoth(old, old.split().train(), fresh, fresh.split().test()) > 0);
        Dataset now = divided(old, fresh);
        assertEquals(0, inBoth(old, old.split().train(), now, now.split().test()));
        assertEquals(fresh.split().all().size(), now.split().all().size());
    }

    /** Without times leave-one-out draws too, and a pair more would draw everybody anew. */
    @Test
    void oneThatWasLeftOutByChanceStaysLeftOut() {
        DataSpec one = DataSpec.of("").withSplit(SplitKind.LEAVE_ONE_OUT);
        List<Interaction> all = drawn(40, 0.5, 1).stream()
                .map(each -> new Interaction(each.user(), each.item()))
                .toList();
        Dataset old = Dataset.of(all.subList(1, all.size()), one);
        Dataset fresh = Dataset.of(all, one);
        assertTrue(inBoth(old, old.split().train(), fresh, fresh.split().test()) > 10);
        Dataset now = divided(old, fresh);
        assertEquals(
                old.split().test().size(),
                inBoth(old, old.split().test(), now, now.split().test()));
        assertEquals(Reading.DEFAULT, now.spec().reading());
    }

    @Test
    void dataOfOthersIsRefused() {
        Dataset old = Dataset.of(drawn(40, 0.5, 1));
        Dataset other = Dataset.of(drawn(40, 0.5, 2).stream()
                .map(one -> new Interaction("x" + one.user(), one.item(), one.time()))
                .toList());
        DataException none = assertThrows(DataException.class, () -> divided(old, other));
        assertTrue(none.getMessage().contains("give all interactions, old and new"), none.getMessage());
    }
}
