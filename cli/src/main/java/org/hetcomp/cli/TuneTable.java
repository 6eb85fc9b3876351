package org.hetcomp.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hetcomp.pipeline.TuneAnswer;

/** What a search tried, for people, 79 columns wide: the longest tried first, then the best on valid. */
final class TuneTable {
    private static final int MOST = 10;

    private TuneTable() {}

    static String of(TuneAnswer answer) {
        List<TuneAnswer.Tried> tried = new ArrayList<>(answer.trials());
        tried.removeIf(one -> one.last() == null);
        tried.sort(Comparator.<TuneAnswer.Tried>comparingInt(one -> one.number() == answer.winner() ? 0 : 1)
                .thenComparingInt(one -> -one.rounds().size())
                .thenComparingDouble(
                        one -> one.last().valid() == null ? 1 : -one.last().score()));
        StringBuilder text = new StringBuilder(String.format(
                "%-9s%12s%14s%8s%18s%n",
                "trial", "lr", "weight decay", "epochs", "valid " + answer.by().title()));
        for (TuneAnswer.Tried one : tried.subList(0, Math.min(MOST, tried.size()))) {
            TuneAnswer.Round last = one.last();
            text.append(String.format(
                    Locale.ROOT,
                    "%-9s%12s%14s%8d%18s%s%n",
                    one.number() == 0 ? "default" : one.number(),
                    one.settings().get("lr"),
                    one.settings().get("weightDecay"),
                    last.epochs(),
                    last.valid() == null ? "diverged" : String.format(Locale.ROOT, "%.4f", last.score()),
                    more(one.settings()) + (one.number() == answer.winner() ? "  won" : "")));
        }
        if (tried.size() > MOST) {
            text.append("and ").append(tried.size() - MOST).append(" more that were tried less or were worse\n");
        }
        if (answer.isCut()) {
            text.append("Time was up before the search was through.\n");
        }
        if (answer.winner() == 0 && !answer.isCut()) {
            text.append("Nothing that was tried was better than the default settings.\n");
        }
        return text.toString();
    }

    /** The settings of the method that were searched. */
    private static String more(Map<String, Double> settings) {
        StringBuilder more = new StringBuilder();
        settings.forEach((name, value) -> {
            if (!name.equals("lr") && !name.equals("weightDecay")) {
                more.append("  ").append(name).append(' ').append(value);
            }
        });
        return more.toString();
    }
}
