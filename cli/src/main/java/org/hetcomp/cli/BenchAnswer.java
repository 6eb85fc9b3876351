package org.hetcomp.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.hetcomp.bench.Baseline;
import org.hetcomp.bench.Findings;
import org.hetcomp.bench.Inference;
import org.hetcomp.bench.Result;
import org.hetcomp.model.Json;
import org.hetcomp.model.Provenance;
import org.hetcomp.model.Versions;
import org.hetcomp.pipeline.Machine;

/**
 * What {@code bench} answers, to scripts and in {@code results.json}.
 *
 * @param findings what was measured
 * @param inference the student beside the ensemble; null if they were not served
 * @param changes since the baseline; null without one
 * @param differences what else differs from the baseline, so that changes may be due to it
 * @param json all of it
 */
record BenchAnswer(
        Findings findings,
        Inference inference,
        List<Baseline.Change> changes,
        List<String> differences,
        JsonObject json) {
    /** Version of the layout. */
    static final int FORMAT = 1;

    // Where models lay while they were measured is no part of the workload.
    private static final Set<String> PLACES = Set.of("teachers", "students");

    /**
     * Puts it together.
     *
     * @param baseline what an earlier run answered, or null
     */
    static BenchAnswer of(Call call, BenchOptions options, Findings findings, JsonObject baseline) {
        JsonObject json = new JsonObject();
        json.addProperty("format", FORMAT);
        json.addProperty("hetcomp", Versions.hetcomp());
        json.addProperty("djl", Versions.djl());
        json.addProperty("java", Runtime.version().toString());
        json.addProperty("finished", Provenance.now());
        json.addProperty("command", Main.program() + " bench " + String.join(" ", call.arguments().words()));
        json.addProperty("quick", options.quick());
        JsonObject workload = Json.GSON.toJsonTree(options.workload()).getAsJsonObject();
        PLACES.forEach(workload::remove);
        json.add("workload", workload);
        json.add("machine", Json.GSON.toJsonTree(Machine.here()));
        json.add("results", Json.GSON.toJsonTree(findings.results()));
        json.add("agreement", Json.GSON.toJsonTree(findings.agreement()));
        Inference inference = Inference.of(findings.results()).orElse(null);
        json.add("inference", inference == null ? JsonNull.INSTANCE : Json.GSON.toJsonTree(inference));
        json.add("skipped", Json.GSON.toJsonTree(findings.skipped()));
        if (baseline == null) {
            return new BenchAnswer(findings, inference, null, List.of(), json);
        }
        Result[] before = Json.GSON.fromJson(baseline.get("results"), Result[].class);
        List<Baseline.Change> changes = new Baseline(Arrays.asList(before)).compare(findings.results());
        List<String> differences = new ArrayList<>();
        for (String part : List.of("machine", "workload")) {
            differ(part, baseline.get(part), json.get(part), differences);
        }
        json.add("baseline", json(baseline, changes, differences));
        return new BenchAnswer(findings, inference, changes, differences, json);
    }

    private static void differ(String part, JsonElement before, JsonElement now, List<String> differences) {
        JsonObject mine = now.getAsJsonObject();
        JsonObject theirs = before == null ? new JsonObject() : before.getAsJsonObject();
        for (String key : mine.keySet()) {
            if (!mine.get(key).equals(theirs.get(key))) {
                differences.add(part + "." + key + ": " + theirs.get(key) + ", now " + mine.get(key));
            }
        }
    }

    private static JsonObject json(JsonObject baseline, List<Baseline.Change> changes, List<String> differences) {
        JsonArray list = new JsonArray();
        for (Baseline.Change change : changes) {
            JsonObject one = new JsonObject();
            one.addProperty("engine", change.now().engine());
            one.addProperty("device", change.now().device());
            one.addProperty("threads", change.now().threads());
            one.addProperty("suite", change.now().suite());
            one.addProperty("name", change.now().name());
            one.addProperty("dim", change.now().dim());
            one.addProperty("model", change.now().model());
            one.addProperty("before", change.before().median());
            one.addProperty("now", change.now().median());
            one.addProperty("ratio", change.ratio());
            one.addProperty("exceedsSpread", change.exceedsSpread());
            list.add(one);
        }
        JsonObject json = new JsonObject();
        json.add("finished", baseline.get("finished"));
        json.add("differences", Json.GSON.toJsonTree(differences));
        json.add("changes", list);
        return json;
    }
}
