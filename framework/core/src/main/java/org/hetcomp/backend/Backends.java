package org.hetcomp.backend;

import java.util.List;
import java.util.ServiceLoader;

/** Finds engines by name. There is no default: DJL's own would depend on what lies on the class path. */
public final class Backends {
    private Backends() {}

    /** The names of the engines on the class path, sorted. */
    public static List<String> names() {
        return ServiceLoader.load(BackendProvider.class).stream()
                .map(p -> p.get().name())
                .sorted()
                .toList();
    }

    /**
     * Opens an engine on a usable GPU, else on the CPU, with as many threads as there are cores.
     *
     * @throws IllegalArgumentException if there is none of that name; the message lists those present
     * @throws BackendException if it cannot be used here
     */
    public static Backend open(String name) {
        return open(name, new BackendOptions("auto", Runtime.getRuntime().availableProcessors()));
    }

    /**
     * Opens an engine.
     *
     * @throws IllegalArgumentException if there is none of that name; the message lists those present
     * @throws BackendException if it cannot be used here
     */
    public static Backend open(String name, BackendOptions options) {
        for (BackendProvider provider : ServiceLoader.load(BackendProvider.class)) {
            if (provider.name().equals(name)) {
                return provider.open(options);
            }
        }
        throw new IllegalArgumentException("no engine " + name + "; there are: " + String.join(", ", names()));
    }
}
