package org.hetcomp.serve;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * What is counted, in Prometheus' text format (prometheus.io/docs/instrumenting/exposition_formats, 0.0.4). Labels are of known
 * values only: paths that are routes, statuses, reasons.
 */
final class Metrics {
    static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final Map<String, LongAdder> requests = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> rejected = new ConcurrentSkipListMap<>();
    private final Map<String, Histogram> seconds = new ConcurrentSkipListMap<>();
    private final LongAdder answers = new LongAdder();
    private final AtomicInteger inFlight = new AtomicInteger();

    /** Why a request was turned away that might be answered later. */
    enum Reason {
        /** As many as may are being answered, and as many as may wait. */
        BUSY,
        /** It took longer than a request may. */
        DEADLINE
    }

    Metrics() {
        for (Reason reason : Reason.values()) {
            rejected.put(label(reason), new LongAdder());
        }
    }

    private static String label(Reason reason) {
        return "reason=\"" + reason.name().toLowerCase(Locale.ROOT) + "\"";
    }

    void begun() {
        inFlight.incrementAndGet();
    }

    void ended(String path, int status, double took) {
        inFlight.decrementAndGet();
        String label = "path=\"" + path + "\"";
        requests.computeIfAbsent(label + ",status=\"" + status + "\"", key -> new LongAdder())
                .increment();
        seconds.computeIfAbsent(label, key -> new Histogram()).add(took);
    }

    void rejected(Reason reason) {
        rejected.get(label(reason)).increment();
    }

    void answered(int questions) {
        answers.add(questions);
    }

    /** Requests that have begun and not ended. */
    int inFlight() {
        return inFlight.get();
    }

    String text(Versions versions, long waiting) {
        StringBuilder out = new StringBuilder();
        head(out, "hetcomp_requests_total", "counter", "Requests that ended, by path and status.");
        requests.forEach((label, count) -> line(out, "hetcomp_requests_total", label, count.sum()));
        head(out, "hetcomp_request_seconds", "histogram", "Time from the request's head to the end of its answer.");
        seconds.forEach((label, histogram) -> histogram.write(out, "hetcomp_request_seconds", label));
        head(out, "hetcomp_answers_total", "counter", "Questions that were answered; a batch has several.");
        line(out, "hetcomp_answers_total", "", answers.sum());
        head(out, "hetcomp_requests_in_flight", "gauge", "Requests that have begun and not ended.");
        line(out, "hetcomp_requests_in_flight", "", inFlight.get());
        head(out, "hetcomp_requests_waiting", "gauge", "Of these, those that wait for their turn.");
        line(out, "hetcomp_requests_waiting", "", waiting);
        head(out, "hetcomp_rejected_total", "counter", "Requests that were turned away with 503, by reason.");
        rejected.forEach((label, count) -> line(out, "hetcomp_rejected_total", label, count.sum()));
        versions.ask(version -> {
            Served served = version.served();
            head(out, "hetcomp_model_info", "gauge", "The model in force.");
            line(
                    out,
                    "hetcomp_model_info",
                    "name=\"" + served.name().replaceAll("[\"\\\\\n]", "?") + "\",version=\""
                            + Text.brief(served.version()) + "\"",
                    1);
            head(out, "hetcomp_model_loaded_timestamp_seconds", "gauge", "When it came into force.");
            line(
                    out,
                    "hetcomp_model_loaded_timestamp_seconds",
                    "",
                    version.loaded().getEpochSecond());
            head(out, "hetcomp_model_users", "gauge", "Its users.");
            line(out, "hetcomp_model_users", "", served.users());
            head(out, "hetcomp_model_items", "gauge", "Its items.");
            line(out, "hetcomp_model_items", "", served.items());
            return null;
        });
        head(out, "hetcomp_reloads_total", "counter", "New versions, those in force and those that could not be used.");
        line(out, "hetcomp_reloads_total", "result=\"failed\"", versions.failures());
        line(out, "hetcomp_reloads_total", "result=\"ok\"", versions.loads());
        head(
                out,
                "hetcomp_model_stale",
                "gauge",
                "1 if what is there now cannot be used and an older version is in force.");
        line(out, "hetcomp_model_stale", "", versions.failure() == null ? 0 : 1);
        Runtime memory = Runtime.getRuntime();
        head(out, "hetcomp_heap_used_bytes", "gauge", "Java heap in use, garbage included.");
        line(out, "hetcomp_heap_used_bytes", "", memory.totalMemory() - memory.freeMemory());
        return out.toString();
    }

    private static void head(StringBuilder out, String name, String type, String help) {
        out.append("# HELP ").append(name).append(' ').append(help).append('\n');
        out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private static void line(StringBuilder out, String name, String label, long value) {
        out.append(name)
                .append(label.isEmpty() ? "" : "{" + label + "}")
                .append(' ')
                .append(value)
                .append('\n');
    }
}
