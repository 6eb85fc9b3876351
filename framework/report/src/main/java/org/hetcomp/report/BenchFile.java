package org.hetcomp.report;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.hetcomp.pipeline.Machine;

/**
 * What {@code bench} found, as it wrote it down. What it may leave out is null.
 *
 * @param hetcomp our version
 * @param finished when, ISO 8601 in UTC
 * @param machine what it ran on
 * @param workload what was measured on
 * @param results measurements
 * @param agreement how far backends are apart
 * @param inference the student's cost beside the ensemble's
 * @param skipped what could not be measured
 * @param baseline how an earlier run compares
 */
record BenchFile(
        String hetcomp,
        String djl,
        String java,
        String finished,
        String command,
        JsonObject workload,
        Machine machine,
        List<Measurement> results,
        List<Agreement> agreement,
        Inference inference,
        List<Skipped> skipped,
        Baseline baseline) {
    // Units, which stand beside.
    private static final String SUFFIXES = "(UsPerUserRow|(?<!Per)Seconds?|Ms)$";
    private static final String SHARE = "recall";

    /** One metric on one backend. */
    record Measurement(
            String engine,
            String engineVersion,
            String device,
            int threads,
            String suite,
            String name,
            String unit,
            Integer dim,
            String model,
            int repetitions,
            double min,
            double median,
            double p90,
            double max,
            Double cpuSeconds,
            Double peakMemoryMb,
            Map<String, Double> details) {
        /** Where it was measured. */
        String backend() {
            return BenchFile.backend(engine, device, threads);
        }

        /** What was measured, for people. */
        String title() {
            return BenchFile.title(model, name, dim);
        }

        /** Whether more is better, as it is of what is done in a second, and of Recall. */
        boolean isMoreBetter() {
            return unit.endsWith("/s") || unit.equals(SHARE);
        }

        /** Whether it says how fast a backend is, and how evenly. */
        boolean isSpeed() {
            return repetitions > 1 && !unit.equals(SHARE);
        }

        /** Whether it is better than another in every repetition. */
        boolean beats(Measurement other) {
            return isMoreBetter() ? min > other.max : max < other.min;
        }

        private boolean isUsable() {
            return engine != null && device != null && suite != null && name != null && unit != null;
        }
    }

    /** How far backends are apart on the same inputs. */
    record Agreement(
            String suite,
            String name,
            Integer dim,
            String model,
            List<JsonElement> backends,
            Double maxAbsDiff,
            Double maxRelDiff,
            String problem) {
        /** What was compared, for people. */
        String title() {
            return BenchFile.title(model, name, dim);
        }
    }

    /** The student's cost beside the ensemble's, on the backend that both were served by. */
    record Inference(String engine, String device, int threads, Cost student, Cost ensemble) {
        String backend() {
            return BenchFile.backend(engine, device, threads);
        }
    }

    /** What serving a model takes and gives; times in milliseconds for one user at a time. */
    record Cost(
            Integer dim,
            double parameters,
            double memoryMb,
            double usersPerSecond,
            double latencyP50Ms,
            double latencyP99Ms,
            double recall50) {}

    /** An earlier run, and what has changed since. */
    record Baseline(String finished, List<String> differences, List<Change> changes) {}

    /** A metric in both runs; {@code ratio} is null where it was 0. */
    record Change(
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
            boolean exceedsSpread) {}

    /** What was asked for and could not be measured. */
    record Skipped(
            String engine,
            String device,
            Integer threads,
            String suite,
            String name,
            String skipped,
            boolean failed,
            List<String> lastLines) {
        String what() {
            List<String> words = new ArrayList<>();
            for (Object word : new Object[] {engine, device, suite, name}) {
                if (word != null) {
                    words.add(word.toString());
                }
            }
            return threads == null ? String.join(" ", words) : String.join(" ", words) + ", threads " + threads;
        }
    }

    /** Fills in what was left out. */
    BenchFile {
        agreement = agreement == null ? List.of() : agreement;
        skipped = skipped == null ? List.of() : skipped;
    }

    /** A backend for people. */
    static String backend(String engine, String device, int threads) {
        return engine + " on " + device + ", " + threads + (threads == 1 ? " thread" : " threads");
    }

    /** A metric for people: {@code fineUsPerUserRow} of dimension 16 is {@code fine, d = 16}. */
    static String title(String model, String name, Integer dim) {
        return (model == null ? "" : model + ", ")
                + words(name.replaceFirst(SUFFIXES, ""))
                + (dim == null ? "" : ", d = " + dim);
    }

    private static String words(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    }

    /**
     * Reads it.
     *
     * @throws org.hetcomp.io.DataException if it is not usable
     */
    static BenchFile read(Path file) {
        BenchFile read = RunFiles.parse(file, RunFiles.text(file), BenchFile.class);
        if (read == null || read.results() == null || !read.isUsable()) {
            throw RunFiles.damaged(file, null);
        }
        return read;
    }

    private boolean isUsable() {
        return results.stream().allMatch(one -> one != null && one.isUsable())
                && agreement.stream().allMatch(one -> one != null && one.name() != null)
                && skipped.stream().allMatch(one -> one != null && one.skipped() != null)
                && (inference == null || (inference.student() != null && inference.ensemble() != null))
                && (baseline == null
                        || (baseline.changes() != null
                                && baseline.changes().stream().allMatch(c -> c.name() != null)));
    }

    /** Measurements of the same thing, by suite and then by title, each in the order in which they were made. */
    Map<String, Map<String, List<Measurement>>> bySuite() {
        Map<String, Map<String, List<Measurement>>> suites = new LinkedHashMap<>();
        for (Measurement result : results) {
            suites.computeIfAbsent(result.suite(), suite -> new LinkedHashMap<>())
                    .computeIfAbsent(result.title(), title -> new ArrayList<>())
                    .add(result);
        }
        return suites;
    }

    /** Engines, in the order in which they were measured. */
    List<String> engines() {
        return results.stream()
                .map(Measurement::engine)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }
}
