package org.hetcomp.bench;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hetcomp.model.Json;
import org.hetcomp.pipeline.Machine;

/**
 * An earlier benchmark, and what has changed since.
 *
 * @param finished when the earlier one ended, ISO 8601 in UTC
 * @param differences what else differs, so that changes may be due to it
 * @param changes what was repeated in both on the same backend, in the order of the later one
 */
public record Baseline(String finished, List<String> differences, List<Change> changes) {
    /** Checks that nothing is missing. */
    public Baseline {
        differences = differences == null ? List.of() : List.copyOf(differences);
        changes = List.copyOf(Objects.requireNonNull(changes, "a baseline without changes"));
    }

    /**
     * A metric in both benchmarks.
     *
     * @param before the earlier one's median
     * @param now the later one's median
     * @param ratio median now over median before; null where that was 0
     * @param exceedsSpread whether the middle 80% of both benchmarks' repetitions have nothing in common
     */
    public record Change(
            String engine,
            String device,
            int threads,
            String suite,
            String name,
            Integer dim,
            String model,
            double before,
            double now,
            Double ratio,
            boolean exceedsSpread) {
        /** Checks that it says what has changed. */
        public Change {
            Objects.requireNonNull(name, "a change without name");
        }

        /** Of the same metric on the same backend. */
        static Change of(Result before, Result now) {
            return new Change(
                    now.engine(),
                    now.device(),
                    now.threads(),
                    now.suite(),
                    now.name(),
                    now.dim(),
                    now.model(),
                    before.median(),
                    now.median(),
                    before.median() == 0 ? null : now.median() / before.median(),
                    now.p10() > before.p90() || now.p90() < before.p10());
        }

        /** Where it was measured. */
        public Candidate candidate() {
            return new Candidate(engine, device, threads);
        }

        /** What is measured, for people. */
        public String title() {
            return new Metric(name, "", dim, model).title();
        }

        /** Whether it is that of a result, as far as its unit goes. */
        public boolean isOfMetric(Result result) {
            return name.equals(result.name());
        }
    }

    /** Compares what was measured with what an earlier benchmark measured. */
    static Baseline of(BenchResults before, List<Result> now, Machine machine, JsonObject workload) {
        List<String> differences = new ArrayList<>();
        differ("machine", tree(before.machine()), tree(machine), differences);
        differ("workload", tree(before.workload()), workload, differences);
        return new Baseline(before.finished(), differences, changes(before.results(), now));
    }

    private static JsonObject tree(Object part) {
        return part == null ? new JsonObject() : Json.GSON.toJsonTree(part).getAsJsonObject();
    }

    private static void differ(String part, JsonObject before, JsonObject now, List<String> differences) {
        for (String key : now.keySet()) {
            JsonElement value = now.get(key);
            if (!value.equals(before.get(key))) {
                differences.add(part + "." + key + ": " + before.get(key) + ", now " + value);
            }
        }
    }

    static List<Change> changes(List<Result> before, List<Result> later) {
        List<Change> changes = new ArrayList<>();
        for (Result now : later) {
            Optional<Result> same = before.stream()
                    .filter(result -> result.repetitions() > 1 && result.isOfSame(now))
                    .findFirst();
            if (now.repetitions() > 1 && same.isPresent()) {
                changes.add(Change.of(same.get(), now));
            }
        }
        return changes;
    }
}
