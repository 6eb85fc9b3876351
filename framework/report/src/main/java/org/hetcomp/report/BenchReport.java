package org.hetcomp.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hetcomp.bench.BenchResults;
import org.hetcomp.bench.Result;
import org.hetcomp.report.chart.BarChart;
import org.hetcomp.report.chart.Markup;
import org.hetcomp.report.chart.Numbers;
import org.hetcomp.report.chart.Tone;

/** The page of a benchmark: backends side by side with their spread, whether they agree, and what a student saves. */
public final class BenchReport {
    private static final List<Tone> TONES = List.of(Tone.ACCENT, Tone.CONTRAST, Tone.INK, Tone.QUIET);

    private final BenchResults file;
    private final BenchTables tables;

    private BenchReport(BenchResults file) {
        this.file = file;
        tables = new BenchTables(file);
    }

    /**
     * Writes the page.
     *
     * @param results the file that {@code bench} wrote
     * @param html the file to write or to replace
     * @throws org.hetcomp.io.DataException if the results cannot be used
     * @throws IOException if the page cannot be written
     */
    public static void write(Path results, Path html) throws IOException {
        BenchResults file = BenchResults.read(results);
        new BenchReport(file).page().write(html, "Made by hetcomp " + file.hetcomp() + ".");
    }

    private Page page() {
        BenchHeadline headline = new BenchHeadline(file);
        Page page = new Page(
                "hetcomp bench  ·  " + String.join(", ", file.engines()) + "  ·  " + Origin.day(file.finished()),
                headline.title(),
                headline.lead());
        headline.warnings().forEach(page::warning);
        if (file.inference() != null) {
            BenchServing serving = new BenchServing(file);
            page.section("What a student saves")
                    .text(serving.sentence())
                    .table(serving.table())
                    .figure(serving.figure());
        }
        if (!file.results().isEmpty()) {
            page.section("Backends side by side");
            page.text("Each bar is a median, its whiskers the least and the most of all repetitions. Where whiskers "
                    + "overlap, the difference is not more than the spread of the measurements.");
            BenchTitles.bySuite(file.results())
                    .forEach((suite, metrics) -> page.heading(suite).figure(figure(suite, metrics)));
        }
        if (!file.agreement().isEmpty()) {
            page.section("Whether they agree");
            page.text(
                    "The largest differences between any two backends on the same inputs; a fast backend with a large "
                            + "one computes something else.");
            page.table(tables.agreement());
        }
        if (file.baseline() != null) {
            page.section("Against the earlier run");
            page.text(headline.changes());
            page.table(tables.changes());
        }
        if (!file.skipped().isEmpty()) {
            page.section("Not measured").table(tables.skipped());
        }
        page.section("To do it again");
        if (file.command() != null) {
            page.command(file.command());
        }
        page.table(tables.environment());
        if (file.workload() != null) {
            page.table(JsonTable.of("Workload", file.workload()));
        }
        return page;
    }

    private Figure figure(String suite, Map<String, List<Result>> metrics) {
        List<Markup> charts = new ArrayList<>();
        metrics.forEach((title, measurements) -> {
            List<BarChart.Bar> bars = new ArrayList<>();
            for (Result one : measurements) {
                bars.add(new BarChart.Bar(
                        name(one), one.median(), one.min(), one.max(), Numbers.digits(one.median()), tone(one)));
            }
            Result first = measurements.get(0);
            String name = title + " (" + first.unit() + (first.isMoreBetter() ? ", more is better)" : ")");
            charts.add(new BarChart(name, "Median, least and most of " + title + " by backend.", bars).draw());
        });
        boolean rates = metrics.values().stream().flatMap(List::stream).anyMatch(Result::isMoreBetter);
        String caption =
                "The suite " + suite + " by backend: medians, with whiskers from the least to the most; less is better"
                        + (rates ? " unless said otherwise." : ".");
        return new Figure(charts, caption, tables.measurements(suite, metrics));
    }

    /** Of the name of a backend what tells it from others. */
    private String name(Result one) {
        boolean devices = file.results().stream().map(Result::device).distinct().count() > 1;
        boolean threads =
                file.results().stream().map(Result::threads).distinct().count() > 1;
        return one.engine()
                + (devices ? " " + one.device() : "")
                + (threads ? ", " + one.threads() + (one.threads() == 1 ? " thread" : " threads") : "");
    }

    private Tone tone(Result measurement) {
        return TONES.get(Math.min(file.engines().indexOf(measurement.engine()), TONES.size() - 1));
    }
}
