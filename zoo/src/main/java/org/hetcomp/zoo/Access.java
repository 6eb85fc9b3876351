package org.hetcomp.zoo;

import java.util.Map;

/**
 * On which terms something is taken from repositories.
 *
 * @param limits how much is taken
 * @param trust whose signatures are known, and asked for
 */
public record Access(Limits limits, Trust trust) {
    /** The terms that the environment names; else the default limits, and no key. */
    public static Access configured(Map<String, String> environment) {
        return new Access(
                Limits.of(environment.getOrDefault(Limits.VARIABLE, ""), Limits.VARIABLE),
                Trust.of(Repositories.split(environment.getOrDefault(Trust.VARIABLE, "")), Trust.VARIABLE));
    }

    /** The default limits, and no key. */
    static Access plain() {
        return configured(Map.of());
    }
}
