package org.hetcomp.data;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The drawn data of docs/teachers.md, of any size: each user has three of 64 tastes and takes four items of five from them, the fifth from
 * all; a taste is a share of the items, of which the first are many times as popular as the last. The same arguments write the same bytes.
 * Run it by hand, with the module's test class path: {@code org.hetcomp.data.DrawnPairs FILE USERS ITEMS PAIRS}; the file has a tab
 * between user and item, and about so many pairs.
 */
final class DrawnPairs {
    private static final int TASTES = 64;
    private static final int OWN = 3;
    private static final int LEAST = 10;
    // Of all items a user may have at the most.
    private static final int SHARE = 8;
    private static final double FAITHFUL = 0.8;

    private final Random random = new Random(7);
    private final int items;
    private final double mean;
    private final int[][] byTaste;

    private DrawnPairs(int users, int items, long pairs) {
        this.items = items;
        mean = (double) pairs / users;
        int[] tastes =
                IntStream.range(0, items).map(i -> random.nextInt(TASTES)).toArray();
        byTaste = IntStream.range(0, TASTES)
                .mapToObj(taste -> IntStream.range(0, items)
                        .filter(i -> tastes[i] == taste)
                        .toArray())
                .toArray(int[][]::new);
    }

    public static void main(String[] args) throws IOException {
        int users = Integer.parseInt(args[1]);
        DrawnPairs drawn = new DrawnPairs(users, Integer.parseInt(args[2]), Long.parseLong(args[3]));
        try (BufferedWriter out = Files.newBufferedWriter(Path.of(args[0]))) {
            for (int user = 0; user < users; user++) {
                for (int item : drawn.user()) {
                    out.write(user + "\t" + item + "\n");
                }
            }
        }
    }

    private Set<Integer> user() {
        int wanted = Math.max(LEAST, (int) (mean * StrictMath.exp(0.8 * random.nextGaussian() - 0.32)));
        int count = Math.min(wanted, items / SHARE);
        int[] own = IntStream.range(0, OWN).map(n -> random.nextInt(TASTES)).toArray();
        Set<Integer> had = new LinkedHashSet<>();
        while (had.size() < count) {
            had.add(random.nextDouble() < FAITHFUL ? first(byTaste[own[random.nextInt(OWN)]]) : anyItem());
        }
        return had;
    }

    private int first(int[] ofTaste) {
        return ofTaste.length == 0
                ? anyItem()
                : ofTaste[(int) (ofTaste.length * StrictMath.pow(random.nextDouble(), 2.5))];
    }

    private int anyItem() {
        return (int) (items * StrictMath.pow(random.nextDouble(), 2));
    }
}
