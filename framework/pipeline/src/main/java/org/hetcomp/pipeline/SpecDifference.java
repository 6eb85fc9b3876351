package org.hetcomp.pipeline;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * In what two specifications differ; they are the same if there is no difference.
 *
 * @param name of the setting, as {@code run.json} has it; those of the data without the data's own name
 * @param there what the run has
 * @param asked what is asked for
 */
public record SpecDifference(String name, JsonElement there, JsonElement asked) {
    /** All differences, in the order of the settings. */
    public static List<SpecDifference> between(JsonObject there, JsonObject asked) {
        JsonObject mine = flat(there);
        JsonObject others = flat(asked);
        Set<String> names = new LinkedHashSet<>(mine.keySet());
        names.addAll(others.keySet());
        List<SpecDifference> differences = new ArrayList<>();
        for (String name : names) {
            if (!Objects.equals(mine.get(name), others.get(name))) {
                differences.add(new SpecDifference(name, mine.get(name), others.get(name)));
            }
        }
        return differences;
    }

    private static JsonObject flat(JsonObject json) {
        JsonObject flat = json.deepCopy();
        JsonObject judging =
                Spec.gson().toJsonTree(Judging.of(flat.remove("judging"))).getAsJsonObject();
        judging.entrySet().forEach(entry -> flat.add(entry.getKey(), entry.getValue()));
        JsonElement data = flat.remove("data");
        if (data != null && data.isJsonObject()) {
            data.getAsJsonObject().entrySet().forEach(entry -> flat.add(entry.getKey(), entry.getValue()));
        }
        return flat;
    }
}
