package org.hetcomp.serve;

import java.util.List;

/** What a route is asked about. */
enum Kind {
    /** Somebody's best items. */
    RECOMMEND(List.of("user", "history"), "{\"user\": \"u7\", \"top\": 10}"),
    /** Items like an item. */
    SIMILAR(List.of("item"), "{\"item\": \"i3\", \"top\": 10}");

    private final List<String> subjects;
    private final String example;

    Kind(List<String> subjects, String example) {
        this.subjects = subjects;
        this.example = example;
    }

    /** Keys that say whom or what, one of which is given. */
    List<String> subjects() {
        return subjects;
    }

    String example() {
        return example;
    }
}
