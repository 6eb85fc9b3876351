package org.hetcomp.serve;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How the server is.
 *
 * @param status {@code ok}, or {@code stale} if what is there now cannot be used and an older version answers
 * @param model which one answers
 * @param reloads how often another came into force
 * @param failedReloads how often one could not
 * @param failure why the server is stale; null if it is not, and for those who do not bear the token
 * @param upSeconds since the process began
 */
record Health(String status, Model model, int reloads, int failedReloads, String failure, double upSeconds) {
    /**
     * A model.
     *
     * @param loaded when it came into force, in UTC
     */
    record Model(String name, String version, int users, int items, boolean takesHistory, String loaded) {}

    /** What loading came to. */
    record Reloaded(boolean changed, Model model) {}

    static Health of(Versions versions, boolean isTrusted) {
        String failure = versions.failure();
        return new Health(
                failure == null ? "ok" : "stale",
                model(versions),
                versions.loads(),
                versions.failures(),
                // It names paths of this machine.
                isTrusted ? failure : null,
                ManagementFactory.getRuntimeMXBean().getUptime() / 1e3);
    }

    static Reloaded reloaded(Versions versions, boolean changed) {
        return new Reloaded(changed, model(versions));
    }

    private static Model model(Versions versions) {
        return versions.ask(version -> {
            Served served = version.served();
            Instant loaded = version.loaded().truncatedTo(ChronoUnit.SECONDS);
            return new Model(
                    served.name(),
                    Text.brief(served.version()),
                    served.users(),
                    served.items(),
                    served.takesHistory(),
                    loaded.toString());
        });
    }
}
