package org.hetcomp.cli;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.Devices;
import org.hetcomp.data.Dataset;
import org.hetcomp.data.Rankings;
import org.hetcomp.distill.Method;
import org.hetcomp.eval.Evaluator;
import org.hetcomp.eval.Measures;
import org.hetcomp.eval.PairedDifference;
import org.hetcomp.eval.Ranker;
import org.hetcomp.model.Card;
import org.hetcomp.model.Json;
import org.hetcomp.model.ModelFolder;
import org.hetcomp.pipeline.Resources;
import org.hetcomp.pipeline.Trial;
import org.hetcomp.pipeline.Trials;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A comparison in its folder: teachers once, then a run of {@code distill} for each seed and method, in a folder each.
 * Those that are finished already are taken as they are.
 */
final class Comparison {
    private static final Logger LOG = LoggerFactory.getLogger(Comparison.class);

    private final Call call;
    private final Backend backend;
    private final Dataset data;
    private final CompareSettings settings;
    private final RunFolder run;
    private final List<ModelFolder> given;
    private final long begin;
    private final Evaluator evaluator;

    Comparison(
            Call call,
            Backend backend,
            Dataset data,
            CompareSettings settings,
            RunFolder run,
            List<ModelFolder> given,
            long begin) {
        this.call = call;
        this.backend = backend;
        this.data = data;
        this.settings = settings;
        this.run = run;
        this.given = given;
        this.begin = begin;
        this.evaluator = new Evaluator(data.split());
    }

    void run() throws IOException {
        try {
            Settings common = settings.common();
            TeacherStage stage = new TeacherStage(call, backend, data, common.data(), run.teachers());
            TeacherSet teachers = TeacherSet.of(stage.all(common, given));
            TeacherSet.Worth ensemble = teachers.folders().isEmpty() ? null : teachers.worth(data);
            Map<String, List<Trial>> trials = trials(teachers.folders());
            Map<String, Trials> methods = new LinkedHashMap<>();
            long parameters = (long) common.dim() * (data.split().users() + data.split().items());
            trials.forEach((method, runs) -> methods.put(method, Trials.of(parameters, runs)));
            List<PairedDifference> tests = PairedDifference.all(users(trials));
            JsonObject answer = answer(teachers, ensemble, methods, tests);
            run.complete(run.record().completed(spent(), Cards.now(), answer));
            run.report();
            call.console().status().erase();
            if (!call.answer(answer)) {
                call.console().out().println(CompareTable.of(ensemble, methods, tests));
                call.console().out().println("The students lie in  " + run.folder());
                call.console().out().println("Side by side         " + run.page());
            }
        } catch (TeacherStage.Stopped e) {
            run.abandon(spent());
            throw CommandException.interrupted(
                    "interrupted, what was done is saved",
                    run.folder().toString(),
                    "the same command with --out " + run.folder() + " goes on");
        } catch (IOException | RuntimeException e) {
            run.abandon(spent());
            throw e;
        }
    }

    private double spent() {
        return (System.nanoTime() - begin) / 1e9;
    }

    /** Every student, by method. Methods take turns, so that a drift of the machine meets all alike. */
    private Map<String, List<Trial>> trials(List<ModelFolder> teachers) throws IOException {
        Map<String, List<Trial>> trials = new LinkedHashMap<>();
        settings.methods().forEach(method -> trials.put(method.id(), new ArrayList<>()));
        String atHand = atHand();
        int all = settings.seeds().size() * settings.methods().size();
        int number = 0;
        for (long seed : settings.seeds()) {
            for (Method method : settings.methods()) {
                LOG.info("student {}/{}: {}, seed {}", ++number, all, method.id(), seed);
                RunFolder part = run.part(method.id() + "-" + seed);
                if (part.record() == null || !part.record().isComplete()) {
                    distil(settings.student(method, seed, atHand), part, teachers);
                }
                trials.get(method.id()).add(trial(seed, part));
            }
        }
        return trials;
    }

    private void distil(Settings student, RunFolder part, List<ModelFolder> teachers) throws IOException {
        if (part.record() == null) {
            part.begin(RunRecord.first(
                    "distill", Cards.made(backend, student.seed()), student.data(), data, student.json(), teachers));
        }
        new Distillation(call, backend, data, student, part, teachers, System.nanoTime()).finish();
    }

    private static Trial trial(long seed, RunFolder part) {
        Card card = ModelFolder.open(part.student()).card();
        JsonObject result = part.record().result();
        JsonObject seconds = result.getAsJsonObject("seconds");
        double spent = 0;
        for (String step : List.of("curriculum", "distill", "evaluate")) {
            spent += seconds.get(step).getAsDouble();
        }
        return new Trial(
                seed,
                card.valid(),
                card.test(),
                result.get("epochs").getAsInt(),
                result.get("bestEpoch").getAsInt(),
                spent,
                part.folder().getFileName().toString());
    }

    /** What runs of {@code distill} are told of the teachers, so that each can be repeated by itself. */
    private String atHand() {
        String word = settings.common().teachers();
        String trained = run.teachers().toAbsolutePath().normalize().toString();
        return settings.common().families().isEmpty()
                ? word
                : String.join(",", Arrays.stream(word.split(","))
                        .map(one -> one.equals(Settings.TRAIN) ? trained : one)
                        .toList());
    }

    /** Test measures of each user, by method: means over the seeds. */
    private Map<String, List<Measures>> users(Map<String, List<Trial>> trials) {
        Map<String, List<Measures>> users = new LinkedHashMap<>();
        trials.forEach((method, runs) -> {
            List<List<Measures>> each = runs.stream().map(this::users).toList();
            users.put(method, IntStream.range(0, evaluator.users().length)
                    .mapToObj(u -> Measures.mean(each.stream().map(one -> one.get(u)).toList()))
                    .toList());
        });
        return users;
    }

    private List<Measures> users(Trial trial) {
        ModelFolder student = ModelFolder.open(run.part(trial.out()).student());
        try (var scope = backend.manager().newSubManager()) {
            Rankings rankings = new Ranker(backend)
                    .rank(student.scorer(backend, scope), data.split().train(), evaluator.depths(1));
            return evaluator.testEach(rankings);
        }
    }

    private JsonObject answer(
            TeacherSet teachers, TeacherSet.Worth ensemble, Map<String, Trials> methods, List<PairedDifference> tests) {
        JsonObject json = new JsonObject();
        json.addProperty("engine", backend.name());
        json.addProperty("device", Devices.name(backend.device()));
        json.add("data", Distillation.counts(data));
        JsonObject each = new JsonObject();
        teachers.cards().forEach(card -> each.add(card.id(), TeacherStage.json(card)));
        json.add("teachers", each);
        json.add("ensemble", ensemble == null ? JsonNull.INSTANCE : ensemble.json());
        json.addProperty("dim", settings.common().dim());
        json.add("methods", Json.GSON.toJsonTree(methods));
        json.add("tests", Json.GSON.toJsonTree(tests));
        JsonObject seconds = new JsonObject();
        int own = settings.common().families().size();
        seconds.addProperty("teachers", teachers.cards().stream().limit(own).mapToDouble(Card::seconds).sum());
        seconds.addProperty(
                "students",
                methods.values().stream()
                        .flatMap(trials -> trials.runs().stream())
                        .mapToDouble(Trial::seconds)
                        .sum());
        seconds.addProperty("total", run.record().seconds() + spent());
        json.add("seconds", seconds);
        json.addProperty("peakMemoryMb", Resources.peakMegabytes());
        json.addProperty("out", run.folder().toString());
        return json;
    }
}
