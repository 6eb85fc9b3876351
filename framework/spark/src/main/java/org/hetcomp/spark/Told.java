package org.hetcomp.spark;

import java.util.Map;
import org.apache.spark.sql.Observation;

/** What Spark counted on the way of an action, which has ended. */
final class Told {
    private final Observation observation = Observation.apply();

    /** To be given to {@code observe} once. */
    Observation observation() {
        return observation;
    }

    private Map<String, Object> all() {
        try {
            return observation.getAsJava();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Spark counts", e);
        }
    }

    /** 0 where Spark saw before it began that there is nothing to count. */
    long count(String name) {
        return (Long) all().getOrDefault(name, 0L);
    }

    /** Null if there is none. */
    String text(String name) {
        Object value = all().get(name);
        return value == null ? null : value.toString();
    }
}
