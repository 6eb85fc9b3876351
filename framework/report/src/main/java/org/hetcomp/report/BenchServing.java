package org.hetcomp.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hetcomp.bench.BenchResults;
import org.hetcomp.bench.Inference;
import org.hetcomp.bench.Result;
import org.hetcomp.report.chart.Markup;
import org.hetcomp.report.chart.Numbers;
import org.hetcomp.report.chart.ScatterChart;
import org.hetcomp.report.chart.Tone;

/** What serving a student takes beside what its ensemble takes: the accuracy-cost picture, measured. */
record BenchServing(BenchResults file) {
    private static final String RATE = "usersPerSecond";
    private static final String LATENCY = "latencyP50Ms";
    private static final double MILLISECONDS = 1000;

    private record Served(String name, double parameters, double recall, double latency, Tone tone) {}

    /** Both in numbers. */
    Table table() {
        Inference.Cost small = file.inference().student();
        Inference.Cost large = file.inference().ensemble();
        Table table = new Table("On " + file.inference().candidate(), ":what", "student", "ensemble", "share");
        row(table, "parameters", small.parameters(), large.parameters());
        row(table, "memory, MB", small.memoryMb(), large.memoryMb());
        row(
                table,
                "time of a user among many, ms",
                MILLISECONDS / small.usersPerSecond(),
                MILLISECONDS / large.usersPerSecond());
        row(table, "latency of one user, median, ms", small.latencyP50Ms(), large.latencyP50Ms());
        row(table, "latency of one user, 99th percentile, ms", small.latencyP99Ms(), large.latencyP99Ms());
        table.row(
                "Recall@50 on test",
                Numbers.fixed(small.recall50(), 4),
                Numbers.fixed(large.recall50(), 4),
                Numbers.percent(small.recall50() / large.recall50()));
        return table;
    }

    private static void row(Table table, String name, double student, double ensemble) {
        table.row(name, whole(student), whole(ensemble), Headline.share(student, ensemble));
    }

    private static String whole(double value) {
        return value == Math.rint(value) ? Numbers.fixed(value, 0) : Numbers.digits(value);
    }

    /** What the student costs, in a sentence. */
    String sentence() {
        Inference.Cost small = file.inference().student();
        Inference.Cost large = file.inference().ensemble();
        return "On " + file.inference().candidate() + ", a student of dimension " + small.dim()
                + (small.recall50() > large.recall50() ? " reaches " : " keeps ")
                + Numbers.percent(small.recall50() / large.recall50()) + " of the Recall@50 of its ensemble, with "
                + Headline.share(small.parameters(), large.parameters()) + " of the parameters, "
                + Headline.share(small.memoryMb(), large.memoryMb()) + " of the memory and "
                + Headline.share(small.latencyP50Ms(), large.latencyP50Ms()) + " of the time to answer one user.";
    }

    /** Recall against size and against latency, of all models that were served on the same backend. */
    Figure figure() {
        List<Served> served = served();
        Table numbers = new Table("Models served", ":model", "parameters", "Recall@50 on test", "latency, ms");
        List<ScatterChart.Point> sizes = new ArrayList<>();
        List<ScatterChart.Point> latencies = new ArrayList<>();
        for (Served one : served) {
            numbers.row(
                    one.name(),
                    Numbers.fixed(one.parameters(), 0),
                    Numbers.fixed(one.recall(), 4),
                    Numbers.digits(one.latency()));
            sizes.add(new ScatterChart.Point(one.name(), one.parameters(), one.recall(), one.tone()));
            latencies.add(new ScatterChart.Point(one.name(), one.latency(), one.recall(), one.tone()));
        }
        String described = "Models by Recall@50 on test and by what they cost. The numbers are in the table below.";
        List<Markup> charts = List.of(
                new ScatterChart("Recall@50 on test, by size", described, "parameters, logarithmic", sizes).draw(),
                new ScatterChart(
                                "Recall@50 on test, by latency",
                                described,
                                "median milliseconds for one user, logarithmic",
                                latencies)
                        .draw());
        return new Figure(
                charts,
                "What accuracy costs on " + file.inference().candidate() + ": up is more accurate, left is cheaper.",
                numbers);
    }

    private List<Served> served() {
        List<Served> served = new ArrayList<>();
        for (Result rate : file.results()) {
            Map<String, Number> details = rate.details();
            if (rate.name().equals(RATE)
                    && rate.model() != null
                    && rate.candidate().equals(file.inference().candidate())
                    && details != null
                    && details.get("parameters") != null
                    && details.get("R50") != null) {
                served.add(new Served(
                        rate.model() + (rate.dim() == null ? "" : " " + rate.dim()),
                        details.get("parameters").doubleValue(),
                        details.get("R50").doubleValue(),
                        latency(rate),
                        tone(rate.model())));
            }
        }
        served.sort(Comparator.comparing(Served::tone));
        return served;
    }

    private double latency(Result rate) {
        return file.results().stream()
                .filter(one -> one.name().equals(LATENCY) && one.candidate().equals(rate.candidate()))
                .filter(one -> rate.model().equals(one.model()) && Objects.equals(one.dim(), rate.dim()))
                .mapToDouble(Result::median)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static Tone tone(String model) {
        return model.equals("student") ? Tone.ACCENT : model.equals("ensemble") ? Tone.INK : Tone.QUIET;
    }
}
