package org.hetcomp.cli;

/**
 * Whether an engine works here.
 *
 * @param name as users write it
 * @param version of its native library
 * @param usable whether it opens and computes
 * @param reason why it does not; empty if it does
 * @param noGpu why it can use no GPU; empty if it can, null if it is not usable at all
 */
record EngineState(String name, String version, boolean usable, String reason, String noGpu) {
    static EngineState usable(String name, String version, String noGpu) {
        return new EngineState(name, version, true, "", noGpu);
    }

    static EngineState broken(String name, String reason) {
        return new EngineState(name, EngineVersions.of(name), false, reason, null);
    }
}
