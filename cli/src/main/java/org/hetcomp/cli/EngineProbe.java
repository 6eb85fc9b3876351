package org.hetcomp.cli;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.BackendException;
import org.hetcomp.backend.BackendOptions;
import org.hetcomp.backend.Backends;
import org.hetcomp.backend.Devices;
import org.hetcomp.bench.process.ChildException;
import org.hetcomp.bench.process.ChildJvm;
import org.hetcomp.bench.process.ChildProcess;
import org.hetcomp.model.Json;

/**
 * Tries an engine in a process of its own, so that a native library that takes its process down, or never comes back,
 * takes no other along.
 */
public final class EngineProbe {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private EngineProbe() {}

    /** What was found of an engine, and the devices that it can use. */
    record Found(EngineState engine, List<String> devices) {}

    /** In the process of its own: opens the engine and answers what it found. */
    public static void main(String[] engine) {
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", "true");
        System.out.println(ChildProcess.MARK + Json.GSON.toJson(tried(engine[0])));
    }

    private static Found tried(String engine) {
        List<String> devices = new ArrayList<>();
        try (Backend backend = Backends.open(engine, new BackendOptions("cpu", 1));
                NDArray ones = backend.manager().ones(new Shape(2));
                NDArray sum = ones.sum()) {
            sum.getFloat();
            devices.add("cpu");
            String noGpu = gpus(engine, devices);
            return new Found(EngineState.usable(engine, version(backend), noGpu), devices);
        } catch (BackendException e) {
            String told = e.where() == null ? e.getMessage() : e.getMessage() + " (" + e.where() + "): " + e.advice();
            return new Found(EngineState.broken(engine, told), devices);
        } catch (RuntimeException | LinkageError e) {
            String reason = e.getMessage() == null ? e.toString() : e.getMessage();
            return new Found(EngineState.broken(engine, reason), devices);
        }
    }

    // MXNet calls itself 1.9.0 and is 1.9.1; of a library that users bring, only they and it know.
    private static String version(Backend backend) {
        String brought = backend.name().toUpperCase(Locale.ROOT) + "_LIBRARY_PATH";
        return System.getenv(brought) == null ? EngineVersions.of(backend.name()) : backend.version();
    }

    /** Adds a GPU and computes on it, or gives the reason why there is none. */
    private static String gpus(String engine, List<String> devices) {
        try (Backend backend = Backends.open(engine, new BackendOptions("gpu", 1));
                NDArray ones = backend.manager().ones(new Shape(2))) {
            ones.getFloat(1);
            devices.add(Devices.name(backend.device()));
            return "";
        } catch (BackendException e) {
            return e.getMessage();
        } catch (EngineException e) {
            return "the GPU that " + engine + " sees computes nothing: " + e.getMessage();
        }
    }

    /** Starts that process and gives what it found. */
    static Found of(String engine) {
        return of(engine, EngineProbe.class, PATIENCE);
    }

    /** The same with another class to run in that process, and another limit on its time. */
    static Found of(String engine, Class<?> main, Duration patience) {
        List<String> command = ChildJvm.command(main.getName(), 1, List.of(engine));
        try (ChildProcess child = new ChildProcess(command, patience, line -> {})) {
            return child.answer(Found.class);
        } catch (IOException | ChildException e) {
            return new Found(EngineState.broken(engine, e.getMessage()), List.of());
        }
    }
}
