package org.hetcomp.cli;

/**
 * Whether an engine works here.
 *
 * @param name as users write it
 * @param version of its native library
 * @param usable whether it opens and computes
 * @param reason why it does not; empty if it does
 */
record EngineState(String name, String version, boolean usable, String reason) {
    static EngineState usable(String name) {
        return new EngineState(name, EngineVersions.of(name), true, "");
    }

    static EngineState broken(String name, String reason) {
        return new EngineState(name, EngineVersions.of(name), false, reason);
    }
}
