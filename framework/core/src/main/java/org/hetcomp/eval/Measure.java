package org.hetcomp.eval;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How good the first items of a user's ranking are, from 0 to 1; of several users it is the mean.
 *
 * @param kind what it counts
 * @param cut how many of the first items it sees, 1 to {@value #MOST_CUT}
 */
public record Measure(Kind kind, int cut) {
    /** The greatest cut-off. */
    public static final int MOST_CUT = 1000;

    /** Recall@10. */
    public static final Measure R10 = new Measure(Kind.RECALL, 10);

    /** Recall@50. */
    public static final Measure R50 = new Measure(Kind.RECALL, 50);

    /** NDCG@10. */
    public static final Measure N10 = new Measure(Kind.NDCG, 10);

    /** NDCG@50. */
    public static final Measure N50 = new Measure(Kind.NDCG, 50);

    /** The four that are always measured, as {@link Measures}. */
    public static final List<Measure> FOUR = List.of(R10, R50, N10, N50);

    private static final Pattern WORD = Pattern.compile("([a-z]+)@([1-9][0-9]{0,3})");

    /**
     * What a measure counts. A hit is an item held back from the user that is among the first; places count from 1.
     * Sums and denominators as in Castells, Hurley and Vargas, Novelty and Diversity in Recommender Systems, and Gunawardana
     * and Shani, Evaluating Recommender Systems, both in the Recommender Systems Handbook, 2nd edition, 2015, unless said
     * otherwise.
     */
    public enum Kind {
        /** Hits, of all items held back from the user. */
        RECALL("recall", "Recall"),
        /**
         * Gains of 1 / log2(place + 1) of the hits, of those of the best ranking at this cut (Jarvelin and Kekalainen,
         * Cumulated Gain-Based Evaluation of IR Techniques, TOIS 2002).
         */
        NDCG("ndcg", "NDCG"),
        /** One over the place of the first hit, 0 if there is none (Voorhees, TREC-8, 1999). */
        MRR("mrr", "MRR"),
        /**
         * Precisions at the place of each hit, summed up, over the number of items held back or the cut, if that is less:
         * with it the best ranking has 1. trec_eval's map_cut divides by all held back, however many the cut has room for.
         */
        MAP("map", "MAP"),
        /** Whether there is a hit. */
        HIT("hit", "Hit rate"),
        /** Hits, of the cut, also where the ranking is shorter. */
        PRECISION("precision", "Precision");

        private final String word;
        private final String title;

        Kind(String word, String title) {
            this.word = word;
            this.title = title;
        }
    }

    /** Checks the cut-off. */
    public Measure {
        if (cut < 1 || cut > MOST_CUT) {
            throw new IllegalArgumentException("a cut-off must be from 1 to " + MOST_CUT + ", not " + cut);
        }
    }

    /**
     * Reads a measure, such as {@code recall@20}, or one of the names {@code R10}, {@code R50}, {@code N10}, {@code N50}.
     *
     * @throws IllegalArgumentException if it is none; the message says what there is
     */
    public static Measure of(String word) {
        for (Measure measure : FOUR) {
            if (measure.name().equals(word)) {
                return measure;
            }
        }
        Matcher matcher = WORD.matcher(word.toLowerCase(Locale.ROOT));
        if (matcher.matches()) {
            for (Kind kind : Kind.values()) {
                if (kind.word.equals(matcher.group(1)) && Integer.parseInt(matcher.group(2)) <= MOST_CUT) {
                    return new Measure(kind, Integer.parseInt(matcher.group(2)));
                }
            }
        }
        throw new IllegalArgumentException("a measure is one of " + words() + " with @ and a cut-off from 1 to "
                + MOST_CUT + " behind it, such as ndcg@10");
    }

    private static String words() {
        return Arrays.stream(Kind.values()).map(kind -> kind.word).collect(Collectors.joining(", "));
    }

    /** As users write it, such as {@code recall@20}. */
    public String word() {
        return kind.word + "@" + cut;
    }

    /** Its name for people. */
    public String title() {
        return kind.title + "@" + cut;
    }

    /** Its name for scripts: of the four {@code R10}, {@code R50}, {@code N10}, {@code N50}, else its word. */
    public String name() {
        boolean isOfFour = (cut == 10 || cut == 50) && (kind == Kind.RECALL || kind == Kind.NDCG);
        return isOfFour ? (kind == Kind.RECALL ? "R" : "N") + cut : word();
    }

    @Override
    public String toString() {
        return word();
    }

    /**
     * Its value among the four.
     *
     * @throws IllegalArgumentException if it is none of them
     */
    public double of(Measures measures) {
        return switch (name()) {
            case "R10" -> measures.r10();
            case "R50" -> measures.r50();
            case "N10" -> measures.n10();
            case "N50" -> measures.n50();
            default -> throw new IllegalArgumentException(word() + " is none of " + FOUR);
        };
    }

    /**
     * Its value for a user.
     *
     * @param places {@code [hits]}: where the user's items are in the ranking, from 0, rising
     * @param relevant how many items are held back from the user, at least 1
     */
    public double of(int[] places, int relevant) {
        int hits = 0;
        double gains = 0;
        double precisions = 0;
        while (hits < places.length && places[hits] < cut) {
            int place = places[hits++];
            gains += gain(place);
            precisions += (double) hits / (place + 1);
        }
        return switch (kind) {
            case RECALL -> (double) hits / relevant;
            case NDCG -> gains / ideal(relevant);
            case MRR -> hits > 0 ? 1.0 / (places[0] + 1) : 0;
            case MAP -> precisions / Math.min(relevant, cut);
            case HIT -> hits > 0 ? 1 : 0;
            case PRECISION -> (double) hits / cut;
        };
    }

    private static double gain(int place) {
        return Math.log(2) / Math.log(place + 2);
    }

    private double ideal(int relevant) {
        double sum = 0;
        for (int place = 0; place < Math.min(relevant, cut); place++) {
            sum += gain(place);
        }
        return sum;
    }
}
