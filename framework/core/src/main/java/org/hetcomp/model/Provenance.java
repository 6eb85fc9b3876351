package org.hetcomp.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.Devices;

/**
 * What made a model or a run. Made by {@link #of} and {@link #imported}.
 *
 * @param version of this project
 * @param engine as users write it, or {@value #IMPORTED}
 * @param engineVersion of its native library
 * @param device {@code cpu} or {@code gpu:N}
 * @param threads threads there were to use
 * @param seed what its training drew its numbers from
 * @param time when, ISO 8601 in UTC
 */
public record Provenance(
        String version, String engine, String engineVersion, String device, int threads, long seed, String time) {
    /** In place of an engine's name on the card of a teacher whose rankings came from another system. */
    public static final String IMPORTED = "imported";

    /** Of what a backend makes from now on. */
    public static Provenance of(Backend backend, long seed) {
        return new Provenance(
                Versions.hetcomp(),
                backend.name(),
                backend.version(),
                Devices.name(backend.device()),
                backend.threads(),
                seed,
                now());
    }

    /** Of what another system made and is read here now. */
    public static Provenance imported() {
        return new Provenance(Versions.hetcomp(), IMPORTED, "", "", 0, 0, now());
    }

    /** The time as it is written. */
    public static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
