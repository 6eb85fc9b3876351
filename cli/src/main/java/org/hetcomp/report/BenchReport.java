package org.hetcomp.report;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hetcomp.report.chart.BarChart;
import org.hetcomp.report.chart.Markup;
import org.hetcomp.report.chart.Numbers;
import org.hetcomp.report.chart.Tone;

/** The page of a benchmark: backends side by side with their spread, and whether they agree. */
public final class BenchReport {
    private static final List<Tone> TONES = List.of(Tone.ACCENT, Tone.CONTRAST, Tone.INK, Tone.QUIET);

    private final BenchFile file;
    private final BenchHeadline headline;

    private BenchReport(BenchFile file) {
        this.file = file;
        headline = new BenchHeadline(file);
    }

    /**
     * Writes the page.
     *
     * @param results the file that {@code bench} wrote
     * @param html the file to write or to replace
     * @throws org.hetcomp.data.DataException if the results cannot be used
     * @throws IOException if the page cannot be written
     */
    public static void write(Path results, Path html) throws IOException {
        BenchFile file = BenchFile.read(results);
        new BenchReport(file).page().write(html, "Made by hetcomp " + file.hetcomp() + ".");
    }

    private Page page() {
        String day = file.finished() == null || file.finished().length() < 10 ? "" : file.finished().substring(0, 10);
        Page page = new Page(
                "hetcomp bench  ·  " + String.join(", ", file.engines()) + "  ·  " + day,
                headline.title(),
                headline.lead());
        headline.warnings().forEach(page::warning);
        if (file.inference() != null) {
            page.section("What a student saves");
            page.table(inference(file.inference()));
        }
        page.section("Backends side by side");
        page.text("Each bar is a median, its whiskers the least and the most of all repetitions. Where whiskers overlap, "
                + "the difference is not more than the spread of the measurements.");
        file.bySuite().forEach((suite, metrics) -> page.heading(suite).figure(figure(suite, metrics)));
        if (!file.agreement().isEmpty()) {
            page.section("Whether they agree");
            page.text("The largest differences between any two backends on the same inputs; a fast backend with a large "
                    + "one computes something else.");
            page.table(agreement());
        }
        if (file.baseline() != null && file.baseline().isJsonArray()) {
            page.section("Against the earlier run");
            page.table(JsonTable.of("Changes", file.baseline().getAsJsonArray()));
        }
        if (!file.skipped().isEmpty()) {
            page.section("Not measured");
            page.table(skipped());
        }
        page.section("To do it again");
        if (file.command() != null) {
            page.command(file.command());
        }
        page.table(environment());
        if (file.workload() != null) {
            page.table(JsonTable.of("Workload", file.workload()));
        }
        return page;
    }

    private Figure figure(String suite, Map<String, List<BenchFile.Measurement>> metrics) {
        List<Markup> charts = new ArrayList<>();
        Table numbers = new Table(
                "Measurements of " + suite, ":what", ":backend", ":unit", "min", "median", "p90", "max", "repetitions",
                "CPU s", "peak MB");
        metrics.forEach((title, measurements) -> {
            List<BarChart.Bar> bars = new ArrayList<>();
            for (BenchFile.Measurement one : measurements) {
                bars.add(new BarChart.Bar(
                        one.backend(), one.median(), one.min(), one.max(), Numbers.digits(one.median()), tone(one)));
                numbers.row(
                        title, one.backend(), one.unit(), Numbers.digits(one.min()), Numbers.digits(one.median()),
                        Numbers.digits(one.p90()), Numbers.digits(one.max()), Integer.toString(one.repetitions()),
                        number(one.cpuSeconds()), number(one.peakMemoryMb()));
            }
            BenchFile.Measurement first = measurements.get(0);
            String name = title + " (" + first.unit() + (first.isRate() ? ", more is better)" : ")");
            charts.add(new BarChart(name, "Median, least and most of " + title + " by backend.", bars).draw());
        });
        String caption = "The suite " + suite + ", by backend; " + (metrics.values().stream()
                        .flatMap(List::stream)
                        .anyMatch(BenchFile.Measurement::isRate)
                ? "less is better unless said otherwise."
                : "less is better.");
        return new Figure(charts, caption, numbers);
    }

    private Tone tone(BenchFile.Measurement measurement) {
        return TONES.get(Math.min(file.engines().indexOf(measurement.engine()), TONES.size() - 1));
    }

    private static String number(Double value) {
        return Numbers.digits(value == null ? Double.NaN : value);
    }

    private Table agreement() {
        Table table = new Table(
                "Largest differences", ":suite", ":what", "absolute", "relative", ":problem");
        for (BenchFile.Agreement one : file.agreement()) {
            String model = one.model() == null ? "" : one.model() + ", ";
            table.row(
                    String.valueOf(one.suite()),
                    model + one.name() + (one.dim() == null ? "" : ", d = " + one.dim()),
                    number(one.maxAbsDiff()),
                    number(one.maxRelDiff()),
                    one.problem() == null ? "" : one.problem());
        }
        return table;
    }

    /** The columns are the student and the ensemble; what both have is set against each other. */
    private static Table inference(JsonObject inference) {
        Table table = new Table("Student and ensemble", ":what", "student", "ensemble", "share");
        JsonElement student = inference.get("student");
        JsonElement ensemble = inference.get("ensemble");
        if (student == null || ensemble == null || !student.isJsonObject() || !ensemble.isJsonObject()) {
            return table;
        }
        for (Map.Entry<String, JsonElement> entry : student.getAsJsonObject().entrySet()) {
            JsonElement other = ensemble.getAsJsonObject().get(entry.getKey());
            if (JsonTable.isNumber(entry.getValue()) && JsonTable.isNumber(other)) {
                double mine = entry.getValue().getAsDouble();
                double its = other.getAsDouble();
                table.row(
                        JsonTable.words(entry.getKey()), JsonTable.text(entry.getValue()), JsonTable.text(other),
                        Headline.share(mine, its));
            }
        }
        return table;
    }

    private Table skipped() {
        Table table = new Table("Not measured", ":what", ":why");
        for (BenchFile.Skipped one : file.skipped()) {
            String lines = one.lastLines() == null || one.lastLines().isEmpty()
                    ? ""
                    : "; it wrote last: " + String.join(" / ", one.lastLines());
            table.row(one.what(), one.skipped() + lines);
        }
        return table;
    }

    private Table environment() {
        Table table = new Table("Environment", ":what", ":which");
        table.row("hetcomp", String.valueOf(file.hetcomp()));
        file.results().stream()
                .map(result -> result.engine() + " " + result.engineVersion())
                .distinct()
                .forEach(engine -> table.row("engine", engine));
        table.row("DJL", String.valueOf(file.djl()));
        table.row("Java", String.valueOf(file.java()));
        if (file.machine() != null) {
            file.machine().entrySet().forEach(entry ->
                    table.row(JsonTable.words(entry.getKey()), JsonTable.text(entry.getValue())));
        }
        table.row("finished", Provenance.moment(file.finished()));
        return table;
    }
}
