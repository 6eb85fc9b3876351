package org.hetcomp.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hetcomp.eval.Measures;
import org.hetcomp.pipeline.Worth;

/** Models and their test measures for people, 79 columns wide; then what else is known of them. */
final class ResultTable {
    private final List<String> lines = new ArrayList<>();
    private final MoreTables more = new MoreTables();

    ResultTable() {
        lines.add(String.format(
                "%-32s%10s%10s%8s%8s%11s", "on test", "Recall@10", "Recall@50", "NDCG@10", "NDCG@50", "parameters"));
    }

    /** Adds a model; its size is not known if that is 0. */
    ResultTable row(String name, Measures test, long parameters) {
        lines.add(String.format(
                Locale.ROOT,
                "%-32.32s%10.4f%10.4f%8.4f%8.4f%11s",
                name,
                test.r10(),
                test.r50(),
                test.n10(),
                test.n50(),
                parameters == 0 ? "not known" : String.format(Locale.ROOT, "%,d", parameters)));
        return this;
    }

    /** Adds how far measures of the row above spread. */
    ResultTable spread(Measures std) {
        lines.add(String.format(
                Locale.ROOT,
                "%-32s%10.4f%10.4f%8.4f%8.4f",
                "  standard deviation",
                std.r10(),
                std.r50(),
                std.n10(),
                std.n50()));
        return this;
    }

    /** Adds a model of a family. */
    ResultTable row(String id, String title, Measures test, long parameters) {
        return row(named(id, title), test, parameters);
    }

    /** Adds a model with all that is known of it. */
    ResultTable row(String name, Worth worth) {
        more.row(name, worth.more());
        return row(name, worth.test(), worth.size());
    }

    /** Adds a model of a family with all that is known of it. */
    ResultTable row(String id, String title, Worth worth) {
        more.row(id, worth.more());
        return row(named(id, title), worth.test(), worth.size());
    }

    private static String named(String id, String title) {
        return String.format("%-4s %s", id, title);
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + "\n" + more;
    }
}
