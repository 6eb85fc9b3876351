package org.hetcomp.data;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.hetcomp.io.Hashes;

/**
 * The generated data set: people who choose for several reasons, each reason being the strength of another family of
 * recommenders. A person's chance of an item is a blend, in shares of the person's own, of
 *
 * <ul>
 *   <li>taste: the inner product of two vectors, as matrix factorisation has it;
 *   <li>place: nearness to one to three points, as metric learning has it, for people of several interests too;
 *   <li>sets: items that go together, which autoencoders and item neighbourhoods find;
 *   <li>pockets: small circles of people around rare items, which walks on the graph reach;
 *   <li>fashion: what everyone takes, which is noise to all of them.
 * </ul>
 *
 * Nothing but {@link Random} and {@link StrictMath} decides, so a seed gives the same bytes on every machine.
 */
public final class Lab {
    /** What it is called. */
    public static final String NAME = "lab";
    /** The seed of the set that goes by the name; other seeds give other sets of the same kind. */
    public static final long SEED = 20230430;

    static final int PEOPLE = 2000;
    static final int THINGS = 3000;
    private static final int TASTES = 5;
    private static final int PLACES = 3;
    private static final int TOWNS = 24;
    private static final int SET_SIZE = 15;
    private static final int POCKET_SIZE = 20;
    // Things from this place of the popularity ranking on are rare enough for pockets.
    private static final int RARE = 1000;
    private static final int POCKETS = (THINGS - RARE) / POCKET_SIZE;
    private static final int SETS = THINGS / SET_SIZE;
    // Shares of taste, place, sets, pockets and fashion in the average blend, before each person's own luck.
    private static final double[] REASONS = {1.0, 1.0, 0.9, 0.6, 0.4};

    private final double[] fame = new double[THINGS];
    private final double[][] tastes = new double[THINGS][];
    private final double[][] places = new double[THINGS][];
    private final int[][] sets = new int[SETS][SET_SIZE];
    private final int[][] pockets = new int[POCKETS][POCKET_SIZE];
    private final Person[] people = new Person[PEOPLE];
    private final History history;
    private final String sha256;

    private record Person(double[] blend, double[] taste, double[][] places, int[] sets, int[] pockets, int count) {}

    private Lab(Random random) {
        double[][] towns = new double[TOWNS][];
        for (int t = 0; t < TOWNS; t++) {
            towns[t] = random.doubles(PLACES).toArray();
        }
        things(random, towns);
        for (int u = 0; u < PEOPLE; u++) {
            people[u] = person(random, towns);
        }
        PairList pairs = new PairList(true);
        MessageDigest digest = Hashes.sha256();
        for (int u = 0; u < PEOPLE; u++) {
            choose(u, random, pairs, digest);
        }
        history = pairs.asMet();
        sha256 = Hashes.hex(digest);
    }

    /** Generates the set of that seed; takes less than a second. */
    public static Lab generate(long seed) {
        return new Lab(new Random(seed));
    }

    /** All interactions, with times; users are {@code u0 ..}, items {@code i0 ..}. */
    public History history() {
        return history;
    }

    /** Hash of the lines {@code user<tab>item<tab>time} in the order in which they were generated, hexadecimal. */
    public String sha256() {
        return sha256;
    }

    private void things(Random random, double[][] towns) {
        int[] ranks = shuffled(THINGS, random);
        int[] bySet = shuffled(THINGS, random);
        for (int i = 0; i < THINGS; i++) {
            fame[i] = 1.0 / (ranks[i] + 10);
            tastes[i] = gaussians(TASTES, 1, random);
            double[] town = towns[random.nextInt(TOWNS)];
            places[i] = gaussians(PLACES, 0.03, random);
            for (int d = 0; d < PLACES; d++) {
                places[i][d] += town[d];
            }
            sets[bySet[i] / SET_SIZE][bySet[i] % SET_SIZE] = i;
            if (ranks[i] >= RARE) {
                pockets[(ranks[i] - RARE) % POCKETS][(ranks[i] - RARE) / POCKETS] = i;
            }
        }
    }

    private static Person person(Random random, double[][] towns) {
        double[] blend = new double[REASONS.length];
        for (int k = 0; k < blend.length; k++) {
            double luck = -StrictMath.log(1 - random.nextDouble());
            blend[k] = REASONS[k] * luck * StrictMath.sqrt(luck);
        }
        double sum = Arrays.stream(blend).sum();
        for (int k = 0; k < blend.length; k++) {
            blend[k] /= sum;
        }
        double[][] homes = new double[1 + random.nextInt(3)][];
        for (int h = 0; h < homes.length; h++) {
            double[] town = towns[random.nextInt(TOWNS)];
            homes[h] = gaussians(PLACES, 0.02, random);
            for (int d = 0; d < PLACES; d++) {
                homes[h][d] += town[d];
            }
        }
        int[] sets = groups(2 + random.nextInt(3), SETS, random);
        int[] pockets = groups(1 + random.nextInt(2), POCKETS, random);
        double wanted = StrictMath.exp(3.3 + 0.6 * random.nextGaussian());
        int count = (int) Math.max(8, Math.min(200, wanted));
        return new Person(blend, gaussians(TASTES, 1, random), homes, sets, pockets, count);
    }

    // Squared, so that some groups have many people and most have few.
    private static int[] groups(int wanted, int known, Random random) {
        int[] groups = new int[wanted];
        for (int g = 0; g < wanted; g++) {
            double at = random.nextDouble();
            groups[g] = (int) (known * at * at);
        }
        return groups;
    }

    /** The person's chance of each thing; {@code float64 [things]}, not normalised. The best that could be known. */
    double[] chances(int user) {
        Person person = people[user];
        double[] chances = new double[THINGS];
        add(chances, person.blend()[0], liking(person.taste()));
        add(chances, person.blend()[1], nearness(person.places()));
        add(chances, person.blend()[2], person.sets(), sets);
        add(chances, person.blend()[3], person.pockets(), pockets);
        add(chances, person.blend()[4], fame);
        return chances;
    }

    // The sixth power sharpens as an exponential would, and is the same on every machine at no cost.
    private double[] liking(double[] taste) {
        double[] liking = new double[THINGS];
        for (int i = 0; i < THINGS; i++) {
            double dot = 0;
            for (int d = 0; d < TASTES; d++) {
                dot += taste[d] * tastes[i][d];
            }
            double liked = dot > 0 ? dot * dot : 0;
            liking[i] = liked * liked * liked * fame[i];
        }
        return liking;
    }

    private double[] nearness(double[][] homes) {
        double[] nearness = new double[THINGS];
        for (double[] home : homes) {
            for (int i = 0; i < THINGS; i++) {
                double distance = 0;
                for (int d = 0; d < PLACES; d++) {
                    double gap = home[d] - places[i][d];
                    distance += gap * gap;
                }
                double kernel = 1 / (1 + distance / 0.004);
                nearness[i] += kernel * kernel * kernel * fame[i];
            }
        }
        return nearness;
    }

    private static void add(double[] chances, double share, int[] groups, int[][] members) {
        for (int group : groups) {
            for (int i : members[group]) {
                chances[i] += share / groups.length / members[group].length;
            }
        }
    }

    private static void add(double[] chances, double share, double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        for (int i = 0; i < chances.length; i++) {
            chances[i] += share * weights[i] / sum;
        }
    }

    private void choose(int user, Random random, PairList pairs, MessageDigest digest) {
        double[] upTo = chances(user);
        for (int i = 1; i < THINGS; i++) {
            upTo[i] += upTo[i - 1];
        }
        boolean[] chosen = new boolean[THINGS];
        long time = 1_600_000_000L + random.nextInt(30_000_000);
        for (int left = people[user].count(); left > 0; ) {
            int found = Arrays.binarySearch(upTo, random.nextDouble() * upTo[THINGS - 1]);
            int thing = Math.min(THINGS - 1, found < 0 ? -found - 1 : found);
            if (!chosen[thing]) {
                chosen[thing] = true;
                left--;
                time += 60 + random.nextInt(100_000);
                String line = "u" + user + "\ti" + thing + "\t" + time + "\n";
                digest.update(line.getBytes(StandardCharsets.UTF_8));
                pairs.add("u" + user, "i" + thing, time);
            }
        }
    }

    private static double[] gaussians(int n, double scale, Random random) {
        double[] values = new double[n];
        for (int d = 0; d < n; d++) {
            values[d] = scale * random.nextGaussian();
        }
        return values;
    }

    private static int[] shuffled(int n, Random random) {
        int[] values = IntStream.range(0, n).toArray();
        for (int k = n - 1; k > 0; k--) {
            int other = random.nextInt(k + 1);
            int held = values[k];
            values[k] = values[other];
            values[other] = held;
        }
        return values;
    }
}
