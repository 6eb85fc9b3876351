package org.hetcomp.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hetcomp.pipeline.DistillAnswer;
import org.hetcomp.report.chart.BarChart;
import org.hetcomp.report.chart.Markup;
import org.hetcomp.report.chart.Numbers;
import org.hetcomp.report.chart.ScatterChart;
import org.hetcomp.report.chart.Tone;

/** What a run came to: the models side by side, their accuracy against their size, and where the time went. */
record ResultCharts(RunFiles files, RunModels models) {
    /** All models with all measures. */
    Table table() {
        Table table = new Table(
                "Measures on test",
                ":model",
                "Recall@10",
                "Recall@50",
                "NDCG@10",
                "NDCG@50",
                "parameters",
                "of ensemble",
                ":what it is");
        for (RunModels.Model model : models.all()) {
            double whole = models.ensemble() == null
                    ? Double.NaN
                    : models.ensemble().test().r50();
            table.row(
                    model.tone() == Tone.ACCENT ? "accent" : null,
                    List.of(
                            model.name(),
                            Numbers.fixed(model.test().r10(), 4),
                            Numbers.fixed(model.test().r50(), 4),
                            Numbers.fixed(model.test().n10(), 4),
                            Numbers.fixed(model.test().n50(), 4),
                            Numbers.fixed(model.parameters(), 0),
                            Numbers.percent(model.test().r50() / whole),
                            model.title()));
        }
        return table;
    }

    /** What else is known of the models. */
    MoreTables more() {
        MoreTables tables = new MoreTables();
        models.all().forEach(model -> tables.row(model.name(), model.worth().more(), model.tone() == Tone.ACCENT));
        return tables;
    }

    /** Sentences about users, what they had and what they are recommended, by their own ids. */
    List<String> examples() {
        return files.result().examples().stream()
                .map(example -> {
                    int others = example.of() - example.had().size();
                    return "User " + example.user() + " had " + String.join(", ", example.had())
                            + (others > 0 ? " and " + others + " more" : "") + ", and is recommended "
                            + String.join(", ", example.recommended()) + ".";
                })
                .toList();
    }

    /** Recall side by side, and against size. */
    Figure figure() {
        List<BarChart.Bar> bars = new ArrayList<>();
        List<ScatterChart.Point> points = new ArrayList<>();
        Table numbers = new Table("Recall and size", ":model", "Recall@50 on test", "parameters");
        for (RunModels.Model model : models.all()) {
            double recall = model.test().r50();
            bars.add(new BarChart.Bar(model.name(), recall, Numbers.fixed(recall, 3), model.tone()));
            if (model.parameters() > 0) {
                points.add(new ScatterChart.Point(model.name(), model.parameters(), recall, model.tone()));
            }
            numbers.row(model.name(), Numbers.fixed(recall, 4), Numbers.fixed(model.parameters(), 0));
        }
        String described = "Models by their Recall@50 on test. The numbers are in the table below.";
        List<Markup> charts = List.of(
                new BarChart("Recall@50 on test", described, bars).draw(),
                new ScatterChart("Recall@50 on test, by size", described, "parameters, logarithmic", points).draw());
        String caption = models.student() == null
                ? "Left, the models so far. Right, what their accuracy costs: up is more accurate, left is smaller."
                : "Left, the models side by side. Right, what their accuracy costs: up is more accurate, left is"
                        + " smaller, and the student belongs to the upper left.";
        return new Figure(charts, caption, numbers);
    }

    /** Seconds by step, and by teacher. */
    Figure costs() {
        DistillAnswer.Seconds seconds = files.result().seconds();
        List<BarChart.Bar> bars = new ArrayList<>();
        Table numbers = new Table("Seconds", ":step", "seconds", "share");
        double total = seconds.total();
        Map<String, Double> steps = new LinkedHashMap<>();
        steps.put(files.hasTrainedTeachers() ? "teachers" : "reading teachers", seconds.teachers());
        steps.put("curriculum", seconds.curriculum());
        steps.put("distillation", seconds.distill());
        steps.put("evaluation", seconds.evaluate());
        steps.forEach((name, spent) -> {
            bars.add(new BarChart.Bar(name, spent, Numbers.seconds(spent), Tone.QUIET));
            numbers.row(name, Numbers.digits(spent), Numbers.percent(spent / total));
        });
        numbers.row("in all", Numbers.digits(total), Numbers.percent(1));
        List<Markup> charts = new ArrayList<>();
        charts.add(new BarChart("Time by step", "Seconds of each step, in the table below.", bars).draw());
        List<Table> tables = new ArrayList<>(List.of(numbers));
        if (!files.cards().isEmpty()) {
            charts.add(teachers(tables));
        }
        String caption = "In all " + Numbers.seconds(total) + " on " + device() + ", with "
                + Numbers.fixed(files.result().peakMemoryMb(), 0)
                + " MB of memory at most. What is in none of the "
                + "steps is loading the engine and the data, and writing.";
        return new Figure(charts, caption, tables);
    }

    private Markup teachers(List<Table> tables) {
        List<BarChart.Bar> bars = new ArrayList<>();
        Table table = new Table("Teachers", ":teacher", "seconds", "epochs");
        files.cards().forEach((id, card) -> {
            bars.add(new BarChart.Bar(id, card.seconds(), Numbers.seconds(card.seconds()), Tone.QUIET));
            table.row(id, Numbers.digits(card.seconds()), Integer.toString(card.epochs()));
        });
        tables.add(table);
        return new BarChart("Time by teacher", "Seconds that each teacher's training took, in the table below.", bars)
                .draw();
    }

    private String device() {
        return files.run().made().device() + " with " + files.run().made().threads()
                + (files.run().made().threads() == 1 ? " thread" : " threads");
    }
}
