package org.hetcomp.cli;

import com.google.gson.JsonObject;
import org.hetcomp.bench.Findings;
import org.hetcomp.bench.Machine;
import org.hetcomp.zoo.Json;

/** What {@code bench} answers scripts with, and writes to {@code results.json}. */
final class BenchAnswer {
    /** Version of this layout. */
    static final int FORMAT = 1;

    private BenchAnswer() {}

    static JsonObject of(BenchOptions options, Findings findings) {
        JsonObject json = new JsonObject();
        json.addProperty("format", FORMAT);
        json.addProperty("hetcomp", Versions.hetcomp());
        json.addProperty("djl", Versions.djl());
        json.addProperty("java", Runtime.version().toString());
        json.addProperty("finished", Cards.now());
        json.addProperty("quick", options.quick());
        json.add("workload", Json.GSON.toJsonTree(options.workload()));
        json.add("machine", Json.GSON.toJsonTree(Machine.here()));
        json.add("results", Json.GSON.toJsonTree(findings.results()));
        json.add("agreement", Json.GSON.toJsonTree(findings.agreement()));
        json.add("skipped", Json.GSON.toJsonTree(findings.skipped()));
        return json;
    }
}
