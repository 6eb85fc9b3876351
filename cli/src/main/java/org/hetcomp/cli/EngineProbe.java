package org.hetcomp.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.BackendOptions;
import org.hetcomp.backend.Backends;
import org.hetcomp.backend.Devices;
import org.hetcomp.model.Json;

/**
 * Tries an engine in a process of its own, so that a native library that takes its process down takes no other.
 */
public final class EngineProbe {
    private static final int PATIENCE_SECONDS = 120;

    private EngineProbe() {}

    /** In the process of its own: opens the engine and writes what it found as one line of JSON. */
    public static void main(String[] engine) {
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", "true");
        JsonObject found = new JsonObject();
        found.addProperty("name", engine[0]);
        found.addProperty("version", EngineVersions.of(engine[0]));
        JsonArray devices = new JsonArray();
        try (Backend backend = Backends.open(engine[0], new BackendOptions("cpu", 1))) {
            backend.manager().ones(new ai.djl.ndarray.types.Shape(2)).sum().getFloat();
            devices.add("cpu");
            found.addProperty("usable", true);
            found.addProperty("reason", "");
            gpus(engine[0], devices);
        } catch (RuntimeException | LinkageError e) {
            found.addProperty("usable", false);
            found.addProperty("reason", e.getMessage() == null ? e.toString() : e.getMessage());
        }
        found.add("devices", devices);
        System.out.println(Json.GSON.toJson(found));
    }

    private static void gpus(String engine, JsonArray devices) {
        try (Backend backend = Backends.open(engine, new BackendOptions("auto", 1))) {
            if (backend.device().isGpu()) {
                devices.add(Devices.name(backend.device()));
            }
        }
    }

    /** Starts that process and gives what it found. */
    static JsonObject of(String engine) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(
                java, "-Xmx256m", "-cp", System.getProperty("java.class.path"), EngineProbe.class.getName(), engine);
        try {
            Process process = new ProcessBuilder(command).start();
            process.getOutputStream().close();
            Thread drain = new Thread(() -> drain(process), "stderr of " + engine);
            drain.setDaemon(true);
            drain.start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return broken(engine, "it does not answer within " + PATIENCE_SECONDS + " s");
            }
            String last = text.lines().filter(line -> line.startsWith("{")).collect(Collectors.joining());
            JsonObject found = Json.GSON.fromJson(last, JsonObject.class);
            return found == null ? broken(engine, "its process ended with code " + process.exitValue()) : found;
        } catch (IOException | JsonParseException e) {
            return broken(engine, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return broken(engine, "interrupted");
        }
    }

    private static void drain(Process process) {
        try {
            process.getErrorStream().readAllBytes();
        } catch (IOException e) {
            // The process is gone, and with it what it said.
            return;
        }
    }

    private static JsonObject broken(String engine, String reason) {
        JsonObject found = new JsonObject();
        found.addProperty("name", engine);
        found.addProperty("version", EngineVersions.of(engine));
        found.addProperty("usable", false);
        found.addProperty("reason", reason);
        found.add("devices", new JsonArray());
        return found;
    }
}
