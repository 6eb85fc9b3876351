package org.hetcomp.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hetcomp.data.Dataset;
import org.hetcomp.data.Split;
import org.hetcomp.io.DataException;

/** In what some data differs from what a model was made from, and whether that matters. */
final class DataDifference {
    private DataDifference() {}

    /** Checks that a model was made from that division of that data. */
    static void requireNone(Card card, Dataset data, String where) {
        if (data.split().test().size() > 0) {
            requireMeasurable(card, where);
        }
        if (!card.splitSha256().equals(data.splitSha256())) {
            throw new DataException(
                    "the model was made from other data: " + between(card, data),
                    where,
                    "give the data it was made from");
        }
    }

    /** Checks that a model has not learned from valid and test. */
    static void requireMeasurable(Card card, String where) {
        if (card.isRefit()) {
            throw new DataException(
                    "the model has learned from valid and test too (refit): nothing is left to measure it by, or a student that"
                            + " learns from it",
                    where,
                    "use it to recommend; its card has the measures of the same trained on train alone");
        }
    }

    /** In words, such as {@code the same file, but divided with --min-user 5, not 9}. */
    static String between(Card card, Dataset data) {
        return data.sha256().equals(card.dataSha256()) ? division(card, data) : content(card, data);
    }

    private static String division(Card card, Dataset data) {
        Map<String, String> there = card.data().options();
        Map<String, String> here = data.spec().options();
        List<String> words = new ArrayList<>();
        there.forEach((name, value) -> {
            if (!name.equals("data") && !value.equals(here.get(name))) {
                words.add("--" + name + " " + value + (here.containsKey(name) ? ", not " + here.get(name) : ""));
            }
        });
        here.forEach((name, value) -> {
            if (!there.containsKey(name)) {
                words.add("no --" + name + " " + value);
            }
        });
        return words.isEmpty()
                ? "the same, but read or divided by another version"
                : "the same, but read or divided with " + String.join("; ", words);
    }

    private static String content(Card card, Dataset data) {
        Split split = data.split();
        long pairs = (long) split.train().size()
                + split.valid().size()
                + split.test().size();
        List<String> words = new ArrayList<>();
        add(words, "users", card.users(), split.users());
        add(words, "items", card.items(), split.items());
        add(words, "pairs", card.interactions(), pairs);
        return words.isEmpty()
                ? "as many users, items and pairs, but not the same ones, as "
                        + card.data().name() + " had"
                : card.data().name() + " had " + String.join("; ", words);
    }

    private static void add(List<String> words, String what, long there, long here) {
        if (there != here) {
            words.add(there + " " + what + ", not " + here);
        }
    }
}
