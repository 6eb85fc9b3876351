package org.hetcomp.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrossedMeanTest {
    private static final double LEVEL = 0.05;

    /** By hand: means of users 2, 30, 52, of seeds 27, 29, of all 28. */
    @Test
    void isTheQuasiF() {
        CrossedMean mean = CrossedMean.of(new double[][] {{1, 30, 50}, {3, 30, 54}});
        double byUsers = 2 * (26 * 26 + 4 + 24 * 24) / 2.0;
        double bySeeds = 3 * (1 + 1);
        double rest = (0 + 1 + 1 + 0 + 1 + 1) / 2.0;
        double variance = byUsers + bySeeds - rest;
        assertEquals(28, mean.mean(), 1e-12);
        CrossedMean.Doubt both = mean.doubts().get(0);
        assertEquals(Math.sqrt(variance / 6), both.error(), 1e-12);
        double degrees = variance * variance / (byUsers * byUsers / 2 + bySeeds * bySeeds + rest * rest / 2);
        assertEquals(degrees, both.degrees(), 1e-12);
    }

    /** The same seeds, and users that differ little: two seeds leave one degree of freedom. */
    @Test
    void twoSeedsLeaveTheirOwnDoubt() {
        CrossedMean mean = CrossedMean.of(new double[][] {{1, 3, 5}, {3, 3, 9}});
        CrossedMean.Doubt ofSeeds = mean.doubts().get(1);
        assertEquals(1, ofSeeds.error(), 1e-12);
        assertEquals(1, ofSeeds.degrees());
        assertEquals(TDistribution.of(1).inverseSurvivalProbability(0.025), mean.half(0.95), 1e-9);
    }

    @Test
    void whereSeedsDoNotDifferItGoesByUsersAlone() {
        CrossedMean two = CrossedMean.of(new double[][] {{1, 3, 5, 2}, {2, 3, 4, 2}});
        CrossedMean means = CrossedMean.of(new double[][] {{1.5, 3, 4.5, 2}});
        assertEquals(means.doubts().get(0), two.doubts().get(0));
        assertEquals(3, two.doubts().get(0).degrees(), 1e-12);
        assertEquals(means.half(0.95), two.half(0.95), 1e-12);
    }

    /** Differences of users and seeds that are drawn, about a mean. */
    private static double[][] drawn(double mean, double ofUsers, double ofSeeds, int seeds, Random random) {
        int users = 60;
        double[] user = random.doubles(users)
                .map(ignored -> ofUsers * random.nextGaussian())
                .toArray();
        double[][] differences = new double[seeds][users];
        for (double[] one : differences) {
            double seed = ofSeeds * random.nextGaussian();
            for (int u = 0; u < users; u++) {
                one[u] = mean + seed + user[u] + 0.5 * random.nextGaussian();
            }
        }
        return differences;
    }

    private static double found(double mean, double ofUsers, double ofSeeds, int seeds, double level) {
        Random random = new Random(11);
        int found = 0;
        int rounds = 4000;
        for (int n = 0; n < rounds; n++) {
            found +=
                    CrossedMean.of(drawn(mean, ofUsers, ofSeeds, seeds, random)).p() < level ? 1 : 0;
        }
        return (double) found / rounds;
    }

    /** Two to three standard errors of 4,000 rounds about what it should be; over users alone it is 0.2 to 0.8 where seeds differ. */
    @ParameterizedTest
    @CsvSource({"1, 0, 3", "1, 0, 5", "1, 0.1, 5", "0.3, 0.3, 3", "0.3, 0.3, 5", "0, 1, 5", "1, 1, 10"})
    void findsWhatIsNotThereOnceInTwentyTimes(double ofUsers, double ofSeeds, int seeds) {
        double alarms = found(0, ofUsers, ofSeeds, seeds, LEVEL);
        assertTrue(alarms > 0.015 && alarms < 0.06, "" + alarms);
    }

    /** As Holm's first step of six methods asks of it; three standard errors of 4,000 rounds above. */
    @ParameterizedTest
    @CsvSource({"1, 0, 3", "1, 0, 5", "1, 0.1, 5", "1, 0.3, 3", "0.3, 0.3, 3", "0.3, 0.3, 5", "0, 1, 5", "1, 1, 10"})
    void holdsAtSmallerLevelsToo(double ofUsers, double ofSeeds, int seeds) {
        double level = LEVEL / 15;
        double alarms = found(0, ofUsers, ofSeeds, seeds, level);
        assertTrue(alarms < level + 3 * Math.sqrt(level / 4000), "" + alarms);
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 3", "0.3, 0.3, 5", "1, 0.3, 10"})
    void findsTheLeastThatItNamesInFourOfFive(double ofUsers, double ofSeeds, int seeds) {
        Random random = new Random(5);
        double least = 0;
        for (int n = 0; n < 500; n++) {
            least += CrossedMean.of(drawn(0, ofUsers, ofSeeds, seeds, random)).least(LEVEL) / 500;
        }
        assertEquals(0.8, found(least, ofUsers, ofSeeds, seeds, LEVEL), 0.08);
    }

    @Test
    void withoutSpreadThereIsNoDoubt() {
        assertEquals(1, CrossedMean.of(new double[][] {{0, 0}, {0, 0}}).p());
        assertEquals(0, CrossedMean.of(new double[][] {{1, 1}, {1, 1}}).p());
    }
}
