package org.hetcomp.bench;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What serving the student takes, beside the whole ensemble (HetComp, Kang et al., WWW 2023, section 5.2, as measured
 * here).
 *
 * @param engine of the backend it was measured on, the first that served both
 * @param device of that backend
 * @param threads of that backend
 * @param student the student of the largest dimension
 * @param ensemble of all teachers
 * @param ratio the student's share of the ensemble's
 */
public record Inference(String engine, String device, int threads, Cost student, Cost ensemble, Ratio ratio) {
    /** Checks that nothing is missing. */
    public Inference {
        Objects.requireNonNull(engine, "inference without engine");
        Objects.requireNonNull(device, "inference without device");
        Objects.requireNonNull(student, "inference without student");
        Objects.requireNonNull(ensemble, "inference without ensemble");
        Objects.requireNonNull(ratio, "inference without ratio");
    }

    /**
     * What a model takes and gives.
     *
     * @param dim the student's dimension; null for an ensemble
     * @param parameters floats that were trained
     * @param memoryMb megabytes of what scoring takes
     * @param usersPerSecond many users at once, median
     * @param latencyP50Ms one user at a time, median of the repetitions' medians
     * @param latencyP99Ms one user at a time, median of the repetitions' 99th percentiles
     * @param recall50 Recall@50 on test
     */
    public record Cost(
            Integer dim,
            long parameters,
            double memoryMb,
            double usersPerSecond,
            double latencyP50Ms,
            double latencyP99Ms,
            double recall50) {
        /** What a model takes to be kept; what it takes to be served is still to be set. */
        public static Cost of(Integer dim, long parameters, double memoryMb) {
            return new Cost(dim, parameters, memoryMb, 0, 0, 0, 0);
        }

        /** The same with what serving takes. */
        public Cost withServing(double rate, double medianMs, double percentile99Ms) {
            return new Cost(dim, parameters, memoryMb, rate, medianMs, percentile99Ms, recall50);
        }

        /** The same with what it gives. */
        public Cost withRecall50(double recall) {
            return new Cost(dim, parameters, memoryMb, usersPerSecond, latencyP50Ms, latencyP99Ms, recall);
        }
    }

    /**
     * Shares, from 0 on.
     *
     * @param parameters of the parameters
     * @param memory of the memory
     * @param time of the time that a user takes where many are served at once
     * @param latency of the median latency
     * @param recall50 of Recall@50; null where the ensemble's is 0
     */
    public record Ratio(double parameters, double memory, double time, double latency, Double recall50) {}

    private static final String RATE = "usersPerSecond";

    /** The backend it was measured on. */
    public Candidate candidate() {
        return new Candidate(engine, device, threads);
    }

    /** Of the first backend on which both were served, if there is one. */
    public static Optional<Inference> of(List<Result> results) {
        return results.stream()
                .filter(result -> result.name().equals(RATE) && "ensemble".equals(result.model()))
                .findFirst()
                .flatMap(ensemble -> results.stream()
                        .filter(result -> result.name().equals(RATE) && "student".equals(result.model()))
                        .filter(result -> result.candidate().equals(ensemble.candidate()))
                        .max(Comparator.comparing(Result::dim))
                        .map(student -> of(results, student, ensemble)));
    }

    private static Inference of(List<Result> results, Result student, Result ensemble) {
        Cost small = cost(results, student);
        Cost large = cost(results, ensemble);
        Ratio ratio = new Ratio(
                (double) small.parameters() / large.parameters(),
                small.memoryMb() / large.memoryMb(),
                large.usersPerSecond() / small.usersPerSecond(),
                small.latencyP50Ms() / large.latencyP50Ms(),
                large.recall50() > 0 ? small.recall50() / large.recall50() : null);
        return new Inference(student.engine(), student.device(), student.threads(), small, large, ratio);
    }

    private static Cost cost(List<Result> results, Result rate) {
        Map<String, Number> details = rate.details();
        double p50 = median(results, rate, "latencyP50Ms");
        double p99 = median(results, rate, "latencyP99Ms");
        return Cost.of(
                        rate.dim(),
                        details.get("parameters").longValue(),
                        details.get("memoryMb").doubleValue())
                .withServing(rate.median(), p50, p99)
                .withRecall50(details.get("R50").doubleValue());
    }

    private static double median(List<Result> results, Result beside, String name) {
        return results.stream()
                .filter(result -> result.name().equals(name) && result.isOnSame(beside))
                .mapToDouble(Result::median)
                .findFirst()
                .orElseThrow();
    }
}
