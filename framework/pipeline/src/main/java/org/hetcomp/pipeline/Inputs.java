package org.hetcomp.pipeline;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hetcomp.data.DataSpec;
import org.hetcomp.data.Dataset;
import org.hetcomp.io.Hashes;
import org.hetcomp.model.Json;
import org.hetcomp.model.ModelFolder;

/**
 * What a run is made from, by which it is known again.
 *
 * @param data which data
 * @param dataSha256 hash of what was read
 * @param splitSha256 hash of how it was divided
 * @param users number of users
 * @param items number of items
 * @param teachers files' hashes of teachers that were made elsewhere, by id
 */
record Inputs(
        DataSpec data, String dataSha256, String splitSha256, int users, int items, Map<String, String> teachers) {
    /**
     * Those of a run on one data set.
     *
     * @param given teachers that were made elsewhere
     */
    static Inputs of(Dataset data, List<ModelFolder> given) {
        Map<String, String> hashes = new LinkedHashMap<>();
        for (ModelFolder teacher : given) {
            hashes.put(teacher.card().id(), Json.GSON.toJson(teacher.card().files()));
        }
        return new Inputs(
                data.spec(),
                data.sha256(),
                data.splitSha256(),
                data.users().size(),
                data.items().size(),
                hashes);
    }

    /**
     * Those of a run on several: the first one's data, hashes over all, users and items of all together, teachers as {@code
     * SET/ID}.
     *
     * @param sets by name, at least one
     */
    static Inputs of(Map<String, Inputs> sets) {
        List<Inputs> all = List.copyOf(sets.values());
        Map<String, String> teachers = new LinkedHashMap<>();
        sets.forEach((set, inputs) -> inputs.teachers.forEach((id, hash) -> teachers.put(set + "/" + id, hash)));
        return new Inputs(
                all.get(0).data,
                hash(all.stream()
                        .map(inputs -> String.valueOf(inputs.dataSha256))
                        .toList()),
                hash(all.stream().map(Inputs::splitSha256).toList()),
                all.stream().mapToInt(Inputs::users).sum(),
                all.stream().mapToInt(Inputs::items).sum(),
                teachers);
    }

    private static String hash(List<String> hashes) {
        return Hashes.of(String.join("\n", hashes).getBytes(StandardCharsets.UTF_8));
    }
}
