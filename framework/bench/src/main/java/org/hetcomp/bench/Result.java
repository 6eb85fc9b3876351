package org.hetcomp.bench;

import java.util.Map;
import java.util.Objects;

/**
 * One metric on one backend.
 *
 * @param engine name of the engine
 * @param engineVersion of its native library
 * @param device as users write it
 * @param threads of the engine
 * @param suite id of the suite
 * @param name of the metric
 * @param unit of the numbers
 * @param dim the student's dimension; null where there is none
 * @param model the model measured; null where there is none
 * @param repetitions how many measurements, at least 1
 * @param min smallest
 * @param p10 tenth percentile
 * @param median fiftieth percentile
 * @param p90 ninetieth percentile
 * @param max largest
 * @param firstSeconds the first repetition of all, before any warm-up; in the row of a task's first metric only
 * @param cpuSeconds of all threads, mean of a repetition; there too, and null where the system does not tell
 * @param peakMemoryMb the process' peak up to the end of this task
 * @param details what else is known of the model measured; there too, and null if nothing
 */
public record Result(
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
        double p10,
        double median,
        double p90,
        double max,
        Double firstSeconds,
        Double cpuSeconds,
        long peakMemoryMb,
        Map<String, Number> details) {
    private static final String SHARE = "recall";

    /** Checks that it says what was measured where, in numbers. */
    public Result {
        Objects.requireNonNull(engine, "a result without engine");
        Objects.requireNonNull(device, "a result without device");
        Objects.requireNonNull(suite, "a result without suite");
        Objects.requireNonNull(name, "a result without name");
        Objects.requireNonNull(unit, "a result without unit");
        if (repetitions < 1) {
            throw new IllegalArgumentException("repetitions of " + name + " must be at least 1, not " + repetitions);
        }
        for (double value : new double[] {min, p10, median, p90, max}) {
            requireFinite(name, value);
        }
        if (details != null) {
            details.forEach((key, value) -> requireFinite(key, value.doubleValue()));
        }
    }

    private static void requireFinite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " must be a finite number, not " + value);
        }
    }

    /** One measured on a backend, whose values are still to be set. */
    public static Builder of(Candidate backend, String suite, Metric metric) {
        return new Builder(backend, suite, metric);
    }

    /** A result in the making. */
    public static final class Builder {
        private final Candidate backend;
        private final String suite;
        private final Metric metric;
        private String engineVersion;
        private Spread spread;
        private Double firstSeconds;
        private Double cpuSeconds;
        private long peakMemoryMb;
        private Map<String, Number> details;

        private Builder(Candidate backend, String suite, Metric metric) {
            this.backend = backend;
            this.suite = suite;
            this.metric = metric;
        }

        /** Version of the engine's native library. */
        public Builder engineVersion(String version) {
            engineVersion = version;
            return this;
        }

        /** The values; they must be set. */
        public Builder spread(Spread values) {
            spread = values;
            return this;
        }

        /** What a task's first metric tells beside: seconds of its first repetition, and of the CPU or null. */
        public Builder seconds(double first, Double cpu) {
            firstSeconds = first;
            cpuSeconds = cpu;
            return this;
        }

        /** The process' peak so far. */
        public Builder peakMemoryMb(long megabytes) {
            peakMemoryMb = megabytes;
            return this;
        }

        /** What else is known of the model; null if nothing. */
        public Builder details(Map<String, Number> known) {
            details = known;
            return this;
        }

        /** The result. */
        public Result build() {
            return new Result(
                    backend.engine(),
                    engineVersion,
                    backend.device(),
                    backend.threads(),
                    suite,
                    metric.name(),
                    metric.unit(),
                    metric.dim(),
                    metric.model(),
                    spread.repetitions(),
                    spread.min(),
                    spread.p10(),
                    spread.median(),
                    spread.p90(),
                    spread.max(),
                    firstSeconds,
                    cpuSeconds,
                    peakMemoryMb,
                    details);
        }
    }

    /** Whether the other is of the same metric on the same backend, whatever its version. */
    boolean isOfSame(Result other) {
        return name.equals(other.name) && isOnSame(other);
    }

    /** Whether the other is of the same model on the same backend, whatever its version. */
    boolean isOnSame(Result other) {
        return candidate().equals(other.candidate())
                && suite.equals(other.suite)
                && Objects.equals(dim, other.dim)
                && Objects.equals(model, other.model);
    }

    /** What is measured, for people. */
    public String title() {
        return new Metric(name, unit, dim, model).title();
    }

    /** Where it was measured. */
    public Candidate candidate() {
        return new Candidate(engine, device, threads);
    }

    /** Whether more is better, as it is of what is done in a second, and of Recall. */
    public boolean isMoreBetter() {
        return unit.endsWith("/s") || unit.equals(SHARE);
    }

    /** Whether it says how fast a backend is, and how evenly. */
    public boolean isSpeed() {
        return repetitions > 1 && !unit.equals(SHARE);
    }

    /** Whether it is better than another in every repetition. */
    public boolean beats(Result other) {
        return isMoreBetter() ? min > other.max : max < other.min;
    }
}
