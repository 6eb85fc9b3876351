package org.hetcomp.bench;

import com.google.gson.JsonObject;
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

/** A child of two tasks that does as its word says: {@code good}, {@code crash}, {@code hang} or {@code missing}. */
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
            JsonObject request = Json.GSON.fromJson(line, JsonObject.class);
            String verb = request.get("do").getAsString();
            if (words[0].equals("hang")) {
                System.err.println("waiting for what never comes");
                new CountDownLatch(1).await();
            }
            if (words[0].equals("crash") && verb.equals("run") && ++runs == 2) {
                System.err.println("about to crash");
                Runtime.getRuntime().halt(134);
            }
            System.out.println(ChildProcess.MARK + answer(words[0], verb, request));
        }
    }

    private static String answer(String word, String verb, JsonObject request) throws IOException {
        return switch (verb) {
            case "open" -> word.equals("missing") ? "{\"unusable\":\"no such device\"}" : """
                    {"loadSeconds":0.5,"engineVersion":"9","device":"cpu","tasks":[
                    {"metrics":[{"name":"one","unit":"s"}],"compared":"one"},
                    {"metrics":[{"name":"two","unit":"s","dim":6}],"compared":"two"}]}""".replace("\n", "");
            case "start" -> {
                Path sample = Path.of(request.get("sample").getAsString());
                Safetensors.write(sample, Map.of("a", Tensor.of(new float[] {1, 2}, 2)), Map.of());
                yield "{\"firstSeconds\":0.25,\"sampled\":true,\"details\":{}}";
            }
            case "run" -> "{\"cpuSeconds\":0.125,\"values\":[0.75]}";
            default -> "{\"peakMemoryMb\":77}";
        };
    }
}
