package org.hetcomp.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.hetcomp.eval.Measure;
import org.hetcomp.pipeline.TuneAnswer;
import org.hetcomp.report.chart.Numbers;
import org.hetcomp.report.chart.ScatterChart;
import org.hetcomp.report.chart.Tone;

/** What a search tried: a table of all of it, and each setting against what it came to. */
record TuneCharts(TuneAnswer result) {
    private static final String NOTE = " The numbers are in the table above.";

    /** All that was tried, the longest first, then the best. */
    Table table() {
        List<String> names = names();
        List<String> columns = new ArrayList<>(List.of(":trial"));
        columns.addAll(names);
        columns.addAll(List.of("rounds", "epochs", "valid " + result.by().title()));
        List<Measure> others =
                Measure.FOUR.stream().filter(one -> !one.equals(result.by())).toList();
        others.forEach(one -> columns.add(one.title()));
        columns.add("seconds");
        Table table = new Table("Settings and what they came to on valid", columns.toArray(String[]::new));
        List<TuneAnswer.Tried> tried = new ArrayList<>(result.trials());
        tried.removeIf(one -> one.last() == null);
        tried.sort(
                Comparator.<TuneAnswer.Tried>comparingInt(one -> -one.rounds().size())
                        .thenComparingDouble(one ->
                                one.last().valid() == null ? 1 : -one.last().score()));
        for (TuneAnswer.Tried one : tried) {
            List<String> cells = new ArrayList<>(List.of(name(one)));
            names.forEach(setting -> cells.add(String.valueOf(one.settings().get(setting))));
            TuneAnswer.Round last = one.last();
            cells.add(Integer.toString(one.rounds().size()));
            cells.add(Integer.toString(last.epochs()));
            boolean diverged = last.valid() == null;
            cells.add(Numbers.fixed(diverged ? Double.NaN : last.score(), 4));
            for (Measure other : others) {
                cells.add(Numbers.fixed(diverged ? Double.NaN : other.of(last.valid()), 4));
            }
            cells.add(Numbers.digits(
                    one.rounds().stream().mapToDouble(TuneAnswer.Round::seconds).sum()));
            table.row(one.number() == result.winner() ? "accent" : null, cells);
        }
        return table;
    }

    private List<String> names() {
        Set<String> names = new LinkedHashSet<>();
        result.trials().forEach(one -> names.addAll(one.settings().keySet()));
        return List.copyOf(names);
    }

    private static String name(TuneAnswer.Tried one) {
        return one.number() == 0 ? "default" : Integer.toString(one.number());
    }

    /** Each setting that differs, against what decides after the first round, which all went through. */
    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        for (String setting : names()) {
            long values = result.trials().stream()
                    .map(one -> one.settings().get(setting))
                    .distinct()
                    .count();
            if (values > 1) {
                figures.add(figure(setting));
            }
        }
        return figures;
    }

    private Figure figure(String setting) {
        List<ScatterChart.Point> points = new ArrayList<>();
        Table numbers = new Table(
                "The first round", ":trial", setting, "valid " + result.by().title());
        for (TuneAnswer.Tried one : result.trials()) {
            if (one.rounds().isEmpty() || one.rounds().get(0).valid() == null) {
                continue;
            }
            double score = one.rounds().get(0).score();
            boolean won = one.number() == result.winner();
            boolean named = won || one.number() == 0;
            points.add(new ScatterChart.Point(
                    named ? won ? name(one) + ", won" : name(one) : "",
                    one.settings().get(setting),
                    score,
                    won ? Tone.ACCENT : one.number() == 0 ? Tone.CONTRAST : Tone.QUIET));
            numbers.row(name(one), String.valueOf(one.settings().get(setting)), Numbers.fixed(score, 4));
        }
        String described = "Valid " + result.by().title() + " after the first round by " + setting
                + ", a point for each that was tried." + NOTE;
        return new Figure(
                List.of(new ScatterChart("valid " + result.by().title() + ", first round", described, setting, points)
                        .draw()),
                "What " + setting + " does, over all that was tried: after the first round, which all went through.",
                numbers);
    }

    /** How many were tried for how long. */
    Table rounds() {
        TreeMap<Integer, int[]> rounds = new TreeMap<>();
        TreeMap<Integer, Double> seconds = new TreeMap<>();
        for (TuneAnswer.Tried one : result.trials()) {
            for (int r = 0; r < one.rounds().size(); r++) {
                TuneAnswer.Round round = one.rounds().get(r);
                rounds.computeIfAbsent(r + 1, none -> new int[] {0, round.epochs()})[0]++;
                seconds.merge(r + 1, round.seconds(), Double::sum);
            }
        }
        Table table = new Table("Rounds", ":round", "settings", "epochs at most", "seconds");
        rounds.forEach((round, counts) -> table.row(
                Integer.toString(round),
                Integer.toString(counts[0]),
                Integer.toString(counts[1]),
                Numbers.digits(seconds.get(round))));
        return table;
    }
}
