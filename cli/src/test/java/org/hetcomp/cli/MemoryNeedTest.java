package org.hetcomp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.hetcomp.bench.process.ChildJvm;
import org.hetcomp.data.DataSpec;
import org.hetcomp.data.Dataset;
import org.hetcomp.data.Rankings;
import org.hetcomp.eval.Measures;
import org.hetcomp.model.Card;
import org.hetcomp.model.ModelWriter;
import org.hetcomp.model.Provenance;
import org.hetcomp.pipeline.Cards;
import org.hetcomp.pipeline.MemoryNeed;
import org.hetcomp.trajectory.Snapshot;
import org.hetcomp.trajectory.Trajectory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The estimate of the memory that data takes: with half as much again a run ends, with two thirds of it it does not. */
class MemoryNeedTest {
    private static final int ITEMS = 1000;

    @TempDir
    Path folder;

    private Path data(int users) throws IOException {
        Random random = new Random(users);
        Path file = folder.resolve("pairs.tsv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int u = 0; u < users; u++) {
                for (int n = 0; n < 10; n++) {
                    out.write("user-" + u + "\titem-" + (random.nextInt(ITEMS / 10) * 10 + n) + "\n");
                }
            }
        }
        return file;
    }

    /** Teachers that know nothing, of the size of those that do. */
    private Path teachers(Dataset data, int count) throws IOException {
        int users = data.users().size();
        int[] ids = IntStream.range(0, users * 200)
                .map(at -> (at * 7 + at / 200) % data.items().size())
                .toArray();
        List<Snapshot> snapshots = IntStream.range(1, 5)
                .mapToObj(epoch -> new Snapshot(epoch, 0.1, new Rankings(users, 200, ids)))
                .toList();
        int[] own = new int[users * 10];
        Arrays.fill(own, Rankings.NONE);
        Measures measures = new Measures(0.1, 0.1, 0.1, 0.1);
        for (int t = 0; t < count; t++) {
            Card card = Cards.of(Card.Kind.TEACHER, "t" + t, data)
                    .made(Provenance.imported())
                    .snapshots(List.of(1, 2, 3, 4))
                    .measures(measures, measures)
                    .build();
            Trajectory trajectory = new Trajectory("t" + t, snapshots, new Rankings(users, 10, own));
            ModelWriter.imported(folder.resolve("teachers/t" + t), card, trajectory, data, null);
        }
        return folder.resolve("teachers");
    }

    private int distil(Path pairs, Path teachers, long megabytes) throws IOException, InterruptedException {
        Path out = folder.resolve("out-" + megabytes);
        List<String> words = List.of(
                "distill",
                "--method",
                "hetcomp",
                "--data",
                pairs.toString(),
                "--teachers",
                teachers.toString(),
                "--epochs",
                "1",
                "--dim",
                "4",
                "--threads",
                "1",
                "--out",
                out.toString());
        List<String> command = new ArrayList<>(ChildJvm.command(Main.class.getName(), 1, words));
        command.removeIf(word -> word.startsWith("-Xm"));
        command.addAll(1, List.of("-Xmx" + megabytes + "m", "-XX:+UseSerialGC"));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log-" + megabytes).toFile())
                .start()
                .waitFor();
    }

    @ParameterizedTest
    @CsvSource({"4000, 3", "15000, 3", "40000, 2"})
    @Tag("faults")
    void itHoldsWithinAFactor(int users, int count) throws IOException, InterruptedException {
        Path pairs = data(users);
        Dataset data = DataSpec.of(pairs.toString()).load();
        Path teachers = teachers(data, count);
        long estimate = MemoryNeed.of(data, count, 0).megabytes();
        assertEquals(0, distil(pairs, teachers, estimate * 3 / 2), () -> log(estimate * 3 / 2));
        assertNotEquals(0, distil(pairs, teachers, estimate * 2 / 3), estimate + " MB");
        String told = log(estimate * 2 / 3);
        assertTrue(told.contains("MB of Java's heap, and it has "), told);
        assertTrue(told.lines().reduce((a, b) -> b).orElse("").contains("out of memory"), told);
    }

    private String log(long megabytes) {
        try {
            return Files.readString(folder.resolve("log-" + megabytes));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void itGrowsWithUsersAndTeachers() {
        MemoryNeed small = new MemoryNeed(1000, 1000, 10_000, 10, 6, 0);
        assertTrue(small.megabytes() < 100, small.megabytes() + " MB");
        // 4 x 800 bytes a user and teacher.
        MemoryNeed medium = new MemoryNeed(19_000, 1000, 190_000, 10, 6, 0);
        assertTrue(medium.bytes() > 6L * 19_000 * 3200, medium.megabytes() + " MB");
        // A teacher that is trained first is counted once.
        assertEquals(medium.bytes(), new MemoryNeed(19_000, 1000, 190_000, 10, 6, 6).bytes());
        // Those of more users stay in their files, but for one of those of the teacher that is being trained.
        MemoryNeed large = new MemoryNeed(1_000_000, 1000, 10_000_000, 10, 6, 0);
        assertTrue(large.bytes() < 1_200_000_000L, large.megabytes() + " MB");
        MemoryNeed training = new MemoryNeed(1_000_000, 1000, 10_000_000, 10, 6, 6);
        assertTrue(training.bytes() > large.bytes() + 900_000_000L, training.megabytes() + " MB");
        assertTrue(training.bytes() < large.bytes() + 1_000_000_000L, training.megabytes() + " MB");
        MemoryNeed huge = new MemoryNeed(20_000_000, 1000, 200_000_000, 10, 6, 6);
        assertTrue(huge.isTight() && huge.advice().contains("-Xmx"), huge.advice());
    }

    @Test
    void doctorTellsIt() throws IOException {
        Path pairs = data(500);
        JsonObject answer = JsonParser.parseString(Program.run("doctor", "--data", pairs.toString(), "--json")
                        .out())
                .getAsJsonObject();
        JsonObject memory = answer.getAsJsonObject("memory");
        assertEquals(
                MemoryNeed.of(DataSpec.of(pairs.toString()).load(), 0, 6).megabytes(),
                memory.get("heapMb").getAsLong());
        assertTrue(memory.get("enough").getAsBoolean());
        assertEquals(
                2,
                Program.run("doctor", "--data", folder.resolve("nowhere").toString())
                        .code());
    }
}
