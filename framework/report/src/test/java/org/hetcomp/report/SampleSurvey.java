package org.hetcomp.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hetcomp.model.Json;

/** Comparisons of three methods on two data sets in three dimensions, as a run of {@code compare} leaves them. */
final class SampleSurvey {
    private SampleSurvey() {}

    static Path write(Path folder) throws IOException {
        Path one = Samples.comparison(folder.resolve("one"));
        JsonObject run = Json.GSON.fromJson(Files.readString(one.resolve("run.json")), JsonObject.class);
        JsonObject comparison = run.getAsJsonObject("result");
        JsonArray parts = new JsonArray();
        for (String set : List.of("citeulike-t", "ratings-of-a-long-name.csv")) {
            for (int dim : List.of(6, 16, 32)) {
                JsonObject part = new JsonObject();
                part.addProperty("set", set);
                JsonObject each = comparison.deepCopy();
                each.addProperty("dim", dim);
                each.getAsJsonObject("methods")
                        .getAsJsonObject("converged")
                        .getAsJsonArray("runs")
                        .forEach(trial -> trial.getAsJsonObject().addProperty("discrepancy", 0.3125));
                part.add("comparison", each);
                parts.add(part);
            }
        }
        JsonObject result = new JsonObject();
        result.addProperty("engine", "pytorch");
        result.add("comparisons", parts);
        result.add("standings", Json.GSON.fromJson("""
            [{"methods": ["hetcomp", "converged"], "measure": "R10", "above": 0, "level": 6, "below": 0, "open": 0},
             {"methods": ["hetcomp", "none"], "measure": "R10", "above": 5, "level": 0, "below": 1, "open": 0},
             {"methods": ["hetcomp", "converged"], "measure": "R50", "above": 3, "level": 2, "below": 1, "open": 0},
             {"methods": ["hetcomp", "none"], "measure": "R50", "above": 6, "level": 0, "below": 0, "open": 0},
             {"methods": ["hetcomp", "converged"], "measure": "N10", "above": 0, "level": 4, "below": 2, "open": 0},
             {"methods": ["hetcomp", "none"], "measure": "N10", "above": 6, "level": 0, "below": 0, "open": 0},
             {"methods": ["hetcomp", "converged"], "measure": "N50", "above": 0, "level": 6, "below": 0, "open": 0},
             {"methods": ["hetcomp", "none"], "measure": "N50", "above": 0, "level": 0, "below": 0, "open": 6}]
            """, JsonArray.class));
        result.add("seconds", comparison.get("seconds"));
        result.add("warnings", Json.GSON.fromJson("[\"citeulike-t, dimension 6: <b>low</b>\"]", JsonArray.class));
        run.add("result", result);
        JsonObject settings = run.getAsJsonObject("settings");
        JsonArray sets = new JsonArray();
        for (String name : List.of("citeulike-t", "/home/me/ratings-of-a-long-name.csv")) {
            JsonObject set = new JsonObject();
            set.add("data", settings.getAsJsonObject("data").deepCopy());
            set.getAsJsonObject("data").addProperty("name", name);
            set.addProperty("teachers", "train");
            set.add("families", settings.get("families"));
            sets.add(set);
        }
        settings.getAsJsonObject("data").addProperty("name", "citeulike-t");
        run.getAsJsonObject("data").addProperty("name", "citeulike-t");
        settings.remove("dim");
        settings.add("sets", sets);
        settings.add("dims", Json.GSON.toJsonTree(List.of(6, 16, 32)));
        Samples.write(folder.resolve("run.json"), run);
        return folder;
    }
}
