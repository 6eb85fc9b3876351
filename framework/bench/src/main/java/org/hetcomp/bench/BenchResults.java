package org.hetcomp.bench;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.hetcomp.io.AtomicFile;
import org.hetcomp.io.DataException;
import org.hetcomp.io.JsonText;
import org.hetcomp.model.Json;
import org.hetcomp.pipeline.Machine;

/**
 * What a benchmark came to, as {@code results.json} has it, key by key.
 *
 * @param format version of the layout, {@link #FORMAT}
 * @param hetcomp our version
 * @param djl DJL's version
 * @param java Java's version
 * @param finished when, ISO 8601 in UTC
 * @param command what was called; null if it was no command
 * @param quick whether it was to be done within two minutes
 * @param interrupted true if it was stopped before all was measured, else null
 * @param workload what was measured on, a {@link Workload}; not read into one, since an earlier version's may have
 *     other keys
 * @param machine what it ran on
 * @param load processes that wanted a core when it began, mean over a minute; null where the system does not tell
 * @param results measurements, in the order in which they were made
 * @param agreement how far backends are apart
 * @param inference the student beside the ensemble; null if they were not served
 * @param skipped what could not be measured
 * @param baseline how an earlier benchmark compares; null if there is none
 */
public record BenchResults(
        int format,
        String hetcomp,
        String djl,
        String java,
        String finished,
        String command,
        boolean quick,
        Boolean interrupted,
        JsonObject workload,
        Machine machine,
        Double load,
        List<Result> results,
        List<Agreement> agreement,
        Inference inference,
        List<Skipped> skipped,
        Baseline baseline) {
    /** Version of the layout. */
    public static final int FORMAT = 1;

    private static final String ADVICE = "name an undamaged one";

    /** Name of the file in its folder. */
    public static final String FILE = "results.json";

    /** Checks that there are results, and fills in what may be left out. */
    public BenchResults {
        results = List.copyOf(Objects.requireNonNull(results, "no results"));
        agreement = agreement == null ? List.of() : List.copyOf(agreement);
        skipped = skipped == null ? List.of() : List.copyOf(skipped);
    }

    /** Whether it was stopped before all was measured. */
    public boolean isInterrupted() {
        return Boolean.TRUE.equals(interrupted);
    }

    /** Whether others had enough to do on the machine to be seen in the times. */
    public boolean isBusy() {
        return machine != null && Machine.isBusy(load, machine.cores());
    }

    /** Engines, in the order in which they were measured. */
    public List<String> engines() {
        return results.stream().map(Result::engine).distinct().toList();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws DataException if it is not there, damaged or of another layout
     */
    public static BenchResults read(Path file) {
        BenchResults read =
                JsonText.read(file, ADVICE).require("format", "results").as(Json.GSON, BenchResults.class);
        if (read.format != FORMAT) {
            throw new DataException(
                    "the file is of layout " + read.format + ", not " + FORMAT, file.toString(), "measure again");
        }
        return read;
    }

    /** Writes it for people and programs to read. */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, Json.PRETTY.toJson(this) + "\n");
    }

    /** Results of what was found. */
    public static Builder of(Findings findings, Workload workload) {
        return new Builder(findings, workload);
    }

    /** Results in the making. */
    public static final class Builder {
        private final Findings findings;
        private final Workload workload;
        private String hetcomp;
        private String djl;
        private String command;
        private boolean quick;
        private Double load;
        private boolean interrupted;
        private BenchResults before;

        private Builder(Findings findings, Workload workload) {
            this.findings = findings;
            this.workload = workload;
        }

        /** The versions that measured. */
        public Builder versions(String ours, String ofDjl) {
            hetcomp = ours;
            djl = ofDjl;
            return this;
        }

        /** The command that was called, and whether it was to be quick. */
        public Builder command(String called, boolean wasQuick) {
            command = called;
            quick = wasQuick;
            return this;
        }

        /** What the machine had to do when it began, as {@link Machine#load} says. */
        public Builder load(Double before) {
            load = before;
            return this;
        }

        /** Whether it was stopped before all was measured. */
        public Builder interrupted(boolean wasInterrupted) {
            interrupted = wasInterrupted;
            return this;
        }

        /** An earlier benchmark to compare with; null for none. */
        public Builder baseline(BenchResults earlier) {
            before = earlier;
            return this;
        }

        /** What was measured here and now. */
        public BenchResults build() {
            Machine machine = Machine.here();
            JsonObject measuredOn = Json.GSON.toJsonTree(workload).getAsJsonObject();
            List<Result> results = findings.results();
            return new BenchResults(
                    FORMAT,
                    hetcomp,
                    djl,
                    Runtime.version().toString(),
                    Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                    command,
                    quick,
                    interrupted ? true : null,
                    measuredOn,
                    machine,
                    load,
                    results,
                    findings.agreement(),
                    Inference.of(results).orElse(null),
                    findings.skipped(),
                    before == null ? null : Baseline.of(before, results, machine, measuredOn));
        }
    }
}
