package org.hetcomp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.hetcomp.io.Hashes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher killed at moments drawn from a seed, and called again: what is there in the end is, bit for bit, what is there
 * without a kill, and nothing besides.
 */
@Tag("faults")
class KillsTest {
    private static final long SEED = 14;
    private static final String DISTILL =
            "distill --method hetcomp --families mf --teacher-epochs 3 --dim 4 --epochs 60 --data DATA --out OUT";

    @TempDir
    static Path shared;

    private static Installed product;
    private static Path data;
    private static Path run;

    private final Random random = new Random(SEED);

    @TempDir
    Path folder;

    @BeforeAll
    static void install() throws Exception {
        assumeTrue(Files.exists(Path.of("/bin/sh")), "a system with a shell");
        product = Installed.in(shared.resolve("house"));
        data = Program.pairs(shared);
        run = shared.resolve("run");
        Path log = shared.resolve("log");
        assertEquals(0, start(log, DISTILL.replace("OUT", run.toString())).waitFor(), () -> Installed.text(log));
    }

    private static Process start(Path log, String line) throws IOException {
        String words = line.replace("DATA", data.toString()).replace("RUN", run.toString()) + " --threads 1";
        ProcessBuilder call = product.call(log, words.split(" "));
        call.environment().put("DJL_CACHE_DIR", shared.resolve("cache").toString());
        call.environment()
                .put("ENGINE_CACHE_DIR", ai.djl.util.Utils.getEngineCacheDir().toString());
        return call.start();
    }

    /** What a folder holds, by file: hashes, where bytes say no time; nothing that was being written aside may be left. */
    private static Map<String, String> contents(Path root) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                String name = root.relativize(path).toString();
                contents.put(name, content(path, name));
            }
        }
        // A lock's file may stay: the lock is the kernel's.
        contents.remove(".lock");
        return contents;
    }

    private static String content(Path path, String name) throws IOException {
        if (name.endsWith(".html")
                || name.endsWith("run.json")
                || name.endsWith(".zip")
                || name.endsWith("metadata.json")) {
            return "is there";
        }
        if (name.endsWith("metrics.jsonl")) {
            return Files.readString(path).replaceAll("\"seconds\":\\{[^}]*\\}", "");
        }
        if (name.endsWith("card.json")) {
            JsonObject card = JsonParser.parseString(Files.readString(path)).getAsJsonObject();
            card.remove("seconds");
            card.getAsJsonObject("made").remove("time");
            return Hashes.of(card.toString().getBytes(StandardCharsets.UTF_8));
        }
        return Hashes.of(path);
    }

    /**
     * Kills and calls again.
     *
     * @param all kills; fewer if the property hetcomp.kills says so
     * @param line with OUT for the folder that it writes
     * @param resumed the call that goes on, with OUT too
     * @param waitFor the kill comes after a file of this name is there; null for any time
     */
    private void kill(int all, String line, String resumed, String waitFor) throws Exception {
        int times = Math.min(all, Integer.getInteger("hetcomp.kills", all));
        Path whole = folder.resolve("whole");
        Path log = folder.resolve("log");
        long begin = System.nanoTime();
        assertEquals(0, start(log, line.replace("OUT", whole.toString())).waitFor(), () -> Installed.text(log));
        long length = (System.nanoTime() - begin) / 1_000_000;
        Map<String, String> wanted = contents(whole);
        int cutOff = 0;
        List<String> wrong = new ArrayList<>();
        for (int n = 0; n < times; n++) {
            Path out = folder.resolve("out-" + n);
            Process killed = start(log, line.replace("OUT", out.toString()));
            if (waitFor != null) {
                while (killed.isAlive() && !Files.exists(out.resolve(waitFor))) {
                    Thread.onSpinWait();
                }
            }
            killed.waitFor(
                    random.nextInt((int) (waitFor == null ? length : Math.max(1, length / 8))), TimeUnit.MILLISECONDS);
            killed.destroyForcibly().waitFor();
            cutOff += killed.exitValue() == 0 ? 0 : 1;
            boolean isDone = killed.exitValue() == 0;
            boolean goesOn = Files.exists(out.resolve("run.json"));
            if (!isDone) {
                String again = (goesOn ? resumed : line).replace("OUT", out.toString());
                int code = start(log, again).waitFor();
                // It may have been killed in the moment after its end.
                if (code != 0
                        && !Installed.text(log).contains("exists already")
                        && !Installed.text(log).contains("is complete")) {
                    wrong.add(n + ": exit code " + code + " of " + again + ": " + Installed.text(log));
                    continue;
                }
            }
            Map<String, String> found = contents(out);
            if (!found.equals(wanted)) {
                wrong.add(n + ": " + difference(wanted, found));
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(cutOff >= times / 2, cutOff + " of " + times + " were killed before their end");
        try (Stream<Path> beside = Files.list(folder)) {
            assertEquals(
                    List.of(),
                    beside.filter(path -> path.getFileName().toString().startsWith("."))
                            .toList());
        }
    }

    private static String difference(Map<String, String> wanted, Map<String, String> found) {
        TreeMap<String, String> all = new TreeMap<>(wanted);
        all.putAll(found);
        return all.keySet().stream()
                .filter(name -> !String.valueOf(wanted.get(name)).equals(found.get(name)))
                .toList()
                .toString();
    }

    @Test
    void distillAtAnyTime() throws Exception {
        kill(15, DISTILL, "distill --resume OUT", null);
    }

    @Test
    void distillWithACheckpoint() throws Exception {
        kill(15, DISTILL, "distill --resume OUT", "checkpoint/state.safetensors");
    }

    @Test
    void teachers() throws Exception {
        kill(
                10,
                "teachers --families mf,ae --epochs 3 --data DATA --out OUT",
                "teachers --resume OUT --data DATA",
                null);
    }

    @Test
    void compare() throws Exception {
        String line = "compare --methods hetcomp,none --seeds 0 --epochs 12 --dim 4 --families mf --teacher-epochs 3"
                + " --data DATA --out OUT";
        kill(10, line, "compare --resume OUT", null);
    }

    @Test
    void push() throws Exception {
        kill(10, "zoo push --name small RUN OUT", "zoo push --name small RUN OUT", null);
    }

    @Test
    void pull() throws Exception {
        Path repository = shared.resolve("repository");
        Path log = folder.resolve("log");
        assertEquals(0, start(log, "zoo push --name small RUN " + repository).waitFor(), () -> Installed.text(log));
        String line = "zoo pull small --repository " + repository + " --out OUT";
        kill(10, line, line, null);
    }

    @Test
    void importOfRankings() throws Exception {
        String line = "zoo import --name knn --rankings DATA --data DATA --out OUT";
        kill(10, line, line, null);
    }
}
