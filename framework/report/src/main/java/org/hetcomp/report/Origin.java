package org.hetcomp.report;

import com.google.gson.JsonElement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hetcomp.eval.Measure;
import org.hetcomp.pipeline.Judging;
import org.hetcomp.pipeline.Machine;
import org.hetcomp.pipeline.RunRecord;
import org.hetcomp.pipeline.SetSpec;
import org.hetcomp.pipeline.TuneSpec;
import org.hetcomp.report.chart.Numbers;

/** What made a run, and the command that makes it again. */
record Origin(RunFiles files) {
    /** The command with every setting resolved. */
    String command() {
        RunRecord run = files.run();
        List<String> words = new ArrayList<>(List.of("./hetcomp", run.command()));
        List<SetSpec> sets = sets();
        run.data().options().forEach((name, value) -> {
            add(words, name, value);
            if (name.equals("data")) {
                sets.stream().skip(1).forEach(set -> add(words, name, set.data().name()));
            }
        });
        add(words, "engine", run.made().engine());
        add(words, "device", run.made().device());
        add(words, "threads", Integer.toString(run.made().threads()));
        // A search for a family's settings has a student only for form's sake.
        boolean ofFamily = !List.of("", TuneSpec.STUDENT).contains(files.setting("of"));
        add(words, "method", ofFamily ? "" : files.setting("method"));
        add(words, "methods", list("methods"));
        add(words, "seeds", list("seeds"));
        if (sets.stream().map(SetSpec::teachers).distinct().count() > 1) {
            sets.forEach(set -> add(words, "teachers", set.teachers()));
        } else {
            add(words, "teachers", files.setting("teachers"));
        }
        add(words, "dims", list("dims"));
        add(words, "repository", files.setting("repository"));
        add(words, "families", ofFamily ? "" : list("families"));
        add(words, "teacher-epochs", positive("teacherEpochs"));
        add(words, "snapshots", files.setting("snapshots"));
        // What is kept finds the dimension.
        boolean isFound = !files.setting("keep").isEmpty();
        add(words, "dim", ofFamily || isFound ? "" : files.setting("dim"));
        add(words, "keep", files.setting("keep"));
        add(words, "epochs", positive("epochs"));
        add(words, "partition", files.setting("partition").equals("full") ? "" : files.setting("partition"));
        judging(words);
        add(words, "lr", files.setting("lr"));
        add(words, "weight-decay", files.setting("weightDecay"));
        add(words, "set", each("set"));
        add(words, "teacher-lr", each("teacherLr"));
        add(words, "teacher-weight-decay", each("teacherWeightDecay"));
        add(words, "of", files.setting("of"));
        add(words, "search", each("search").replace("weightDecay", "weight-decay"));
        add(words, "trials", files.setting("trials"));
        add(words, "seed", files.setting("seed"));
        StringBuilder lines = new StringBuilder(String.join(" ", words.subList(0, 2)));
        for (int w = 2; w < words.size(); w += 2) {
            lines.append(" \\\n    ").append(words.get(w)).append(' ').append(words.get(w + 1));
        }
        for (String flag : List.of("refit", "noSeen", "equalWeights")) {
            if (files.setting(flag).equals("true")) {
                String option = flag.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
                lines.append(" \\\n    --").append(option);
            }
        }
        return lines.toString();
    }

    /** The data sets of a run on several; else none. */
    private List<SetSpec> sets() {
        return files.run().isSurvey() ? files.run().surveySpec(files.folder()).sets() : List.of();
    }

    private void judging(List<String> words) {
        Judging judging = files.run().judging();
        add(words, "measures", judging.measures().stream().map(Measure::word).collect(Collectors.joining(",")));
        add(
                words,
                "validate-by",
                judging.validateBy().equals(Measure.R50)
                        ? ""
                        : judging.validateBy().word());
        add(
                words,
                "eval-users",
                judging.evalUsers() == null ? "" : judging.evalUsers().toString());
    }

    /** Of a setting that has several values, these; empty if there is none. */
    private String list(String name) {
        StringJoiner values = new StringJoiner(",");
        JsonElement list = files.run().settings().get(name);
        if (list != null && list.isJsonArray()) {
            list.getAsJsonArray().forEach(value -> values.add(value.getAsString()));
        }
        return values.toString();
    }

    /** Of a setting that has a value for each of some names, these; empty if there is none. */
    private String each(String name) {
        StringJoiner values = new StringJoiner(",");
        JsonElement each = files.run().settings().get(name);
        if (each != null && each.isJsonObject()) {
            each.getAsJsonObject().asMap().forEach((id, value) -> {
                String text = text(value);
                if (!text.isEmpty()) {
                    values.add(id + "=" + text);
                }
            });
        }
        return values.toString();
    }

    private static String text(JsonElement value) {
        if (value.isJsonPrimitive()) {
            return value.getAsString();
        }
        StringJoiner parts = new StringJoiner(",");
        if (value.isJsonArray()) {
            value.getAsJsonArray().forEach(part -> parts.add(text(part)));
        }
        return parts.toString();
    }

    /** A number; empty if it is 0, which stands for a default that differs from case to case. */
    private String positive(String name) {
        String value = files.setting(name);
        return value.equals("0") ? "" : value;
    }

    private static void add(List<String> words, String option, String value) {
        if (value != null && !value.isEmpty()) {
            words.add("--" + option);
            words.add(quoted(value));
        }
    }

    /** A word as a shell takes it. */
    static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:,=@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** What it ran on, and when. */
    Table environment() {
        RunRecord run = files.run();
        Table table = new Table("Environment", ":what", ":which");
        table.row("hetcomp", run.made().version());
        table.row("engine", run.made().engine() + " " + run.made().engineVersion() + ", DJL " + run.djl());
        table.row("device", run.made().device() + ", threads " + run.made().threads());
        machine(table, run.machine());
        table.row(
                "data",
                (run.isSurvey()
                                ? sets().size() + (sets().size() == 1 ? " data set" : " data sets, together")
                                : run.data().name())
                        + ": " + Numbers.fixed(run.users(), 0) + " users, "
                        + Numbers.fixed(run.items(), 0) + " items"
                        + (files.result() == null
                                ? ""
                                : ", " + Numbers.fixed(files.result().data().train(), 0) + " pairs to train on"));
        table.row("SHA-256 of data", String.valueOf(run.dataSha256()));
        table.row("SHA-256 of division", String.valueOf(run.splitSha256()));
        table.row("begun", moment(run.made().time()));
        table.row("finished", run.finished() == null ? "not yet" : moment(run.finished()));
        table.row("folder", folder());
        return table;
    }

    /** Rows about a machine, of which runs of earlier versions say nothing. */
    static void machine(Table table, Machine machine) {
        if (machine != null) {
            table.row(
                    "machine",
                    machine.cores() + (machine.cores() == 1 ? " core of " : " cores of ") + machine.cpu() + ", "
                            + Numbers.fixed(machine.memoryMb(), 0) + " MB, " + machine.os());
        }
    }

    private String folder() {
        Path name = files.folder().toAbsolutePath().normalize().getFileName();
        return name == null ? files.folder().toString() : name.toString();
    }

    /** Settings as {@code run.json} has them. */
    Table settings() {
        Table table = new Table("Settings", ":setting", ":value");
        for (Map.Entry<String, JsonElement> entry : files.run().settings().entrySet()) {
            JsonElement value = entry.getValue();
            if (entry.getKey().equals("dim") && !files.setting("keep").isEmpty()) {
                continue;
            }
            if (entry.getKey().equals("sets")) {
                sets().forEach(set -> table.row("set", set.data().name() + ", taught by " + set.teachers()));
            } else if (value.isJsonArray()) {
                table.row(entry.getKey(), list(entry.getKey()));
            } else if (value.isJsonObject() && !List.of("data", "judging").contains(entry.getKey())) {
                table.row(entry.getKey(), each(entry.getKey()));
            } else if (value.isJsonPrimitive()) {
                table.row(entry.getKey(), value.getAsString());
            }
        }
        Judging judging = files.run().judging();
        table.row(
                "measures",
                Stream.concat(Measure.FOUR.stream(), judging.measures().stream())
                        .map(Measure::word)
                        .collect(Collectors.joining(", ")));
        table.row("validateBy", judging.validateBy().word());
        if (judging.evalUsers() != null) {
            table.row("evalUsers", judging.evalUsers().toString());
        }
        return table;
    }

    static String moment(String time) {
        return time == null ? "unknown" : time.replace("T", " ").replace("Z", " UTC");
    }

    /** The day of a run. */
    static String day(RunRecord run) {
        return day(run.finished() == null ? run.made().time() : run.finished());
    }

    /** The day of a moment. */
    static String day(String time) {
        return time == null || time.length() < 10 ? "" : time.substring(0, 10);
    }
}
