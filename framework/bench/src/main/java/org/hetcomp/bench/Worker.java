package org.hetcomp.bench;

import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.BackendException;
import org.hetcomp.backend.BackendOptions;
import org.hetcomp.backend.Backends;
import org.hetcomp.backend.Devices;
import org.hetcomp.io.Safetensors;
import org.hetcomp.io.Tensor;
import org.hetcomp.model.Json;
import org.hetcomp.pipeline.Resources;

/**
 * Measures one suite on one backend, step by step as it is told:
 *
 * <ul>
 *   <li>{@code open} a backend, with the suite and the workload: answers with the seconds that it took and the tasks;
 *   <li>{@code start} a task: makes its inputs, runs it once, leaves that run's sample in a file, warms up;
 *   <li>{@code run} the task once;
 *   <li>{@code stop} the task: answers with the process' peak memory so far.
 * </ul>
 */
final class Worker implements AutoCloseable {
    private static final int FEWEST_WARM_UPS = 1;
    private static final int MOST_WARM_UPS = 50;
    private static final int FIRST_WARM_UP = 5;

    private Backend backend;
    private Workload workload;
    private List<Task> tasks;
    private Work work;

    /** Does what is asked. */
    JsonObject answer(JsonObject request) throws IOException {
        String verb = request.get("do").getAsString();
        return switch (verb) {
            case "open" -> open(Json.GSON.fromJson(request, Opening.class));
            case "start" -> start(request.get("task").getAsInt(), Path.of(request.get("sample").getAsString()));
            case "run" -> run();
            case "stop" -> stop();
            default -> throw new IllegalArgumentException("no such request as " + verb);
        };
    }

    /** What {@code open} asks for. */
    record Opening(Candidate candidate, Suite suite, Workload workload) {}

    private JsonObject open(Opening opening) {
        Candidate candidate = opening.candidate();
        JsonObject answer = new JsonObject();
        Timer timer = new Timer();
        try {
            BackendOptions options = new BackendOptions(candidate.device(), candidate.threads());
            backend = Backends.open(candidate.engine(), options);
        } catch (BackendException e) {
            answer.addProperty("unusable", e.getMessage());
            return answer;
        }
        try (var ones = backend.manager().ones(new Shape(2)); var sum = ones.sum()) {
            sum.getFloat();
        }
        double seconds = timer.seconds();
        workload = opening.workload();
        tasks = opening.suite().tasks(backend, workload);
        answer.addProperty("loadSeconds", seconds);
        answer.addProperty("engineVersion", backend.version());
        answer.addProperty("device", Devices.name(backend.device()));
        answer.add("tasks", Json.GSON.toJsonTree(tasks.stream().map(Task::title).toList()));
        return answer;
    }

    private JsonObject start(int task, Path sample) throws IOException {
        work = tasks.get(task).opener().get();
        Timer first = new Timer();
        work.run();
        JsonObject answer = new JsonObject();
        answer.addProperty("firstSeconds", first.seconds());
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        work.sample().forEach((name, values) -> tensors.put(name, Tensor.of(values, values.length)));
        if (!tensors.isEmpty()) {
            Safetensors.write(sample, tensors, Map.of());
        }
        answer.addProperty("sampled", !tensors.isEmpty());
        answer.add("details", Json.GSON.toJsonTree(work.details()));
        // Java compiles what all tasks share while the first one warms up.
        double warm = task == 0 ? FIRST_WARM_UP * workload.warmUp() : workload.warmUp();
        Timer warmUp = new Timer();
        for (int n = 0; n < FEWEST_WARM_UPS || n < MOST_WARM_UPS && warmUp.seconds() < warm; n++) {
            work.run();
        }
        return answer;
    }

    private JsonObject run() {
        double before = Resources.cpuSeconds();
        double[] values = work.run();
        double cpu = Resources.cpuSeconds() - before;
        JsonObject answer = new JsonObject();
        if (Double.isFinite(cpu)) {
            answer.addProperty("cpuSeconds", cpu);
        }
        answer.add("values", Json.GSON.toJsonTree(values));
        return answer;
    }

    private JsonObject stop() {
        work.close();
        work = null;
        JsonObject answer = new JsonObject();
        answer.addProperty("peakMemoryMb", Resources.peakMegabytes());
        return answer;
    }

    @Override
    public void close() {
        if (work != null) {
            work.close();
        }
        if (backend != null) {
            backend.close();
        }
    }
}
