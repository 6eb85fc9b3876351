package org.hetcomp.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.hetcomp.pipeline.Evaluation;
import org.hetcomp.report.chart.LineChart;
import org.hetcomp.report.chart.Markup;
import org.hetcomp.report.chart.Numbers;
import org.hetcomp.report.chart.StripChart;
import org.hetcomp.report.chart.Tone;
import org.hetcomp.teacher.TeacherTrainer;

/**
 * What the student was taught by epoch, and how hard it found it.
 *
 * @param border where the loss changes; null if it does not
 */
record CurriculumCharts(RunFiles files, LineChart.Border border) {
    private static final double ROUNDING = 0.005;

    /** Mean snapshots in force, if there was a curriculum, and the loss. */
    Figure figure() {
        Set<String> teachers = new LinkedHashSet<>();
        files.evaluations().stream()
                .filter(e -> e.selected() != null)
                .forEach(e -> teachers.addAll(e.selected().keySet()));
        List<String> columns = new ArrayList<>(List.of("epoch", ":phase", "loss"));
        columns.addAll(teachers);
        Table numbers = new Table("Loss, and mean snapshot by teacher", columns.toArray(String[]::new));
        for (Evaluation evaluation : files.evaluations()) {
            List<String> cells = new ArrayList<>(List.of(
                    Integer.toString(evaluation.epoch()), evaluation.phase(), Numbers.fixed(evaluation.loss(), 4)));
            teachers.forEach(id -> cells.add(Numbers.fixed(snapshot(evaluation, id), 2)));
            numbers.row(null, cells);
        }
        List<Markup> charts = new ArrayList<>();
        String caption = "The student's loss, mean over users.";
        if (!teachers.isEmpty()) {
            charts.add(strips(teachers));
            caption = "Left, the curriculum: the snapshot that each teacher shows, mean over users, from 0 (its first)"
                    + " to "
                    + Numbers.fixed(last(teachers), 0)
                    + ". A user moves on to a teacher's next snapshot as the student comes to rank like the"
                    + " one in force; a teacher's last snapshot is the fully trained one. Right, the student's"
                    + " loss.";
            if (border != null) {
                caption += " The coarse and the fine loss are sums over different lists: the step between them is no "
                        + "progress.";
            }
        }
        charts.add(loss());
        return new Figure(charts, caption, numbers);
    }

    private static double snapshot(Evaluation evaluation, String id) {
        Double value =
                evaluation.selected() == null ? null : evaluation.selected().get(id);
        return value == null ? Double.NaN : value;
    }

    private DoubleStream snapshots(String id) {
        return files.evaluations().stream()
                .mapToDouble(evaluation -> snapshot(evaluation, id))
                .filter(Double::isFinite);
    }

    /** A teacher's last snapshot: where it ended, if the loss has changed, which it does once all are there. */
    private double last(String id) {
        double most = snapshots(id).max().orElse(0);
        return border == null ? Math.max(Math.ceil(most), TeacherTrainer.SNAPSHOTS - 1) : Math.rint(most);
    }

    private double last(Set<String> teachers) {
        return Math.max(1, teachers.stream().mapToDouble(this::last).max().orElse(1));
    }

    private Markup strips(Set<String> teachers) {
        // Nothing happens any more some time after the last has moved.
        double shown = border == null ? Double.MAX_VALUE : 1.5 * border.x();
        List<StripChart.Strip> strips = new ArrayList<>();
        for (String id : teachers) {
            List<LineChart.Point> points = files.evaluations().stream()
                    .map(e -> new LineChart.Point(e.epoch(), snapshot(e, id)))
                    .filter(point -> Double.isFinite(point.y()) && point.x() <= shown)
                    .toList();
            strips.add(new StripChart.Strip(id, note(points, last(id)), points));
        }
        String described =
                "Mean snapshot in force by epoch, a strip for each teacher. The numbers are in the table below.";
        return new StripChart("Snapshot in force", described, "epoch", last(teachers), strips, border).draw();
    }

    private static String note(List<LineChart.Point> points, double last) {
        if (points.isEmpty() || last == 0) {
            return "one only";
        }
        return points.stream()
                .filter(point -> point.y() >= last - ROUNDING)
                .findFirst()
                .map(point -> Numbers.fixed(last, 0) + " at epoch " + Numbers.fixed(point.x(), 0))
                .orElse(Numbers.fixed(points.get(points.size() - 1).y(), 2));
    }

    private Markup loss() {
        String first = files.evaluations().get(0).phase();
        List<Evaluation> before = files.evaluations().stream()
                .filter(e -> e.phase().equals(first))
                .toList();
        List<Evaluation> after = files.evaluations().stream()
                .filter(e -> !e.phase().equals(first))
                .toList();
        List<LineChart.Line> lines = new ArrayList<>();
        lines.add(LearningCharts.line(after.isEmpty() ? "loss" : null, before, Evaluation::loss, Tone.ACCENT, -1));
        if (!after.isEmpty()) {
            lines.add(LearningCharts.line("loss", after, Evaluation::loss, Tone.ACCENT, -1));
        }
        String described = "The loss by epoch. The numbers are in the table below.";
        return new LineChart("Loss", described, "epoch", lines, List.of(), border).draw();
    }
}
