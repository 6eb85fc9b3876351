package org.hetcomp.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.Dataset;
import org.hetcomp.eval.Evaluator;
import org.hetcomp.eval.Measures;
import org.hetcomp.model.Card;
import org.hetcomp.model.ModelFolder;

/**
 * The suite {@code recommend}: the best items of many users at once, in users a second, and of one user at a time, in
 * milliseconds a request; by each student, each teacher and the whole ensemble.
 */
final class ServingWork implements Work {
    private static final int SAMPLED_USERS = 64;

    private final Served served;
    private final boolean isEnsemble;
    private final Dataset data;
    private final Workload workload;
    private final int[] users;
    private final int[] requests;

    private ServingWork(Backend backend, Dataset data, Workload workload, List<String> places) {
        this.served = new Served(backend, data, places);
        this.isEnsemble = places.size() > 1;
        this.data = data;
        this.workload = workload;
        int known = data.split().users();
        this.users = IntStream.range(0, Math.min(workload.served(), known)).toArray();
        this.requests =
                new Random(workload.seed()).ints(workload.requests(), 0, known).toArray();
    }

    static List<Task> tasks(Backend backend, Workload workload, Models models) {
        Lazy<Dataset> data = new Lazy<>(() -> workload.data().load());
        List<Task> tasks = new ArrayList<>();
        for (String place : models.students()) {
            Card card = ModelFolder.open(Path.of(place)).card();
            int dim = card.settings().get("dim").getAsInt();
            tasks.add(task(backend, data, workload, List.of(place), dim, card.id()));
        }
        List<String> ensemble = new ArrayList<>();
        models.teachers().forEach((id, place) -> {
            // One that was imported may be known by its rankings only.
            if (ModelFolder.open(Path.of(place)).scores()) {
                tasks.add(task(backend, data, workload, List.of(place), null, id));
                ensemble.add(place);
            }
        });
        if (ensemble.size() == models.teachers().size() && ensemble.size() > 1) {
            tasks.add(task(backend, data, workload, ensemble, null, "ensemble"));
        }
        return tasks;
    }

    private static Task task(
            Backend backend, Lazy<Dataset> data, Workload workload, List<String> places, Integer dim, String model) {
        return new Task(
                List.of(
                        new Metric("usersPerSecond", "users/s", dim, model),
                        new Metric("latencyP50Ms", "ms", dim, model),
                        new Metric("latencyP99Ms", "ms", dim, model)),
                "scores",
                () -> new ServingWork(backend, data.get(), workload, places));
    }

    @Override
    public double[] run() {
        Timer all = new Timer();
        served.top(users, workload.top());
        double usersPerSecond = users.length / all.seconds();
        double[] latencies = new double[requests.length];
        for (int r = 0; r < requests.length; r++) {
            Timer timer = new Timer();
            served.top(new int[] {requests[r]}, workload.top());
            latencies[r] = 1e3 * timer.seconds();
        }
        Arrays.sort(latencies);
        return new double[] {usersPerSecond, Spread.percentile(latencies, 0.5), Spread.percentile(latencies, 0.99)};
    }

    @Override
    public Map<String, float[]> sample() {
        int[] some = Arrays.copyOf(users, Math.min(users.length, SAMPLED_USERS));
        return isEnsemble ? Map.of() : Map.of("scores", served.scores(some));
    }

    /** Size, and measures on test as they come out of being served. */
    @Override
    public Map<String, Number> details() {
        Evaluator evaluator = new Evaluator(data.split());
        int[] everyone = IntStream.range(0, data.split().users()).toArray();
        Measures test = evaluator.test(served.top(everyone, evaluator.cut()));
        Map<String, Number> details = new LinkedHashMap<>();
        details.put("parameters", served.parameters());
        details.put("memoryMb", served.megabytes());
        details.put("R10", test.r10());
        details.put("R50", test.r50());
        details.put("N10", test.n10());
        details.put("N50", test.n50());
        return details;
    }

    @Override
    public void close() {
        served.close();
    }
}
