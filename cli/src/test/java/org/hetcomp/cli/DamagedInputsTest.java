package org.hetcomp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import ai.djl.util.Utils;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.hetcomp.bench.BenchResults;
import org.hetcomp.data.DataSpec;
import org.hetcomp.data.Dataset;
import org.hetcomp.data.IdMap;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.RankedItems;
import org.hetcomp.distill.DistillerState;
import org.hetcomp.io.DataException;
import org.hetcomp.io.Hashes;
import org.hetcomp.io.Safetensors;
import org.hetcomp.model.ModelFolder;
import org.hetcomp.pipeline.MetricsFile;
import org.hetcomp.pipeline.RunRecord;
import org.hetcomp.student.Student;
import org.hetcomp.student.StudentException;
import org.hetcomp.trajectory.TrajectoryFile;
import org.hetcomp.zoo.RankingImport;
import org.hetcomp.zoo.Zoo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Damaged files through every reader: each ends in what an undamaged one would have said, or in one line. */
class DamagedInputsTest {
    private static final long SEED = 20231130;

    @TempDir
    static Path shared;

    private static final Map<String, Reader> READERS = new LinkedHashMap<>();
    private static Dataset data;

    /** Reads a file, and says what it holds as far as a hash or an oracle says what that has to be; else null. */
    private interface Reading {
        Object of(Path file) throws IOException;
    }

    /** A file where it lies, and what reads it. */
    private record Reader(Path file, byte[] sound, Reading reading) {}

    private static void reader(String name, Path file, Reading reading) throws IOException {
        READERS.put(name, new Reader(file, Files.readAllBytes(file), reading));
    }

    @BeforeAll
    static void sound() throws IOException {
        Configurator.setAllLevels("", Level.OFF);
        System.setProperty("ENGINE_CACHE_DIR", Utils.getEngineCacheDir().toString());
        System.setProperty("DJL_CACHE_DIR", shared.resolve("cache").toString());
        Path pairs = Program.pairs(shared);
        data = DataSpec.of(pairs.toString()).load();
        interactions(pairs);
        rankings();
        run(pairs);
        repository();
    }

    @AfterAll
    static void usersCache() {
        System.clearProperty("DJL_CACHE_DIR");
        System.clearProperty("ENGINE_CACHE_DIR");
        Configurator.setAllLevels("", Level.INFO);
    }

    private static Object loaded(Path file) {
        Dataset read = DataSpec.of(file.toString()).withLeast(1, 1).load();
        for (Interactions part :
                List.of(read.split().train(), read.split().valid(), read.split().test())) {
            assertEquals(read.users().size(), part.users());
            for (int u = 0; u < part.users(); u++) {
                int[] row = part.row(u);
                assertTrue(Arrays.stream(row)
                        .allMatch(i -> i >= 0 && i < read.items().size()));
                assertEquals(row.length, Arrays.stream(row).distinct().count());
            }
        }
        return null;
    }

    private static void interactions(Path pairs) throws IOException {
        String text = Files.readString(pairs);
        reader("tsv", Program.write(shared.resolve("in/a.tsv"), text), DamagedInputsTest::loaded);
        StringBuilder csv = new StringBuilder("user,item,rating,timestamp\n");
        text.lines()
                .limit(300)
                .forEach(line -> csv.append(line.replace('\t', ',')).append(",4.5,1699999999\n"));
        reader("csv", Program.write(shared.resolve("in/a.csv"), csv.toString()), DamagedInputsTest::loaded);
        StringBuilder movies = new StringBuilder();
        for (int n = 0; n < 400; n++) {
            movies.append(n % 20)
                    .append("::")
                    .append(n * 7 % 50)
                    .append("::3::97830")
                    .append(n)
                    .append('\n');
        }
        reader(
                "double colons",
                Program.write(shared.resolve("in/a.dat"), movies.toString()),
                DamagedInputsTest::loaded);
        StringBuilder rows = new StringBuilder();
        for (int u = 0; u < 30; u++) {
            rows.append("6 ");
            for (int i = 0; i < 6; i++) {
                rows.append((u * 5 + i * 3) % 40).append(i < 5 ? " " : "\n");
            }
        }
        reader("adjacency", Program.write(shared.resolve("in/users.dat"), rows.toString()), DamagedInputsTest::loaded);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        Path gz = Files.write(shared.resolve("in/b.tsv.gz"), packed.toByteArray());
        reader("gzip", gz, DamagedInputsTest::loaded);
        Path divided = shared.resolve("divided");
        assertEquals(
                0,
                Program.run("data", "split", "--data", pairs.toString(), "--out", divided.toString())
                        .code());
        for (String name : List.of("train.txt", "test.txt", "users.tsv")) {
            reader("divided " + name, divided.resolve(name), file -> loaded(divided));
        }
    }

    private static Object imported(Path file) {
        new RankingImport("x", RankedItems.Order.AUTO, data.users(), data.items(), 20).read(List.of(file), data);
        return null;
    }

    private static void rankings() throws IOException {
        int users = data.users().size();
        StringBuilder scores = new StringBuilder("user\titem\tscore\n");
        StringBuilder lines = new StringBuilder();
        ByteBuffer ids = ByteBuffer.allocate(8 * users * 6).order(ByteOrder.LITTLE_ENDIAN);
        Random random = new Random(SEED);
        for (int u = 0; u < users; u++) {
            List<String> items = new ArrayList<>();
            for (int r = 0; r < 6; r++) {
                int item = (u + r * 7) % data.items().size();
                ids.putLong(item);
                items.add("\"" + data.items().token(item) + "\"");
                scores.append(data.users().token(u))
                        .append('\t')
                        .append(data.items().token(item));
                scores.append('\t').append(random.nextGaussian()).append('\n');
            }
            lines.append(
                    "{\"user\": \"" + data.users().token(u) + "\", \"items\": [" + String.join(", ", items) + "]}\n");
        }
        reader("scores", Program.write(shared.resolve("in/r.tsv"), scores.toString()), DamagedInputsTest::imported);
        reader(
                "json lines",
                Program.write(shared.resolve("in/r.jsonl"), lines.toString()),
                DamagedInputsTest::imported);
        String head = "{'descr': '<i8', 'fortran_order': False, 'shape': (" + users + ", 6), }";
        head += " ".repeat(117 - head.length()) + "\n";
        ByteArrayOutputStream npy = new ByteArrayOutputStream();
        npy.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) head.length(), 0});
        npy.write(head.getBytes(StandardCharsets.US_ASCII));
        npy.write(ids.array());
        reader("npy", Files.write(shared.resolve("in/r.npy"), npy.toByteArray()), DamagedInputsTest::imported);
        ByteArrayOutputStream npz = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(npz)) {
            zip.putNextEntry(new ZipEntry("rankings.npy"));
            zip.write(npy.toByteArray());
            zip.closeEntry();
        }
        reader("npz", Files.write(shared.resolve("in/r.npz"), npz.toByteArray()), DamagedInputsTest::imported);
        String header = "{\"rankings\":{\"dtype\":\"I64\",\"shape\":[" + users + ",6],\"data_offsets\":[0,"
                + ids.capacity() + "]}}";
        ByteBuffer tensors =
                ByteBuffer.allocate(8 + header.length() + ids.capacity()).order(ByteOrder.LITTLE_ENDIAN);
        tensors.putLong(header.length())
                .put(header.getBytes(StandardCharsets.US_ASCII))
                .put(ids.array());
        reader(
                "imported safetensors",
                Files.write(shared.resolve("in/r.safetensors"), tensors.array()),
                DamagedInputsTest::imported);
    }

    private static void run(Path pairs) throws IOException {
        Path run = shared.resolve("run");
        String[] words = {
            "distill",
            "--families",
            "mf",
            "--teacher-epochs",
            "2",
            "--dim",
            "4",
            "--epochs",
            "6",
            "--threads",
            "1",
            "--data",
            pairs.toString(),
            "--out",
            run.toString()
        };
        assertEquals(0, Program.run(words).code());
        Path stopped = shared.resolve("stopped");
        words[words.length - 1] = stopped.toString();
        AtomicInteger polls = new AtomicInteger();
        assertEquals(130, Program.run(() -> polls.incrementAndGet() > 5, words).code());
        Configurator.setAllLevels("", Level.OFF);
        String settings = RunRecord.read(run).settings().toString();
        reader("run.json", run.resolve("run.json"), file -> {
            RunRecord read = RunRecord.read(run);
            read.runSpec(run);
            assertEquals(settings, read.settings().toString());
            return null;
        });
        reader("metrics.jsonl", run.resolve("metrics.jsonl"), file -> new MetricsFile(run).read() == null);
        reader("checkpoint", stopped.resolve("checkpoint/state.safetensors"), file -> {
            DistillerState state = DistillerState.read(file);
            return state.values() + hash(state.floats()) + state.ints().size();
        });
        Path teacher = run.resolve("teachers/mf");
        reader(
                "trajectory",
                teacher.resolve("trajectory.safetensors"),
                file -> ModelFolder.open(teacher).trajectory().converged().ids().length);
        byte[] trajectory = Files.readAllBytes(teacher.resolve("trajectory.safetensors"));
        Path bare = Files.write(shared.resolve("in/t.safetensors"), trajectory);
        reader("trajectory without a hash", bare, file -> {
            TrajectoryFile.read(file, data.users().size(), data.items().size());
            Safetensors.metadata(file);
            return null;
        });
        reader("card", teacher.resolve("card.json"), file -> {
            ModelFolder model = ModelFolder.open(teacher);
            model.verify();
            model.users();
            return null;
        });
        reader(
                "ids",
                teacher.resolve("users.tsv"),
                file -> ModelFolder.open(teacher).users().tokens());
        reader("ids without a hash", Files.copy(teacher.resolve("users.tsv"), shared.resolve("in/ids.tsv")), file -> {
            IdMap.read(file);
            return null;
        });
        Path student = run.resolve("student");
        reader("student", student.resolve("student.safetensors"), file -> opened(student));
        reader("student's card", student.resolve("card.json"), file -> {
            opened(student);
            return null;
        });
        Path results = Program.write(shared.resolve("in/results.json"), """
                {"format": 1, "quick": true, "workload": {}, "machine": {"cpu": "x", "cores": 2, "memoryMb": 5, "os": "y"},
                 "results": [{"engine": "a", "device": "cpu", "threads": 1, "suite": "kernels", "name": "t", "unit": "ms",
                  "repetitions": 3, "min": 1.5, "p10": 1.6, "median": 2, "p90": 3, "max": 4, "peakMemoryMb": 9}]}
                """);
        reader("results.json", results, file -> BenchResults.read(file) == null);
    }

    private static Object opened(Path folder) throws IOException {
        Student student = Student.open(folder);
        return student.users() + " " + student.items();
    }

    private static String hash(Map<String, float[]> arrays) {
        StringBuilder all = new StringBuilder();
        new TreeMap<>(arrays).forEach((name, array) -> all.append(name).append(Arrays.hashCode(array)));
        return all.toString();
    }

    private static void repository() throws IOException {
        Path root = shared.resolve("repository");
        Path teacher = shared.resolve("run/teachers/mf");
        assertEquals(
                0,
                Program.run("zoo", "push", "--name", "small", teacher.toString(), root.toString())
                        .code());
        Configurator.setAllLevels("", Level.OFF);
        Path model = root.resolve("model/tabular/org/hetcomp/small-mf");
        String sound = Hashes.of(teacher.resolve("trajectory.safetensors"));
        Reading pulled = file -> {
            ModelFolder one =
                    Zoo.of(List.of(root.toString())).find("small-mf").get(0).pull();
            assertEquals(sound, Hashes.of(one.folder().resolve("trajectory.safetensors")));
            return null;
        };
        reader("index", root.resolve("index.json"), pulled);
        reader("metadata", model.resolve("metadata.json"), pulled);
        reader("card in a repository", model.resolve("1/card.json"), pulled);
        reader("archive", model.resolve("1/small-mf.zip"), file -> {
            clear(shared.resolve("cache"));
            return pulled.of(file);
        });
    }

    private static void clear(Path folder) throws IOException {
        try (Stream<Path> all = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Test
    void someEndInWhatIsSoundOrInALine() throws IOException {
        damage(1_500);
    }

    @Test
    @Tag("faults")
    @Timeout(value = 40, unit = TimeUnit.MINUTES)
    void manyEndInWhatIsSoundOrInALine() throws IOException {
        damage(100_000);
    }

    private static void damage(int inputs) throws IOException {
        Map<String, Object> oracles = new LinkedHashMap<>();
        for (Map.Entry<String, Reader> entry : READERS.entrySet()) {
            oracles.put(
                    entry.getKey(),
                    entry.getValue().reading().of(entry.getValue().file()));
        }
        List<String> names = List.copyOf(READERS.keySet());
        List<String> wrong = new ArrayList<>();
        int refused = 0;
        for (int n = 0; n < inputs && wrong.size() < 20; n++) {
            String name = names.get(n % names.size());
            Reader reader = READERS.get(name);
            Files.write(reader.file(), Damage.of(reader.sound(), new Random(SEED + n)));
            try {
                Object found = reader.reading().of(reader.file());
                Object wanted = oracles.get(name);
                if (wanted != null && !wanted.equals(found)) {
                    wrong.add(name + " " + n + ": another result");
                }
            } catch (DataException | StudentException | IOException e) {
                refused++;
                if (e.getMessage() == null
                        || e.getMessage().lines().count() != 1
                        || e.getMessage().length() > 2000) {
                    wrong.add(name + " " + n + ": no line, " + e);
                }
            } catch (UncheckedIOException e) {
                refused++;
            } catch (RuntimeException | Error e) {
                wrong.add(name + " " + n + ": " + e + " at "
                        + Arrays.stream(e.getStackTrace()).limit(8).toList());
            } finally {
                Files.write(reader.file(), reader.sound());
            }
        }
        if (!wrong.isEmpty()) {
            fail(String.join("\n", wrong));
        }
        assertTrue(refused > inputs / 4, refused + " of " + inputs + " were refused");
    }
}
