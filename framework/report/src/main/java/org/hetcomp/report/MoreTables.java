package org.hetcomp.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hetcomp.eval.Assessment;
import org.hetcomp.eval.Breadth;
import org.hetcomp.eval.Group;
import org.hetcomp.eval.Measure;
import org.hetcomp.report.chart.Numbers;

/** What is known of models besides the four measures: those that were asked for, and who gets what. */
final class MoreTables {
    private static final List<String> USERS = List.of("few", "some", "many");
    private static final List<String> ITEMS = List.of("head", "middle", "tail");

    private final Map<String, Assessment> models = new LinkedHashMap<>();
    private String accent = "";

    /** Adds a model; nothing if nothing is known of it. */
    void row(String name, Assessment more, boolean isAccent) {
        if (more != null) {
            models.put(name, more);
            accent = isAccent ? name : accent;
        }
    }

    /** Adds both tables, and how they are read, to a page; nothing if nothing is known. */
    void addTo(Page page) {
        if (models.isEmpty()) {
            return;
        }
        List<String> words =
                List.copyOf(models.values().iterator().next().test().keySet());
        if (!words.isEmpty()) {
            page.table(measures(words));
        }
        page.heading("Who gets what");
        page.text("Of the first " + Breadth.TOP
                + " items recommended to each user: coverage is the share of all items that"
                + " somebody is shown; Gini is 0 where all items are shown alike and 1 where it is always the same ones;"
                + " novelty is their mean self-information in bits, higher for less popular ones; popularity is how many users"
                + " have them in train. Then Recall@50 of users by how many train items they have, and of items by how popular"
                + " they are, in thirds" + ranges() + ".");
        page.table(breadth());
    }

    private String ranges() {
        Assessment any = models.values().iterator().next();
        List<String> parts = new ArrayList<>();
        any.users().forEach((name, group) -> parts.add(name + " " + range(group)));
        any.items().forEach((name, group) -> parts.add(name + " " + range(group)));
        return parts.isEmpty() ? "" : " of train interactions: " + String.join(", ", parts);
    }

    private static String range(Group group) {
        return group.from() == group.to() ? Integer.toString(group.from()) : group.from() + " to " + group.to();
    }

    private Table measures(List<String> words) {
        List<String> columns = new ArrayList<>(List.of(":model"));
        words.forEach(word -> columns.add(Measure.of(word).title()));
        Table table = new Table("Further measures on test", columns.toArray(String[]::new));
        models.forEach((name, more) -> {
            List<String> cells = new ArrayList<>(List.of(name));
            words.forEach(word -> cells.add(Numbers.fixed(more.test().getOrDefault(word, Double.NaN), 4)));
            table.row(css(name), cells);
        });
        return table;
    }

    private String css(String name) {
        return name.equals(accent) ? "accent" : null;
    }

    private Table breadth() {
        Table table = new Table(
                "Breadth of the first " + Breadth.TOP + ", and Recall@50 on test by group",
                ":model",
                "coverage",
                "Gini",
                "novelty",
                "popularity",
                "users: few",
                "some",
                "many",
                "items: head",
                "middle",
                "tail");
        models.forEach((name, more) -> {
            Breadth breadth = more.breadth();
            List<String> cells = new ArrayList<>(List.of(name));
            cells.add(breadth == null ? "" : Numbers.fixed(100 * breadth.coverage(), 1) + "%");
            cells.add(breadth == null ? "" : Numbers.fixed(breadth.gini(), 3));
            cells.add(breadth == null ? "" : Numbers.fixed(breadth.novelty(), 2));
            cells.add(breadth == null ? "" : Numbers.fixed(breadth.popularity(), 1));
            USERS.forEach(group -> cells.add(recall(more.users().get(group))));
            ITEMS.forEach(group -> cells.add(recall(more.items().get(group))));
            table.row(css(name), cells);
        });
        return table;
    }

    private static String recall(Group group) {
        return group == null ? "" : Numbers.fixed(group.recall50(), 3);
    }
}
