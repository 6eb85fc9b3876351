package org.hetcomp.bench;

import ai.djl.ndarray.types.Shape;
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
import org.hetcomp.pipeline.Resources;

/** Measures one suite on one backend, step by step as it is told by {@link Request}s. */
final class Worker implements AutoCloseable {
    private static final int FEWEST_WARM_UPS = 1;
    private static final int MOST_WARM_UPS = 50;
    private static final int FIRST_WARM_UP = 5;
    // Seconds of a first run that was warm for nearly all of its time, and is the first repetition.
    private static final double LONG = 60;

    private Backend backend;
    private Workload workload;
    private List<Task> tasks;
    private Work work;
    private Answer.Repetition first;

    /** Does what is asked. */
    Answer answer(Request request) throws IOException {
        return switch (request.verb()) {
            case OPEN -> open(request.opening());
            case START -> start(request.task(), Path.of(request.sample()));
            case RUN -> run();
            case STOP -> stop();
        };
    }

    private Answer.Opened open(Request.Opening opening) {
        Candidate candidate = opening.candidate();
        Timer timer = new Timer();
        try {
            BackendOptions options = new BackendOptions(candidate.device(), candidate.threads());
            backend = Backends.open(candidate.engine(), options);
        } catch (BackendException e) {
            return Answer.Opened.unusable(e.getMessage());
        }
        try (var ones = backend.manager().ones(new Shape(2));
                var sum = ones.sum()) {
            sum.getFloat();
        }
        double seconds = timer.seconds();
        workload = opening.workload();
        tasks = opening.suite().tasks(backend, workload, opening.models(), Path.of(opening.scratch()));
        List<Task.Title> titles = tasks.stream().map(Task::title).toList();
        return new Answer.Opened(null, seconds, backend.version(), Devices.name(backend.device()), titles);
    }

    private Answer.Started start(int task, Path sample) throws IOException {
        work = tasks.get(task).opener().get();
        double before = Resources.cpuSeconds();
        Timer timer = new Timer();
        double[] values = work.run();
        double firstSeconds = timer.seconds();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        work.sample().forEach((name, sampled) -> tensors.put(name, Tensor.of(sampled, sampled.length)));
        if (!tensors.isEmpty()) {
            Safetensors.write(sample, tensors, Map.of());
        }
        Answer.Started answer = new Answer.Started(firstSeconds, !tensors.isEmpty(), work.details());
        if (firstSeconds > LONG) {
            first = repetition(before, values);
            return answer;
        }
        // Java compiles what all tasks share while the first one warms up.
        double warm = task == 0 ? FIRST_WARM_UP * workload.warmUp() : workload.warmUp();
        Timer warmUp = new Timer();
        for (int n = 0; n < FEWEST_WARM_UPS || n < MOST_WARM_UPS && warmUp.seconds() < warm; n++) {
            work.run();
        }
        return answer;
    }

    private Answer.Repetition run() {
        Answer.Repetition taken = first;
        first = null;
        if (taken != null) {
            return taken;
        }
        double before = Resources.cpuSeconds();
        return repetition(before, work.run());
    }

    private static Answer.Repetition repetition(double before, double[] values) {
        double cpu = Resources.cpuSeconds() - before;
        return new Answer.Repetition(Double.isFinite(cpu) ? cpu : null, values);
    }

    private Answer.Stopped stop() {
        work.close();
        work = null;
        first = null;
        return new Answer.Stopped(Resources.peakMegabytes());
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
