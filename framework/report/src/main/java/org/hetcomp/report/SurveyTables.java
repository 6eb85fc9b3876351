package org.hetcomp.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hetcomp.eval.Baseline;
import org.hetcomp.eval.Measure;
import org.hetcomp.eval.Measures;
import org.hetcomp.eval.PairedDifference;
import org.hetcomp.pipeline.CompareAnswer;
import org.hetcomp.pipeline.SurveyAnswer;
import org.hetcomp.pipeline.Trials;
import org.hetcomp.pipeline.Worth;
import org.hetcomp.report.chart.LineChart;
import org.hetcomp.report.chart.Markup;
import org.hetcomp.report.chart.Numbers;
import org.hetcomp.report.chart.Tone;

/** The comparisons of a survey, each as a table with its verdicts, and all by dimension. */
record SurveyTables(SurveyAnswer result) {
    private static final List<Tone> TONES = List.of(Tone.ACCENT, Tone.CONTRAST, Tone.QUIET);
    private static final List<Measure> SHOWN = List.of(Measure.R50, Measure.N10);

    /** Methods of one comparison, with what they are held against. */
    Table of(SurveyAnswer.Part part) {
        CompareAnswer one = part.comparison();
        Table table = new Table(
                part.title() + ", on test",
                ":model",
                "Recall@50",
                "±",
                "of the ensemble",
                "NDCG@10",
                "±",
                "discrepancy",
                "parameters");
        Worth ensemble = one.ensemble();
        if (ensemble != null) {
            table.row(null, cells("ensemble", ensemble.test(), null, Double.NaN, Double.NaN, ensemble.size()));
        }
        if (one.baselines() != null) {
            one.baselines()
                    .forEach((id, worth) -> table.row(
                            null,
                            cells(
                                    Baseline.title(id),
                                    worth.test(),
                                    null,
                                    kept(worth.test(), ensemble),
                                    Double.NaN,
                                    worth.size())));
        }
        one.methods()
                .forEach((method, trials) -> table.row(
                        tone(method) == Tone.ACCENT ? "accent" : null,
                        cells(
                                method,
                                trials.mean(),
                                trials.std(),
                                kept(trials.mean(), ensemble),
                                trials.discrepancy(),
                                trials.parameters())));
        return table;
    }

    private static double kept(Measures test, Worth ensemble) {
        return ensemble == null ? Double.NaN : test.r50() / ensemble.test().r50();
    }

    private static List<String> cells(
            String name, Measures mean, Measures std, double kept, double discrepancy, long size) {
        return List.of(
                name,
                Numbers.fixed(mean.r50(), 4),
                Numbers.fixed(std == null ? Double.NaN : std.r50(), 4),
                Numbers.percent(kept),
                Numbers.fixed(mean.n10(), 4),
                Numbers.fixed(std == null ? Double.NaN : std.n10(), 4),
                Numbers.fixed(discrepancy, 3),
                Numbers.fixed(size == 0 ? Double.NaN : size, 0));
    }

    /** What the tests say of one comparison, a sentence a measure. */
    List<String> verdicts(SurveyAnswer.Part part) {
        List<String> sentences = new ArrayList<>();
        for (Measure measure : SHOWN) {
            List<String> more = new ArrayList<>();
            List<String> level = new ArrayList<>();
            List<String> open = new ArrayList<>();
            for (PairedDifference test : part.comparison().tests()) {
                if (measure.name().equals(test.measure())) {
                    take(part.comparison(), test, measure, more, level, open);
                }
            }
            List<String> parts = new ArrayList<>();
            add(parts, "", more);
            add(parts, "not told apart: ", level);
            add(parts, "no verdict: ", open);
            if (!parts.isEmpty()) {
                sentences.add(measure.title() + ": " + String.join("; ", parts) + ".");
            }
        }
        return sentences;
    }

    private static void take(
            CompareAnswer one,
            PairedDifference test,
            Measure measure,
            List<String> more,
            List<String> level,
            List<String> open) {
        String first = test.methods().get(0);
        String second = test.methods().get(1);
        double less = one.methods().get(second).test(measure);
        if (one.isMoreThanChance(test)) {
            more.add(
                    first + (less > 0 ? " " + Numbers.percent(test.difference() / less) : "") + " more than " + second);
        } else if (test.seeds() > 1 && one.unfinished(test).isEmpty()) {
            level.add(first + " and " + second);
        } else {
            open.add(first + " and " + second + (test.isSignificant() ? " (" + first + " ahead so far)" : ""));
        }
    }

    private static void add(List<String> parts, String words, List<String> pairs) {
        if (!pairs.isEmpty()) {
            parts.add(words + String.join(", ", pairs));
        }
    }

    /** Whether there is more than one dimension. */
    boolean hasDimensions() {
        return result.comparisons().stream()
                        .map(part -> part.comparison().dim())
                        .distinct()
                        .count()
                > 1;
    }

    /** Recall and NDCG by dimension, two charts a data set. */
    Figure byDimension() {
        Map<String, List<CompareAnswer>> sets = new LinkedHashMap<>();
        result.comparisons()
                .forEach(part -> sets.computeIfAbsent(part.set(), set -> new ArrayList<>())
                        .add(part.comparison()));
        List<Markup> charts = new ArrayList<>();
        Table numbers = new Table("By dimension, on test", ":set", ":method", "dimension", "Recall@50", "NDCG@10");
        sets.forEach((set, all) -> {
            SHOWN.forEach(measure -> charts.add(chart(set, all, measure)));
            all.forEach(one -> one.methods()
                    .forEach((method, trials) -> numbers.row(
                            set,
                            method,
                            Numbers.fixed(one.dim(), 0),
                            Numbers.fixed(trials.mean().r50(), 4),
                            Numbers.fixed(trials.mean().n10(), 4))));
        });
        return new Figure(
                charts,
                "The methods on test by the student's dimension, means over seeds. Dashed, the ensemble.",
                numbers);
    }

    private Markup chart(String set, List<CompareAnswer> all, Measure measure) {
        List<LineChart.Line> lines = new ArrayList<>();
        for (String method : all.get(0).methods().keySet()) {
            List<LineChart.Point> points = all.stream()
                    .map(one -> point(one.dim(), one.methods().get(method), measure))
                    .sorted((a, b) -> Double.compare(a.x(), b.x()))
                    .toList();
            lines.add(new LineChart.Line(method, points, tone(method), Double.NaN));
        }
        List<LineChart.Level> levels = new ArrayList<>();
        if (all.get(0).ensemble() != null) {
            levels.add(new LineChart.Level(
                    "ensemble", measure.of(all.get(0).ensemble().test()), Tone.INK));
        }
        String title = set + ": " + measure.title() + " on test";
        return new LineChart(
                        title,
                        title + " by dimension, a line for each method. The numbers are in the table below.",
                        "dimension",
                        lines,
                        levels,
                        null)
                .draw();
    }

    private static LineChart.Point point(int dim, Trials trials, Measure measure) {
        return new LineChart.Point(dim, measure.of(trials.mean()));
    }

    private Tone tone(String method) {
        int place = List.copyOf(
                        result.comparisons().get(0).comparison().methods().keySet())
                .indexOf(method);
        return TONES.get(Math.min(place, TONES.size() - 1));
    }
}
