package org.hetcomp.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.hetcomp.bench.process.ChildJvm;
import org.hetcomp.bench.process.ChildProcess;
import org.hetcomp.io.Safetensors;
import org.hetcomp.io.Tensor;
import org.hetcomp.model.Json;

/**
 * A child of two tasks that does as its word says: {@code good}, {@code crash}, {@code hang}, {@code mad} (answers what
 * is no number) or {@code missing}.
 */
final class FakeChild {
    private FakeChild() {}

    static List<String> command(String word) {
        return ChildJvm.command(FakeChild.class.getName(), 1, List.of(word));
    }

    public static void main(String[] words) throws IOException, InterruptedException {
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("a library's own words");
        int runs = 0;
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            Request request = Json.GSON.fromJson(line, Request.class);
            boolean isRun = request.verb() == Request.Verb.RUN;
            if (words[0].equals("hang")) {
                System.err.println("waiting for what never comes");
                new CountDownLatch(1).await();
            }
            if (words[0].equals("crash") && isRun && ++runs == 2) {
                System.err.println("about to crash");
                Runtime.getRuntime().halt(134);
            }
            String answer = words[0].equals("mad") && isRun
                    ? "{\"values\": [\"NaN\"]}"
                    : Json.GSON.toJson(answer(words[0], request));
            System.out.println(ChildProcess.MARK + answer);
        }
    }

    private static Answer answer(String word, Request request) throws IOException {
        return switch (request.verb()) {
            case OPEN ->
                word.equals("missing")
                        ? Answer.Opened.unusable("no such device")
                        : new Answer.Opened(null, 0.5, "9", "cpu", List.of(title("one", null), title("two", 6)));
            case START -> {
                Map<String, Tensor> sample = Map.of("a", Tensor.of(new float[] {1, 2}, 2));
                Safetensors.write(Path.of(request.sample()), sample, Map.of());
                yield new Answer.Started(0.25, true, Map.of());
            }
            case RUN -> new Answer.Repetition(0.125, new double[] {0.75});
            case STOP -> new Answer.Stopped(77);
        };
    }

    private static Task.Title title(String name, Integer dim) {
        return new Task.Title(List.of(new Metric(name, "s", dim, null)), name);
    }
}
