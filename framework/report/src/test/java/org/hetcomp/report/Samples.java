package org.hetcomp.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.hetcomp.distill.Progress;
import org.hetcomp.model.Json;
import org.hetcomp.teacher.TeacherFamilies;

/** Folders as runs and benchmarks leave them, with names that a careless page would take for markup. */
final class Samples {
    /** A path that is legal, and poison to a page that does not escape. */
    static final String HOSTILE = "/data/<script>alert(\"x\")</script> & Tom's/pairs<b>.tsv";

    private Samples() {}

    static JsonObject measures(double recall50) {
        JsonObject json = new JsonObject();
        json.addProperty("R10", 0.47 * recall50);
        json.addProperty("R50", recall50);
        json.addProperty("N10", 0.35 * recall50);
        json.addProperty("N50", 0.5 * recall50);
        return json;
    }

    private static JsonObject worth(double recall50, long parameters) {
        JsonObject json = new JsonObject();
        json.add("valid", measures(recall50 + 0.002));
        json.add("test", measures(recall50));
        json.addProperty("parameters", parameters);
        return json;
    }

    /** A finished run with six teachers, of which three are hard to tell apart. */
    static Path run(Path folder) {
        JsonObject run = begun("hetcomp", "train");
        JsonObject teachers = new JsonObject();
        double[] recalls = {0.3155, 0.3151, 0.2738, 0.3149, 0.2880, 0.2669};
        long[] sizes = {1_945_600, 1_945_600, 3_893_408, 1_945_600, 6_698_893, 1_408_963};
        for (int x = 0; x < recalls.length; x++) {
            String id = TeacherFamilies.ids().get(x);
            teachers.add(id, worth(recalls[x], sizes[x]));
            write(folder.resolve("teachers").resolve(id).resolve("card.json"), card(id, worth(recalls[x], sizes[x])));
        }
        finish(run, teachers, worth(0.3218, 17_838_064), worth(0.3221, 486_400));
        write(folder.resolve("run.json"), run);
        metrics(folder, 0.324, 6);
        return folder;
    }

    /** The same as this version leaves it: with baselines, breadth, groups, a further measure, warnings and examples. */
    static Path judged(Path folder, double popularity) {
        run(folder);
        JsonObject run = Json.GSON.fromJson(text(folder.resolve("run.json")), JsonObject.class);
        JsonObject result = run.getAsJsonObject("result");
        JsonObject baselines = new JsonObject();
        baselines.add("popularity", worth(popularity, 25181));
        baselines.add("itemknn", worth(0.15, 4_111_987));
        result.add("baselines", baselines);
        baselines.entrySet().forEach(entry -> entry.getValue().getAsJsonObject().add("more", more(0.01, 0.999)));
        result.getAsJsonObject("ensemble").add("more", more(0.4471, 0.861));
        result.getAsJsonObject("student").add("more", more(0.3519, 0.912));
        result.add(
                "warnings", Json.GSON.toJsonTree(List.of("ml is below <popularity>: valid Recall@50 0.0500, not 0.1")));
        result.add("examples", Json.GSON.fromJson("""
            [{"user": "<u>7", "had": ["a & b", "c"], "of": 12, "recommended": ["d", "<e>"]}]
            """, JsonArray.class));
        run.getAsJsonObject("settings").add("judging", Json.GSON.fromJson("""
                    {"measures": ["recall@20"], "validateBy": "ndcg@10"}
                    """, JsonObject.class));
        write(folder.resolve("run.json"), run);
        return folder;
    }

    static JsonObject more(double coverage, double gini) {
        JsonObject more = Json.GSON.fromJson("""
            {"valid": {"recall@20": 0.2}, "test": {"recall@20": 0.1987},
             "users": {"few": {"recall50": 0.31, "measured": 1908, "from": 3, "to": 6},
                       "many": {"recall50": 0.35, "measured": 1429, "from": 13, "to": 1197}},
             "items": {"tail": {"recall50": 0.123, "measured": 2620, "from": 0, "to": 3}}}
            """, JsonObject.class);
        JsonObject breadth = new JsonObject();
        breadth.addProperty("top", 10);
        breadth.addProperty("coverage", coverage);
        breadth.addProperty("gini", gini);
        breadth.addProperty("popularity", 12.25);
        breadth.addProperty("novelty", 9.5);
        more.add("breadth", breadth);
        return more;
    }

    /** A finished run without teachers on the same data. */
    static Path alone(Path folder) {
        JsonObject run = begun("none", "train");
        finish(run, new JsonObject(), null, worth(0.1689, 486_400));
        write(folder.resolve("run.json"), run);
        metrics(folder, 0.17, 0);
        return folder;
    }

    /** A run that was killed: three teachers, some epochs, and a line cut short. */
    static Path unfinished(Path folder) {
        run(folder);
        JsonObject run = begun("hetcomp", "train");
        run.addProperty("state", "unfinished");
        write(folder.resolve("run.json"), run);
        List<String> lines =
                text(folder.resolve("metrics.jsonl")).lines().limit(3).toList();
        write(folder.resolve("metrics.jsonl"), String.join("\n", lines) + "\n{\"epoch\":20,\"pha");
        return folder;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A comparison of three methods over two seeds, of which two methods are not told apart. */
    static Path comparison(Path folder) {
        JsonObject run = begun("hetcomp", "train");
        run.addProperty("command", "compare");
        JsonObject settings = run.getAsJsonObject("settings");
        settings.remove("method");
        settings.add("methods", Json.GSON.toJsonTree(List.of("hetcomp", "converged", "none")));
        settings.add("seeds", Json.GSON.toJsonTree(List.of(0, 1)));
        settings.addProperty("epochs", 0);
        finish(run, new JsonObject(), worth(0.3218, 17_838_064), worth(0.3221, 486_400));
        JsonObject result = run.getAsJsonObject("result");
        result.remove("student");
        result.add("seconds", Json.GSON.fromJson("{\"students\": 200.5, \"total\": 900.5}", JsonObject.class));
        result.addProperty("dim", 16);
        JsonObject methods = new JsonObject();
        double[] recalls = {0.3180, 0.3165, 0.1690};
        for (int m = 0; m < recalls.length; m++) {
            String method = List.of("hetcomp", "converged", "none").get(m);
            JsonArray runs = new JsonArray();
            for (int seed = 0; seed < 2; seed++) {
                JsonObject one = worth(recalls[m] + 0.001 * seed, 486_400);
                one.remove("parameters");
                one.addProperty("seed", seed);
                one.addProperty("epochs", 70);
                one.addProperty("bestEpoch", 65);
                one.addProperty("seconds", 28.5);
                one.addProperty("out", method + "-" + seed);
                runs.add(one);
                metrics(folder.resolve(method + "-" + seed), recalls[m] + 0.001 * seed, m == 0 ? 6 : 0);
            }
            JsonObject trials = new JsonObject();
            trials.add("mean", measures(recalls[m] + 0.0005));
            trials.add("std", measures(0.0007));
            trials.addProperty("parameters", 486_400);
            trials.add("runs", runs);
            methods.add(method, trials);
        }
        result.add("methods", methods);
        result.add("tests", Json.GSON.fromJson("""
            [{"methods": ["hetcomp", "converged"], "measure": "R50", "users": 5219, "seeds": 2, "difference": 0.0015,
              "low": -0.0004, "high": 0.0034, "p": 0.12, "adjusted": 0.12, "least": 0.0027},
             {"methods": ["hetcomp", "none"], "measure": "R50", "users": 5219, "seeds": 2, "difference": 0.149,
              "low": 0.142, "high": 0.156, "p": 1e-300, "adjusted": 3e-300, "least": 0.01}]
            """, JsonArray.class));
        write(folder.resolve("run.json"), run);
        return folder;
    }

    private static JsonObject begun(String method, String teachers) {
        JsonObject run = Json.GSON.fromJson("""
            {"format": 1, "command": "distill", "state": "complete", "djl": "0.35.1",
             "made": {"version": "0.1.0", "engine": "pytorch", "engineVersion": "2.7.1", "device": "cpu",
                      "threads": 2, "seed": 7, "time": "2026-11-23T15:57:18Z"},
             "machine": {"cpu": "A & B", "cores": 1, "memoryMb": 1024, "os": "Linux amd64"},
             "data": {"split": "ratio", "minUser": 5, "minItem": 1, "splitSeed": 3},
             "dataSha256": "76a87d41", "splitSha256": "278faee1", "users": 5219, "items": 25181,
             "settings": {"engine": "pytorch", "families": ["mf", "ml", "dl", "gnn", "ae", "iae"],
                          "teacherEpochs": 0, "dim": 16, "epochs": 150, "seed": 7}, "teachers": {}, "seconds": 578.5}
            """, JsonObject.class);
        run.getAsJsonObject("data").addProperty("name", HOSTILE);
        JsonObject settings = run.getAsJsonObject("settings");
        settings.add("data", run.get("data").deepCopy());
        settings.addProperty("method", method);
        settings.addProperty("teachers", teachers);
        if (method.equals("none")) {
            settings.add("families", new JsonArray());
        }
        return run;
    }

    private static void finish(JsonObject run, JsonObject teachers, JsonObject ensemble, JsonObject student) {
        JsonObject result = Json.GSON.fromJson("""
            {"engine": "pytorch", "device": "cpu", "data": {"users": 5219, "items": 25181, "train": 78958},
             "epochs": 60, "bestEpoch": 55, "peakMemoryMb": 2083, "out": "runs/mine",
             "seconds": {"teachers": 477.5, "curriculum": 5.98, "distill": 71.9, "evaluate": 20.8, "total": 578.5}}
            """, JsonObject.class);
        student.addProperty("dim", 16);
        result.add("teachers", teachers);
        result.add("ensemble", ensemble);
        result.add("student", student);
        run.addProperty("finished", "2026-11-23T16:06:56Z");
        run.add("result", result);
    }

    private static JsonObject card(String id, JsonObject worth) {
        JsonObject card = worth.deepCopy();
        card.addProperty("id", id);
        card.addProperty(
                "title",
                id.equals("ae")
                        ? "<i>user & autoencoder"
                        : TeacherFamilies.of(id).title());
        card.addProperty("epochs", 30);
        card.addProperty("seconds", 40.0 + 20 * id.hashCode() % 7);
        return card;
    }

    private static void metrics(Path folder, double reached, int teachers) {
        StringBuilder lines = new StringBuilder();
        for (int epoch = 5; epoch <= 60; epoch += 5) {
            JsonObject selected = new JsonObject();
            for (int x = 0; x < teachers; x++) {
                selected.addProperty(TeacherFamilies.ids().get(x), Math.min(3, epoch * (0.09 + 0.01 * x)));
            }
            boolean fine = teachers > 0 && epoch > 35;
            JsonObject line = new JsonObject();
            line.addProperty("epoch", epoch);
            line.addProperty("phase", teachers == 0 ? "bpr" : fine ? "fine" : "coarse");
            line.addProperty("loss", (fine ? 1.0 : 9.0) * Math.exp(-epoch / 50.0));
            line.add("valid", measures(reached * (1 - Math.exp(-epoch / 12.0))));
            line.addProperty("best", epoch <= 55);
            line.add("seconds", Json.GSON.toJsonTree(new Progress.Seconds(0.01 * epoch, 0.4 * epoch, 0.03 * epoch)));
            line.add("selected", selected);
            lines.append(Json.GSON.toJson(line)).append('\n');
        }
        write(folder.resolve("metrics.jsonl"), lines.toString());
    }

    /** A benchmark of two engines with one and two threads, a GPU that is not there and a process that crashed. */
    static Path bench(Path folder) {
        Random random = new Random(1);
        JsonObject bench = Json.GSON.fromJson("""
            {"format": 1, "hetcomp": "0.1.0", "djl": "0.35.1", "java": "17.0.13", "finished": "2026-11-23T17:06:56Z",
             "machine": {"cpu": "Some <fast> CPU & more", "cores": 2, "memoryMb": 24033, "os": "Linux amd64"},
             "command": "./hetcomp bench --data '<a> & b'", "workload": {"dims": [6, 16], "data": {"name": "<lab>"}},
             "inference": {"engine": "pytorch", "device": "cpu", "threads": 1,
                           "student": {"dim": 16, "parameters": 486400, "memoryMb": 1.86, "usersPerSecond": 9000,
                                       "latencyP50Ms": 0.31, "latencyP99Ms": 0.92, "recall50": 0.3221},
                           "ensemble": {"parameters": 17838064, "memoryMb": 68.0, "usersPerSecond": 450,
                                        "latencyP50Ms": 6.2, "latencyP99Ms": 11.5, "recall50": 0.3218},
                           "ratio": {"latency": 0.05}},
             "baseline": {"finished": "2026-11-20T10:00:00Z", "differences": ["machine.cores: 4, now 2"],
                          "changes": [{"engine": "pytorch", "device": "cpu", "threads": 1, "suite": "kernels",
                                       "name": "fineUsPerUserRow", "dim": 16, "before": 30, "now": 20,
                                       "ratio": 0.667, "exceedsSpread": true}]},
             "agreement": [{"suite": "kernels", "name": "coarse", "dim": 16, "backends": ["pytorch", "mxnet"],
                            "maxAbsDiff": 2.4e-7, "maxRelDiff": 1.9e-6},
                           {"suite": "distill", "name": "student", "backends": ["pytorch", "mxnet"],
                            "problem": "not a number on mxnet"}],
             "skipped": [{"engine": "pytorch", "device": "gpu", "threads": 1, "failed": false,
                          "skipped": "device gpu is not usable: no CUDA driver"},
                         {"engine": "mxnet", "device": "cpu", "threads": 2, "suite": "kernels", "name": "fine",
                          "failed": true, "skipped": "its process ended with code 134",
                          "lastLines": ["terminate called", "<what>: bad & worse"]}]}
            """, JsonObject.class);
        JsonArray results = new JsonArray();
        String[][] metrics = {
            {"kernels", "loadSeconds", "s", "1"}, {"kernels", "coarseUsPerUserRow", "us/row", "15"},
            {"kernels", "fineUsPerUserRow", "us/row", "15"}, {"recommend", "usersPerSecond", "users/s", "15"},
            {"recommend", "latencyP50Ms", "ms", "15"}, {"distill", "studentTestRecall50", "recall", "3"}
        };
        for (String[] metric : metrics) {
            for (String engine : List.of("pytorch", "mxnet")) {
                for (int threads = 1; threads <= 2; threads++) {
                    results.add(measurement(metric, engine, threads, 20 * (1 + random.nextDouble()) / threads));
                }
            }
        }
        bench.add("results", results);
        write(folder.resolve("results.json"), bench);
        return folder;
    }

    private static JsonObject measurement(String[] metric, String engine, int threads, double median) {
        JsonObject json = new JsonObject();
        json.addProperty("engine", engine);
        json.addProperty("engineVersion", engine.equals("mxnet") ? "1.9.1" : "2.7.1");
        json.addProperty("device", "cpu");
        json.addProperty("threads", threads);
        json.addProperty("suite", metric[0]);
        json.addProperty("name", metric[1]);
        json.addProperty("unit", metric[2]);
        if (metric[1].contains("Row")) {
            json.addProperty("dim", 16);
        }
        if (metric[0].equals("recommend")) {
            json.addProperty("model", "ensemble");
            json.add("details", Json.GSON.fromJson("{\"parameters\": 17838064, \"R50\": 0.3218}", JsonObject.class));
        }
        boolean once = metric[3].equals("1");
        json.addProperty("repetitions", Integer.parseInt(metric[3]));
        json.addProperty("min", once ? median : 0.9 * median);
        json.addProperty("median", median);
        json.addProperty("p90", once ? median : 1.1 * median);
        json.addProperty("max", once ? median : 1.3 * median);
        json.addProperty("peakMemoryMb", 812);
        return json;
    }

    static void write(Path file, JsonObject json) {
        write(file, Json.PRETTY.toJson(json));
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
