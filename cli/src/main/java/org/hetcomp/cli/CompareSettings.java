package org.hetcomp.cli;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.hetcomp.distill.DistillerOptions;
import org.hetcomp.distill.Method;
import org.hetcomp.model.Json;

/**
 * All that decides what a comparison comes to.
 *
 * @param common what its students have in common; its method and seed are those of none in particular
 * @param methods what is compared
 * @param seeds of which each method has a student each
 * @param epochs the most epochs of every student; 0 for what its method takes
 */
record CompareSettings(Settings common, List<Method> methods, List<Long> seeds, int epochs) {
    private static final String SEEDS = "0,1,2";
    private static final int MOST_SEEDS = 1000;

    /** Reads them from the options. */
    static CompareSettings of(Arguments arguments, CommonOptions common) {
        List<Method> methods = arguments.list("methods", String.join(",", DistillOptions.methods())).stream()
                .map(id -> Arguments.one("method", "--methods", id, DistillOptions.methods()))
                .map(Method::named)
                .toList();
        Method taught = methods.stream().filter(Method::isTaught).findFirst().orElse(Method.NONE);
        Settings settings = Settings.of(taught, arguments, common);
        return new CompareSettings(
                settings, methods, seeds(arguments), arguments.has("epochs") ? settings.epochs() : 0);
    }

    private static List<Long> seeds(Arguments arguments) {
        List<Long> seeds = new ArrayList<>();
        for (String seed : arguments.list("seeds", SEEDS)) {
            seeds.add(Arguments.integer(seed, "--seeds", Long.MIN_VALUE, Long.MAX_VALUE));
        }
        if (seeds.size() > MOST_SEEDS || seeds.stream().distinct().count() < seeds.size()) {
            throw CommandException.usage(
                    "a seed is there twice, or there are over " + MOST_SEEDS, "--seeds", "name each once");
        }
        return List.copyOf(seeds);
    }

    /** How one of the students is made, of teachers that are at hand. */
    Settings student(Method method, long seed, String teachers) {
        int most = epochs > 0 ? epochs : DistillerOptions.of(method).training().epochs();
        return common.student(method, most, teachers, seed);
    }

    /** As it is written in {@code run.json}. */
    JsonObject json() {
        JsonObject json = common.json();
        json.remove("method");
        json.add("methods", Json.GSON.toJsonTree(methods.stream().map(Method::id).toList()));
        json.add("seeds", Json.GSON.toJsonTree(seeds));
        json.addProperty("epochs", epochs);
        return json;
    }
}
