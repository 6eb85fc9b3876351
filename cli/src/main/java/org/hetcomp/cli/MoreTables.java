package org.hetcomp.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hetcomp.eval.Assessment;
import org.hetcomp.eval.Breadth;
import org.hetcomp.eval.Group;
import org.hetcomp.eval.Measure;

/** What is known of models besides the four measures, 79 columns wide: measures that were asked for, then who gets what. */
final class MoreTables {
    private static final int COLUMNS = 4;
    private static final List<String> USERS = List.of("few", "some", "many");
    private static final List<String> ITEMS = List.of("head", "middle", "tail");

    private final Map<String, Assessment> models = new LinkedHashMap<>();

    /** Adds a model; nothing if nothing is known of it. */
    void row(String name, Assessment more) {
        if (more != null) {
            // What follows a comma is in the table above.
            models.put(name.replaceAll(",.*", ""), more);
        }
    }

    @Override
    public String toString() {
        if (models.isEmpty()) {
            return "";
        }
        List<String> lines = new ArrayList<>();
        List<String> words =
                List.copyOf(models.values().iterator().next().test().keySet());
        for (int from = 0; from < words.size(); from += COLUMNS) {
            measures(lines, words.subList(from, Math.min(words.size(), from + COLUMNS)));
        }
        breadth(lines);
        return String.join("\n", lines) + "\n";
    }

    private void measures(List<String> lines, List<String> words) {
        StringBuilder head = new StringBuilder(String.format("%n%-31s", "on test"));
        words.forEach(word -> head.append(String.format("%12s", Measure.of(word).title())));
        lines.add(head.toString());
        models.forEach((name, more) -> {
            StringBuilder line = new StringBuilder(String.format("%-31.31s", name));
            words.forEach(word ->
                    line.append(String.format(Locale.ROOT, "%12.4f", more.test().get(word))));
            lines.add(line.toString());
        });
    }

    private void breadth(List<String> lines) {
        lines.add(String.format(
                "%n%-16s%-21s%-21s%-21s",
                "", "        top " + Breadth.TOP, "  Recall@50, users", "  Recall@50, items"));
        lines.add(String.format(
                "%-16s%7s%7s%7s%7s%7s%7s%7s%7s%7s",
                "who gets what", "cover", "Gini", "bits", "few", "some", "many", "head", "middle", "tail"));
        models.forEach((name, more) -> {
            StringBuilder line = new StringBuilder(String.format("%-16.16s", name));
            Breadth breadth = more.breadth();
            line.append(
                    breadth == null
                            ? "      -      -      -"
                            : String.format(
                                    Locale.ROOT,
                                    "%6.1f%%%7.3f%7.2f",
                                    100 * breadth.coverage(),
                                    breadth.gini(),
                                    breadth.novelty()));
            USERS.forEach(group -> line.append(recall(more.users().get(group))));
            ITEMS.forEach(group -> line.append(recall(more.items().get(group))));
            lines.add(line.toString());
        });
        lines.add("");
        lines.add("Of the top " + Breadth.TOP + ", cover: share of all items that somebody is shown; Gini: 0 if all");
        lines.add("are shown alike, 1 if always one; bits: mean self-information. Users in thirds");
        lines.add("by how many train items they have, items by how popular they are.");
    }

    private static String recall(Group group) {
        return group == null ? "      -" : String.format(Locale.ROOT, "%7.4f", group.recall50());
    }
}
