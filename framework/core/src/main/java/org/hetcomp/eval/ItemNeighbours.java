package org.hetcomp.eval;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Rankings;

/**
 * An item neighbourhood (Deshpande and Karypis, Item-Based Top-N Recommendation Algorithms, TOIS 2004, section 4.1): two
 * items are as similar as the cosine of the users that have them in train, an item keeps its most similar ones, and a user
 * is shown what is most similar to the user's own items, similarities summed up. Items that are similar to none come last,
 * by popularity, where the paper shows fewer.
 */
public final class ItemNeighbours implements Baseline {
    /** How scripts call it. */
    public static final String ID = "itemknn";

    static final String TITLE = "item neighbourhood";

    /** The most neighbours that an item keeps; of those tried, 10 to 500, the best on valid of citeulike-t and of lab. */
    public static final int MOST = 500;

    // 160 MB in all; of very many items each keeps fewer.
    private static final int MOST_IN_ALL = 20_000_000;

    private static final int LEAST_BLOCK = 64;

    private final Interactions train;
    private final Popularity popularity;
    private final int[][] neighbours;
    private final float[][] similarities;

    /** Of a data set's train rows. */
    public ItemNeighbours(Interactions train) {
        this(train, Math.max(1, Math.min(MOST, MOST_IN_ALL / Math.max(1, train.items()))));
    }

    /**
     * The same with other bounds.
     *
     * @param most neighbours that an item keeps, at least 1
     */
    public ItemNeighbours(Interactions train, int most) {
        if (most < 1) {
            throw new IllegalArgumentException("an item keeps at least 1 neighbour, not " + most);
        }
        this.train = train;
        this.popularity = new Popularity(train);
        this.neighbours = new int[train.items()][];
        this.similarities = new float[train.items()][];
        Interactions users = train.transposed();
        inBlocks(train.items(), (from, to) -> {
            int[] common = new int[train.items()];
            TopK best = new TopK(most);
            for (int item = from; item < to; item++) {
                keep(item, similar(item, users, common), users, common, best, most);
            }
        });
    }

    /** Items that a user has with this one, ascending; counts how many users into {@code common}. */
    private int[] similar(int item, Interactions users, int[] common) {
        int[] found = new int[16];
        int count = 0;
        for (int p = users.start(item); p < users.end(item); p++) {
            int user = users.ids()[p];
            for (int q = train.start(user); q < train.end(user); q++) {
                int other = train.ids()[q];
                if (other != item && common[other]++ == 0) {
                    found = count == found.length ? Arrays.copyOf(found, 2 * count) : found;
                    found[count++] = other;
                }
            }
        }
        int[] others = Arrays.copyOf(found, count);
        Arrays.sort(others);
        return others;
    }

    private void keep(int item, int[] others, Interactions users, int[] common, TopK best, int most) {
        float[] cosines = new float[others.length];
        for (int n = 0; n < others.length; n++) {
            double norms = Math.sqrt((double) users.count(item) * users.count(others[n]));
            cosines[n] = (float) (common[others[n]] / norms);
            common[others[n]] = 0;
        }
        int[] kept = new int[Math.min(most, others.length)];
        if (kept.length > 0) {
            best.select(TopK.Row.of(cosines), TopK.Skip.of(new int[0]), kept.length, kept, 0);
        }
        neighbours[item] = IntStream.of(kept).map(n -> others[n]).toArray();
        similarities[item] = new float[kept.length];
        for (int n = 0; n < kept.length; n++) {
            similarities[item][n] = cosines[kept[n]];
        }
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return TITLE;
    }

    @Override
    public long parameters() {
        return Arrays.stream(neighbours).mapToLong(row -> row.length).sum();
    }

    @Override
    public Rankings rankings(int[] depths) {
        int items = train.items();
        Rankings rankings = Popularity.room(depths, items);
        inBlocks(train.users(), (from, to) -> {
            float[] scores = new float[items];
            TopK best = new TopK(rankings.cut());
            for (int user = from; user < to; user++) {
                score(user, scores);
                int depth = rankings.depth(user);
                best.select(
                        TopK.Row.of(scores), TopK.Skip.of(train, user), depth, rankings.ids(), rankings.start(user));
                popularity.fill(rankings, user, rankings.length(user));
            }
        });
        return rankings;
    }

    private void score(int user, float[] scores) {
        // No number where there is no similarity, so that popularity decides there and not the id.
        Arrays.fill(scores, Float.NaN);
        for (int p = train.start(user); p < train.end(user); p++) {
            int own = train.ids()[p];
            for (int n = 0; n < neighbours[own].length; n++) {
                int item = neighbours[own][n];
                float before = Float.isNaN(scores[item]) ? 0 : scores[item];
                scores[item] = before + similarities[own][n];
            }
        }
    }

    private interface Block {
        void take(int from, int to);
    }

    private static void inBlocks(int rows, Block work) {
        int threads = Runtime.getRuntime().availableProcessors();
        int block = Math.max(LEAST_BLOCK, rows / (16 * threads));
        IntStream.range(0, (rows + block - 1) / block)
                .parallel()
                .forEach(b -> work.take(b * block, Math.min(rows, (b + 1) * block)));
    }
}
