package org.hetcomp.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.hetcomp.eval.Measures;
import org.hetcomp.report.chart.LineChart;
import org.hetcomp.report.chart.Markup;
import org.hetcomp.report.chart.Numbers;
import org.hetcomp.report.chart.StripChart;
import org.hetcomp.report.chart.Tone;
import org.hetcomp.teacher.TeacherTrainer;

/**
 * How the student learned: measures, loss and curriculum by epoch.
 *
 * @param alone the run without teachers, or null
 */
record LearningCharts(RunFiles files, RunFiles alone, RunModels models) {
    private static final double ROUNDING = 0.005;

    private record Measure(String name, ToDoubleFunction<Measures> of) {}

    private static final List<Measure> MEASURES = List.of(
            new Measure("Recall@50", Measures::r50),
            new Measure("NDCG@50", Measures::n50),
            new Measure("Recall@10", Measures::r10),
            new Measure("NDCG@10", Measures::n10));

    /** Measures on valid, with those of ensemble and best teacher to hold them against. */
    Figure curves() {
        List<Markup> charts = MEASURES.stream().map(this::curve).toList();
        Table numbers = new Table("Measures on valid", "epoch", "Recall@10", "Recall@50", "NDCG@10", "NDCG@50");
        for (RunFiles.Evaluation evaluation : files.evaluations()) {
            numbers.row(
                    Integer.toString(evaluation.epoch()),
                    Numbers.fixed(evaluation.valid().r10(), 4),
                    Numbers.fixed(evaluation.valid().r50(), 4),
                    Numbers.fixed(evaluation.valid().n10(), 4),
                    Numbers.fixed(evaluation.valid().n50(), 4));
        }
        String levels = models.ensemble() != null
                ? " Dashed, the ensemble and its best teacher, " + models.best().orElseThrow().name() + "."
                : models.best().map(teacher -> " Dashed, the best teacher, " + teacher.name() + ".").orElse("");
        String kept = files.isComplete()
                ? " The dot is epoch " + files.run().result().bestEpoch() + ", whose student was kept."
                : "";
        String dotted = border() == null ? "" : " Dotted, where the " + border().before() + " loss gives way to the "
                + border().after() + " one.";
        return new Figure(charts, "The student on valid, by epoch." + levels + dotted + kept, numbers);
    }

    private Markup curve(Measure measure) {
        List<LineChart.Line> lines = new ArrayList<>();
        int best = files.isComplete() ? files.run().result().bestEpoch() : -1;
        lines.add(line("student", files.evaluations(), e -> measure.of().applyAsDouble(e.valid()), Tone.ACCENT, best));
        if (alone != null) {
            lines.add(line(
                    "alone", alone.evaluations(), e -> measure.of().applyAsDouble(e.valid()), Tone.CONTRAST, -1));
        }
        List<LineChart.Level> levels = new ArrayList<>();
        if (models.ensemble() != null) {
            double value = measure.of().applyAsDouble(models.ensemble().valid());
            levels.add(new LineChart.Level("ensemble " + Numbers.fixed(value, 3), value, Tone.INK));
        }
        models.best().ifPresent(teacher -> {
            double value = measure.of().applyAsDouble(teacher.valid());
            levels.add(new LineChart.Level(teacher.name() + " " + Numbers.fixed(value, 3), value, Tone.QUIET));
        });
        String described = measure.name() + " of the student on valid by epoch, beside the levels of the ensemble and of "
                + "the best teacher where there are such. The numbers are in the table below.";
        return new LineChart(measure.name() + " on valid", described, "epoch", lines, levels, border()).draw();
    }

    private static LineChart.Line line(
            String name,
            List<RunFiles.Evaluation> evaluations,
            ToDoubleFunction<RunFiles.Evaluation> value,
            Tone tone,
            int marked) {
        List<LineChart.Point> points = evaluations.stream()
                .map(e -> new LineChart.Point(e.epoch(), value.applyAsDouble(e)))
                .toList();
        String last = points.isEmpty() ? "" : " " + Numbers.fixed(points.get(points.size() - 1).y(), 3);
        return new LineChart.Line(name == null ? null : name + last, points, tone, marked);
    }

    /** The first epoch evaluated in another phase than the first. */
    private LineChart.Border border() {
        String first = files.evaluations().get(0).phase();
        return files.evaluations().stream()
                .filter(e -> !e.phase().equals(first))
                .findFirst()
                .map(e -> new LineChart.Border(e.epoch(), first, e.phase()))
                .orElse(null);
    }

    /** Mean snapshots in force, if there was a curriculum, and the loss. */
    Figure curriculum() {
        Set<String> teachers = new LinkedHashSet<>();
        files.evaluations().stream().filter(e -> e.selected() != null).forEach(e -> teachers.addAll(e.selected().keySet()));
        List<String> columns = new ArrayList<>(List.of("epoch", ":phase", "loss"));
        columns.addAll(teachers);
        Table numbers = new Table("Loss, and mean snapshot by teacher", columns.toArray(String[]::new));
        for (RunFiles.Evaluation evaluation : files.evaluations()) {
            List<String> cells = new ArrayList<>(List.of(
                    Integer.toString(evaluation.epoch()), evaluation.phase(), Numbers.fixed(evaluation.loss(), 4)));
            teachers.forEach(id -> cells.add(Numbers.fixed(snapshot(evaluation, id), 2)));
            numbers.row(null, cells);
        }
        List<Markup> charts = new ArrayList<>();
        String caption = "The student's loss, mean over users.";
        if (!teachers.isEmpty()) {
            charts.add(strips(teachers));
            caption = "Left, the curriculum: the snapshot that each teacher shows, mean over users, from 0 (its first) to "
                    + Numbers.fixed(last(teachers), 0) + " (fully trained). A user moves on to a teacher's next snapshot as "
                    + "the student comes to rank like the one in force. Right, the student's loss.";
            if (border() != null) {
                caption += " The coarse and the fine loss are sums over different lists: the step between them is no "
                        + "progress.";
            }
        }
        charts.add(loss());
        return new Figure(charts, caption, numbers);
    }

    private static double snapshot(RunFiles.Evaluation evaluation, String id) {
        Double value = evaluation.selected() == null ? null : evaluation.selected().get(id);
        return value == null ? Double.NaN : value;
    }

    private double last(Set<String> teachers) {
        double most = teachers.stream()
                .flatMap(id -> files.evaluations().stream().map(e -> snapshot(e, id)))
                .filter(Double::isFinite)
                .mapToDouble(value -> value)
                .max()
                .orElse(0);
        return Math.max(Math.ceil(most), TeacherTrainer.SNAPSHOTS - 1);
    }

    private Markup strips(Set<String> teachers) {
        double last = last(teachers);
        // Nothing happens any more some time after the last has moved.
        double shown = border() == null ? Double.MAX_VALUE : 1.5 * border().x();
        List<StripChart.Strip> strips = new ArrayList<>();
        for (String id : teachers) {
            List<LineChart.Point> points = files.evaluations().stream()
                    .map(e -> new LineChart.Point(e.epoch(), snapshot(e, id)))
                    .filter(point -> Double.isFinite(point.y()) && point.x() <= shown)
                    .toList();
            String note = points.stream()
                    .filter(point -> point.y() >= last - ROUNDING)
                    .findFirst()
                    .map(point -> Numbers.fixed(last, 0) + " at epoch " + Numbers.fixed(point.x(), 0))
                    .orElse(Numbers.fixed(points.get(points.size() - 1).y(), 2));
            strips.add(new StripChart.Strip(id, note, points));
        }
        String described = "Mean snapshot in force by epoch, a strip for each teacher. The numbers are in the table below.";
        return new StripChart("Snapshot in force", described, "epoch", last, strips, border()).draw();
    }

    private Markup loss() {
        String first = files.evaluations().get(0).phase();
        List<RunFiles.Evaluation> before = files.evaluations().stream().filter(e -> e.phase().equals(first)).toList();
        List<RunFiles.Evaluation> after = files.evaluations().stream().filter(e -> !e.phase().equals(first)).toList();
        List<LineChart.Line> lines = new ArrayList<>();
        lines.add(line(after.isEmpty() ? "loss" : null, before, RunFiles.Evaluation::loss, Tone.ACCENT, -1));
        if (!after.isEmpty()) {
            lines.add(line("loss", after, RunFiles.Evaluation::loss, Tone.ACCENT, -1));
        }
        String described = "The loss by epoch. The numbers are in the table below.";
        return new LineChart("Loss", described, "epoch", lines, List.of(), border()).draw();
    }
}
