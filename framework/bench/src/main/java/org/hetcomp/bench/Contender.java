package org.hetcomp.bench;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hetcomp.bench.process.ChildException;
import org.hetcomp.bench.process.ChildProcess;
import org.hetcomp.model.Json;

/** A backend in a suite: its process, which is started anew for the next task when it has failed at one. */
final class Contender implements AutoCloseable {
    private static final int MOST_FAILURES = 2;

    private final Candidate candidate;
    private final Suite suite;
    private final Workload workload;
    private final List<String> command;
    private final Duration patience;
    private ChildProcess process;
    private Opened opened;
    private String missing;
    private int failures;

    /** What a backend says of itself once it is open. */
    record Opened(double loadSeconds, String engineVersion, String device, List<Task.Title> tasks) {}

    Contender(Candidate candidate, Suite suite, Workload workload, List<String> command, Duration patience) {
        this.candidate = candidate;
        this.suite = suite;
        this.workload = workload;
        this.command = command;
        this.patience = patience;
    }

    Candidate candidate() {
        return candidate;
    }

    /** The candidate with the device that it turned out to have. */
    Candidate backend() {
        return new Candidate(candidate.engine(), opened.device(), candidate.threads());
    }

    /** Whether its engine or device is not to be had here. */
    boolean isMissing() {
        return missing != null;
    }

    /** Why it is not. */
    String missing() {
        return missing;
    }

    /** Whether it has not failed too often and is not missing. */
    boolean isInTheRunning() {
        return missing == null && failures < MOST_FAILURES;
    }

    /** What it said when it was opened first; null if it never was. */
    Opened opened() {
        return opened;
    }

    /** Opens the backend in a process unless there is one; whether it can be used. */
    boolean ready() throws ChildException, IOException {
        if (process == null && missing == null) {
            process = new ChildProcess(command, patience, line -> {});
            JsonObject request = Json.GSON
                    .toJsonTree(new Worker.Opening(candidate, suite, workload))
                    .getAsJsonObject();
            JsonObject answer = ask("open", request);
            JsonElement unusable = answer.get("unusable");
            if (unusable != null) {
                missing = unusable.getAsString();
                end();
            } else if (opened == null) {
                opened = Json.GSON.fromJson(answer, Opened.class);
            }
        }
        return missing == null;
    }

    /** What a first run came to. */
    record Started(double firstSeconds, boolean sampled, Map<String, Number> details) {}

    /** Makes a task's inputs, runs it once and warms up. */
    Started start(int task, Path sample) throws ChildException {
        JsonObject request = new JsonObject();
        request.addProperty("task", task);
        request.addProperty("sample", sample.toString());
        return Json.GSON.fromJson(ask("start", request), Started.class);
    }

    /** One repetition: CPU seconds, if the system tells, and a value per metric. */
    record Repetition(Double cpuSeconds, double[] values) {
        Repetition {
            if (Arrays.stream(values).anyMatch(value -> !Double.isFinite(value))) {
                throw new IllegalStateException("measured " + Arrays.toString(values));
            }
        }
    }

    Repetition repeat() throws ChildException {
        return Json.GSON.fromJson(ask("run", new JsonObject()), Repetition.class);
    }

    /** Ends the task; gives the process' peak memory so far in megabytes. */
    long stop() throws ChildException {
        return ask("stop", new JsonObject()).get("peakMemoryMb").getAsLong();
    }

    private JsonObject ask(String verb, JsonObject request) throws ChildException {
        request.addProperty("do", verb);
        try {
            return process.ask(request);
        } catch (ChildException e) {
            failures++;
            end();
            throw e;
        }
    }

    private void end() {
        process.close();
        process = null;
    }

    @Override
    public void close() {
        if (process != null) {
            end();
        }
    }
}
