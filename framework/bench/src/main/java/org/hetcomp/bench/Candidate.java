package org.hetcomp.bench;

/**
 * A backend that is compared with others.
 *
 * @param engine its name as users write it
 * @param device {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:N}
 * @param threads of the engine and of Java's parallel parts, at least 1
 */
public record Candidate(String engine, String device, int threads) {
    @Override
    public String toString() {
        return engine + " on " + device + ", " + threads + (threads == 1 ? " thread" : " threads");
    }
}
