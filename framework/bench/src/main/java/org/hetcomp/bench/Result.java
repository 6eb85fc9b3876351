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
 * @param repetitions how many measurements
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
}
