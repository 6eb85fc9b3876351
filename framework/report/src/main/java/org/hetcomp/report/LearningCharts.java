package org.hetcomp.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.hetcomp.eval.Measure;
import org.hetcomp.pipeline.Evaluation;
import org.hetcomp.report.chart.LineChart;
import org.hetcomp.report.chart.Markup;
import org.hetcomp.report.chart.Numbers;
import org.hetcomp.report.chart.Tone;

/**
 * How good the student was by epoch, beside what it learned from.
 *
 * @param alone the run without teachers, or null
 */
record LearningCharts(RunFiles files, RunFiles alone, RunModels models) {
    private static final List<Measure> MEASURES = List.of(Measure.R50, Measure.N50, Measure.R10, Measure.N10);

    /** Measures on valid, with those of ensemble and best teacher to hold them against. */
    Figure curves() {
        List<Markup> charts = MEASURES.stream().map(this::curve).toList();
        Table numbers = new Table("Measures on valid", "epoch", "Recall@10", "Recall@50", "NDCG@10", "NDCG@50");
        for (Evaluation evaluation : files.evaluations()) {
            numbers.row(
                    Integer.toString(evaluation.epoch()),
                    Numbers.fixed(evaluation.valid().r10(), 4),
                    Numbers.fixed(evaluation.valid().r50(), 4),
                    Numbers.fixed(evaluation.valid().n10(), 4),
                    Numbers.fixed(evaluation.valid().n50(), 4));
        }
        String levels = models.ensemble() != null
                ? " Dashed, the ensemble and its best teacher, "
                        + models.best().orElseThrow().name() + "."
                : models.best()
                        .map(teacher -> " Dashed, the best teacher, " + teacher.name() + ".")
                        .orElse("");
        String sampled = sampled(files.evaluations());
        String kept = files.isComplete()
                ? " The dot is epoch " + files.result().bestEpoch() + ", whose student was kept"
                        + (sampled.isEmpty() ? "; its value is the one written." : ".")
                : "";
        String dotted = border() == null
                ? ""
                : " Dotted, where the " + border().before() + " loss gives way to the " + border().after() + " one.";
        return new Figure(charts, "The student on valid, by epoch." + levels + dotted + kept + sampled, numbers);
    }

    /** Of how many users a curve is, in a sentence; empty where it is of all. */
    static String sampled(List<Evaluation> evaluations) {
        return evaluations.stream()
                .map(Evaluation::sample)
                .filter(Objects::nonNull)
                .findFirst()
                .map(sample -> String.format(
                        Locale.ROOT,
                        " Epochs are of %,d of %,d users, with a standard error of %.4f at first; what is written is of all.",
                        sample.users(),
                        sample.of(),
                        sample.error()))
                .orElse("");
    }

    private Markup curve(Measure measure) {
        List<LineChart.Line> lines = new ArrayList<>();
        int best = files.isComplete() ? files.result().bestEpoch() : -1;
        lines.add(line("student", files.evaluations(), e -> measure.of(e.valid()), Tone.ACCENT, best));
        if (alone != null) {
            lines.add(line(
                    "alone",
                    alone.evaluations(),
                    e -> measure.of(e.valid()),
                    Tone.CONTRAST,
                    alone.result().bestEpoch()));
        }
        List<LineChart.Level> levels = new ArrayList<>();
        if (models.ensemble() != null) {
            double value = measure.of(models.ensemble().valid());
            levels.add(new LineChart.Level("ensemble " + Numbers.fixed(value, 3), value, Tone.INK));
        }
        models.best().ifPresent(teacher -> {
            double value = measure.of(teacher.valid());
            levels.add(new LineChart.Level(teacher.name() + " " + Numbers.fixed(value, 3), value, Tone.QUIET));
        });
        String described =
                measure.title() + " of the student on valid by epoch, beside the levels of the ensemble and of "
                        + "the best teacher where there are such. The numbers are in the table below.";
        return new LineChart(measure.title() + " on valid", described, "epoch", lines, levels, border()).draw();
    }

    static LineChart.Line line(
            String name, List<Evaluation> evaluations, ToDoubleFunction<Evaluation> value, Tone tone, int marked) {
        // What a line is labelled with is what was kept of it, where that is known.
        List<LineChart.Point> points = evaluations.stream()
                .map(e -> new LineChart.Point(e.epoch(), value.applyAsDouble(e)))
                .toList();
        String last = points.isEmpty()
                ? ""
                : " "
                        + Numbers.fixed(
                                points.stream()
                                        .filter(point -> point.x() == marked)
                                        .findFirst()
                                        .orElse(points.get(points.size() - 1))
                                        .y(),
                                3);
        return new LineChart.Line(name == null ? null : name + last, points, tone, marked);
    }

    /** The first epoch evaluated in another phase than the first; null if there is none. */
    LineChart.Border border() {
        String first = files.evaluations().get(0).phase();
        return files.evaluations().stream()
                .filter(e -> !e.phase().equals(first))
                .findFirst()
                .map(e -> new LineChart.Border(e.epoch(), first, e.phase()))
                .orElse(null);
    }
}
