package org.hetcomp.serve;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A question that is being read, key by key. */
final class Draft {
    static final String TOP = "top";
    static final Set<String> LISTS = Set.of("history", "exclude", "allow");
    private static final int DEFAULT_TOP = 10;

    private final Kind kind;
    private final Limits limits;
    private final String prefix;
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, List<String>> lists = new HashMap<>();
    private int top;

    /**
     * An empty one.
     *
     * @param prefix what goes before keys in messages
     */
    Draft(Kind kind, Limits limits, String prefix) {
        this.kind = kind;
        this.limits = limits;
        this.prefix = prefix;
        this.top = Math.min(DEFAULT_TOP, limits.top());
    }

    String where(String key) {
        return prefix + key;
    }

    void requireKnown(String key) {
        List<String> known = new ArrayList<>(kind.subjects());
        known.addAll(List.of(TOP, "exclude", "allow"));
        if (!known.contains(key)) {
            throw Refusal.bad(
                    "unknown key " + Text.quote(key),
                    prefix.isEmpty() ? "request" : prefix.substring(0, prefix.length() - 1),
                    "take one of " + String.join(", ", known) + (prefix.isEmpty() ? ", or requests" : ""));
        }
    }

    void put(String key, String text) {
        texts.put(key, text);
    }

    void put(String key, List<String> list) {
        if (list.isEmpty() && key.equals("history")) {
            throw Refusal.bad("an empty list", where(key), "give an item at least");
        }
        lists.put(key, list);
    }

    void top(String number) {
        int given = 0;
        try {
            given = Integer.parseInt(number);
        } catch (NumberFormatException e) {
            // Told below, like a number out of range.
        }
        if (given < 1 || given > limits.top()) {
            throw Refusal.bad(
                    Text.quote(number) + " is no whole number from 1 to " + limits.top(),
                    where(TOP),
                    "give one in that range");
        }
        top = given;
    }

    Question question() {
        List<String> given = kind.subjects().stream()
                .filter(key -> texts.containsKey(key) || lists.containsKey(key))
                .toList();
        if (given.size() != 1) {
            String one = String.join(" or ", kind.subjects());
            throw Refusal.bad(
                    given.isEmpty() ? "no " + one + " given" : String.join(" and ", given) + " given",
                    prefix.isEmpty() ? "request" : prefix.substring(0, prefix.length() - 1),
                    "give " + (given.isEmpty() ? "one" : "either") + ", as in " + kind.example());
        }
        return new Question(
                texts.get("user"),
                texts.get("item"),
                lists.get("history"),
                top,
                lists.getOrDefault("exclude", List.of()),
                lists.get("allow"));
    }
}
