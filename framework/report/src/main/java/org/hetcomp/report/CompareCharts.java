package org.hetcomp.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hetcomp.eval.Baseline;
import org.hetcomp.eval.Measure;
import org.hetcomp.eval.Measures;
import org.hetcomp.eval.PairedDifference;
import org.hetcomp.pipeline.Evaluation;
import org.hetcomp.pipeline.Trial;
import org.hetcomp.pipeline.Trials;
import org.hetcomp.pipeline.Worth;
import org.hetcomp.report.chart.BarChart;
import org.hetcomp.report.chart.LineChart;
import org.hetcomp.report.chart.Markup;
import org.hetcomp.report.chart.Numbers;
import org.hetcomp.report.chart.Tone;

/** Methods side by side: what they found, how they learned, what they took. */
record CompareCharts(CompareFiles compared) {
    private static final List<Tone> TONES = List.of(Tone.ACCENT, Tone.CONTRAST, Tone.QUIET);
    private static final String NOTE = " The numbers are in the table below.";

    private Map<String, Trials> methods() {
        return compared.result().methods();
    }

    private Tone tone(String method) {
        int place = List.copyOf(methods().keySet()).indexOf(method);
        return TONES.get(Math.min(place, TONES.size() - 1));
    }

    /** Means over the seeds and their spread, with the ensemble to hold them against. */
    Table table() {
        Table table = new Table(
                "Measures on test, means over seeds and standard deviations",
                ":model",
                "Recall@10",
                "±",
                "Recall@50",
                "±",
                "NDCG@10",
                "±",
                "NDCG@50",
                "±",
                "parameters");
        Worth ensemble = compared.result().ensemble();
        if (ensemble != null) {
            table.row(null, cells("ensemble", ensemble.test(), null, ensemble.size()));
        }
        if (compared.result().baselines() != null) {
            compared.result()
                    .baselines()
                    .forEach((id, worth) ->
                            table.row(null, cells(Baseline.title(id), worth.test(), null, worth.size())));
        }
        methods()
                .forEach((method, trials) -> table.row(
                        tone(method) == Tone.ACCENT ? "accent" : null,
                        cells(method, trials.mean(), trials.std(), trials.parameters())));
        return table;
    }

    /** What else is known of the students, means over the seeds, beside ensemble and baselines. */
    MoreTables more() {
        MoreTables tables = new MoreTables();
        if (compared.result().ensemble() != null) {
            tables.row("ensemble", compared.result().ensemble().more(), false);
        }
        if (compared.result().baselines() != null) {
            compared.result().baselines().forEach((id, worth) -> tables.row(Baseline.title(id), worth.more(), false));
        }
        methods().forEach((method, trials) -> tables.row(method, trials.more(), tone(method) == Tone.ACCENT));
        return tables;
    }

    private static List<String> cells(String name, Measures mean, Measures std, long parameters) {
        List<String> cells = new ArrayList<>(List.of(name));
        for (Measure measure : Measure.FOUR) {
            cells.add(Numbers.fixed(measure.of(mean), 4));
            cells.add(Numbers.fixed(std == null ? Double.NaN : measure.of(std), 4));
        }
        cells.add(Numbers.fixed(parameters == 0 ? Double.NaN : parameters, 0));
        return cells;
    }

    /** Every measure by method. */
    Figure measures() {
        List<Markup> charts = new ArrayList<>();
        for (Measure measure : Measure.FOUR) {
            List<BarChart.Bar> bars = new ArrayList<>();
            Worth ensemble = compared.result().ensemble();
            if (ensemble != null) {
                double value = measure.of(ensemble.test());
                bars.add(new BarChart.Bar("ensemble", value, Numbers.fixed(value, 3), Tone.INK));
            }
            methods().forEach((method, trials) -> bars.add(bar(method, trials, measure)));
            String described = measure.title() + " on test by method, mean, least and most over the seeds." + NOTE;
            charts.add(new BarChart(measure.title() + " on test", described, bars).draw());
        }
        Table numbers = new Table(
                "Every student",
                ":method",
                "seed",
                "Recall@10",
                "Recall@50",
                "NDCG@10",
                "NDCG@50",
                "valid Recall@50",
                "epochs",
                "best",
                "seconds",
                ":folder");
        methods().forEach((method, trials) -> trials.runs().forEach(run -> numbers.row(null, cells(method, run))));
        String whiskers = compared.seeds() > 1 ? " Whiskers show the least and the most over the seeds." : "";
        return new Figure(charts, "The methods on test, beside the ensemble that teaches." + whiskers, numbers);
    }

    private BarChart.Bar bar(String method, Trials trials, Measure measure) {
        double[] values = trials.runs().stream()
                .mapToDouble(run -> measure.of(run.test()))
                .sorted()
                .toArray();
        double mean = measure.of(trials.mean());
        return new BarChart.Bar(
                method, mean, values[0], values[values.length - 1], Numbers.fixed(mean, 3), tone(method));
    }

    private static List<String> cells(String method, Trial run) {
        List<String> cells = new ArrayList<>(List.of(method, Long.toString(run.seed())));
        for (Measure measure : Measure.FOUR) {
            cells.add(Numbers.fixed(measure.of(run.test()), 4));
        }
        cells.add(Numbers.fixed(run.valid().r50(), 4));
        cells.add(Integer.toString(run.epochs()));
        cells.add(Integer.toString(run.bestEpoch()));
        cells.add(Numbers.digits(run.seconds()));
        cells.add(run.out());
        return cells;
    }

    /** What the tests say of every pair. */
    Table tests() {
        Table table = new Table(
                "Differences over users and seeds",
                ":more, less",
                ":measure",
                ":beyond chance",
                "difference",
                "from",
                "to",
                "p",
                "p, adjusted",
                "would be found");
        for (PairedDifference test : compared.result().tests()) {
            table.row(
                    compared.result().isMoreThanChance(test) ? "accent" : null,
                    List.of(
                            test.methods().get(0) + " > " + test.methods().get(1),
                            Measure.of(test.measure()).title(),
                            verdict(test),
                            Numbers.fixed(test.difference(), 4),
                            Numbers.fixed(test.low(), 4),
                            Numbers.fixed(test.high(), 4),
                            probability(test.p()),
                            probability(test.adjusted()),
                            Numbers.fixed(test.least(), 4)));
        }
        return table;
    }

    private String verdict(PairedDifference test) {
        if (!test.isSignificant()) {
            return "no";
        }
        if (!compared.result().unfinished(test).isEmpty()) {
            return "not at its end";
        }
        return test.seeds() > 1 ? "users, seeds" : "users only";
    }

    private static String probability(double p) {
        return p < 0.001 ? "< 0.001" : Numbers.fixed(p, 3);
    }

    /** Recall on valid by epoch and by time, means over the seeds. */
    Figure curves() {
        Table numbers = new Table("Recall@50 on valid, mean over seeds", ":method", "epoch", "Recall@50", "seconds");
        List<LineChart.Line> byEpoch = new ArrayList<>();
        List<LineChart.Line> byTime = new ArrayList<>();
        compared.curves().forEach((method, seeds) -> {
            List<Point> points = means(seeds);
            String name = points.isEmpty() ? method : method + " " + last(points);
            byEpoch.add(new LineChart.Line(
                    name,
                    points.stream()
                            .map(p -> new LineChart.Point(p.epoch(), p.recall()))
                            .toList(),
                    tone(method),
                    Double.NaN));
            byTime.add(new LineChart.Line(
                    name,
                    points.stream()
                            .map(p -> new LineChart.Point(p.seconds(), p.recall()))
                            .toList(),
                    tone(method),
                    Double.NaN));
            points.forEach(p -> numbers.row(
                    method, Numbers.fixed(p.epoch(), 0), Numbers.fixed(p.recall(), 4), Numbers.digits(p.seconds())));
        });
        List<LineChart.Level> levels = new ArrayList<>();
        if (compared.result().ensemble() != null) {
            double value = compared.result().ensemble().valid().r50();
            levels.add(new LineChart.Level("ensemble " + Numbers.fixed(value, 3), value, Tone.INK));
        }
        String described = "Recall@50 of each method's students on valid." + NOTE;
        List<Markup> charts = List.of(
                new LineChart("Recall@50 on valid, by epoch", described, "epoch", byEpoch, levels, null).draw(),
                new LineChart("Recall@50 on valid, by time", described, "seconds", byTime, levels, null).draw());
        return new Figure(
                charts,
                "The students on valid, means over those seeds that were still trained then. Left by epoch, right by "
                        + "seconds of training, evaluations included; an epoch is not equally long in all methods."
                        + (levels.isEmpty() ? "" : " Dashed, the ensemble.")
                        + LearningCharts.sampled(compared.curves().values().stream()
                                .flatMap(List::stream)
                                .flatMap(List::stream)
                                .toList()),
                numbers);
    }

    private record Point(double epoch, double recall, double seconds) {}

    private static String last(List<Point> points) {
        return Numbers.fixed(points.get(points.size() - 1).recall(), 3);
    }

    private static List<Point> means(List<List<Evaluation>> seeds) {
        Map<Integer, List<Evaluation>> byEpoch = new TreeMap<>();
        seeds.forEach(each -> each.forEach(e ->
                byEpoch.computeIfAbsent(e.epoch(), epoch -> new ArrayList<>()).add(e)));
        List<Point> points = new ArrayList<>();
        byEpoch.forEach((epoch, all) -> points.add(new Point(
                epoch,
                all.stream().mapToDouble(e -> e.valid().r50()).average().orElse(Double.NaN),
                all.stream().mapToDouble(CompareCharts::spent).average().orElse(Double.NaN))));
        return points;
    }

    private static double spent(Evaluation evaluation) {
        return evaluation.seconds() == null
                ? Double.NaN
                : evaluation.seconds().curriculum()
                        + evaluation.seconds().distill()
                        + evaluation.seconds().evaluate();
    }

    /** Whether there is a curve to draw. */
    boolean hasCurves() {
        return compared.curves().values().stream().flatMap(List::stream).anyMatch(each -> !each.isEmpty());
    }
}
