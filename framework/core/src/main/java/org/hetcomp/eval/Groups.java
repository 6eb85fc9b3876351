package org.hetcomp.eval;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Split;

/**
 * Users and items in thirds by what is known of them. Users: {@code few}, {@code some} and {@code many} train items, a
 * third of the measured users each as near as can be, for those with equally many are in one group. Items: {@code head},
 * the most popular ones that have a third of train's interactions together, {@code middle}, those with the next third, and
 * {@code tail}, all others.
 */
final class Groups {
    static final List<String> USERS = List.of("few", "some", "many");
    static final List<String> ITEMS = List.of("head", "middle", "tail");
    private static final int THIRDS = 3;

    private final Split split;
    private final int[] users;
    private final int[] popularity;
    private final byte[] ofUser;
    private final byte[] ofItem;
    private final double[][] byUser;

    /**
     * Nothing measured yet.
     *
     * @param users those that will be, by number
     * @param popularity {@code [items]}: users that have each in train
     */
    Groups(Split split, int[] users, int[] popularity) {
        this.split = split;
        this.users = users;
        this.popularity = popularity;
        this.ofUser = byCount(IntStream.of(users).map(split.train()::count).toArray());
        this.ofItem = byShare(popularity);
        this.byUser = new double[1 + THIRDS][users.length];
    }

    private static byte[] byCount(int[] counts) {
        int[] rising = counts.clone();
        Arrays.sort(rising);
        byte[] groups = new byte[counts.length];
        for (int j = 0; j < counts.length; j++) {
            int third = 0;
            while (counts[j] > rising[(counts.length * (third + 1) + 2) / THIRDS - 1]) {
                third++;
            }
            groups[j] = (byte) third;
        }
        return groups;
    }

    private static byte[] byShare(int[] popularity) {
        int[] falling = IntStream.range(0, popularity.length)
                .boxed()
                .sorted(Comparator.comparingInt((Integer item) -> -popularity[item]))
                .mapToInt(item -> item)
                .toArray();
        long all = Arrays.stream(popularity).asLongStream().sum();
        byte[] groups = new byte[popularity.length];
        long before = 0;
        for (int item : falling) {
            groups[item] = (byte) (popularity[item] == 0 ? THIRDS - 1 : Math.min(THIRDS - 1, THIRDS * before / all));
            before += popularity[item];
        }
        return groups;
    }

    /**
     * Takes a user's list.
     *
     * @param j number of the user among those measured
     * @param shown items, best first; those after the first 50 do not count
     */
    void take(int j, int[] shown) {
        Interactions test = split.test();
        int[] held = new int[THIRDS];
        for (int p = test.start(users[j]); p < test.end(users[j]); p++) {
            held[ofItem[test.ids()[p]]]++;
        }
        int[] hits = new int[THIRDS];
        for (int r = 0; r < Math.min(Measure.R50.cut(), shown.length); r++) {
            if (test.contains(users[j], shown[r])) {
                hits[ofItem[shown[r]]]++;
            }
        }
        byUser[THIRDS][j] = (double) Arrays.stream(hits).sum() / test.count(users[j]);
        for (int third = 0; third < THIRDS; third++) {
            byUser[third][j] = held[third] == 0 ? Double.NaN : (double) hits[third] / held[third];
        }
    }

    /** Groups of users; one that nobody is in is left out. */
    Map<String, Group> ofUsers() {
        int[] counts = IntStream.of(users).map(split.train()::count).toArray();
        Map<String, Group> groups = new LinkedHashMap<>();
        for (int third = 0; third < THIRDS; third++) {
            int wanted = third;
            double[] recalls = IntStream.range(0, users.length)
                    .filter(j -> ofUser[j] == wanted)
                    .mapToDouble(j -> byUser[THIRDS][j])
                    .toArray();
            add(groups, USERS.get(third), recalls, members(ofUser, wanted, counts));
        }
        return groups;
    }

    /** Groups of items, each measured over the users who are tested on one of them; one without such is left out. */
    Map<String, Group> ofItems() {
        Map<String, Group> groups = new LinkedHashMap<>();
        for (int third = 0; third < THIRDS; third++) {
            double[] recalls =
                    Arrays.stream(byUser[third]).filter(Double::isFinite).toArray();
            add(groups, ITEMS.get(third), recalls, members(ofItem, third, popularity));
        }
        return groups;
    }

    private static int[] members(byte[] groups, int third, int[] counts) {
        return IntStream.range(0, counts.length)
                .filter(one -> groups[one] == third)
                .map(one -> counts[one])
                .sorted()
                .toArray();
    }

    private static void add(Map<String, Group> groups, String name, double[] recalls, int[] counts) {
        if (recalls.length > 0) {
            double mean = Arrays.stream(recalls).sum() / recalls.length;
            groups.put(name, new Group(mean, recalls.length, counts[0], counts[counts.length - 1]));
        }
    }
}
