package org.hetcomp.zoo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.util.passthrough.PassthroughNDManager;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.hetcomp.data.IdMap;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.RankedItems;
import org.hetcomp.io.DataException;
import org.hetcomp.trajectory.Trajectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same rankings in every form that is read, and what is said of those that cannot be. */
class RankingImportTest {
    private static final PassthroughNDManager ARRAYS = PassthroughNDManager.INSTANCE;
    private static final int LENGTH = 12;

    @TempDir
    Path folder;

    private SmallModels models;
    private List<String> users;
    private List<List<String>> rankings;

    @BeforeEach
    void draw() {
        models = new SmallModels(folder);
        users = new ArrayList<>(models.data().users().tokens());
        Collections.shuffle(users, new Random(1));
        Random random = new Random(2);
        rankings = new ArrayList<>();
        for (int u = 0; u < users.size(); u++) {
            List<String> items = new ArrayList<>(models.data().items().tokens());
            Collections.shuffle(items, random);
            rankings.add(items.subList(0, LENGTH));
        }
    }

    private interface Line {
        String of(String user, String item, int rank);
    }

    private Path lines(String name, String head, Line line) {
        StringBuilder text = new StringBuilder(head);
        for (int u = 0; u < users.size(); u++) {
            for (int r = 0; r < LENGTH; r++) {
                text.append(line.of(users.get(u), rankings.get(u).get(r), r));
            }
        }
        return models.write(name, text.toString());
    }

    private Path file(String form) throws IOException {
        switch (form) {
            case "scores.tsv":
                return lines(form, "", (u, i, r) -> u + "\t" + i + "\t" + (-0.5 * r) + "\n");
            case "ranks.csv":
                return lines(form, "user_id,item_id,rank\n", (u, i, r) -> u + "," + i + "," + (10 * r) + "\n");
            case "counted.tsv":
                return lines(form, "", (u, i, r) -> u + "\t" + i + "\t" + (r + 1) + "\n");
            case "pairs.txt":
                return lines(form, "user\titem\n", (u, i, r) -> u + "\t" + i + "\n");
            case "recommend.tsv":
                return lines(form, "", (u, i, r) -> u + "\t" + i + "\t" + (9.5f - r) + "\t" + (r + 1) + "\n");
            case "quoted.tsv":
                return lines(form, "", (u, i, r) -> "\"" + u + "\"\t\"" + i + "\"\t" + -r + "\n");
            case "commas.csv":
                return lines(form, "", (u, i, r) -> u + ";" + i + ";" + (20 - r) + ",5\n");
            case "lines.jsonl":
                return lines(
                        form,
                        "",
                        (u, i, r) -> "{\"user\":\"" + u + "\",\"item\":" + i + ",\"score\":" + (100 - r) + "}\n");
            case "lists.jsonl.gz": {
                Path file = folder.resolve(form);
                try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
                    for (int u = 0; u < users.size(); u++) {
                        out.write(("{\"user\":\"" + users.get(u) + "\",\"items\":" + rankings.get(u) + "}\n")
                                .getBytes(StandardCharsets.UTF_8));
                    }
                }
                return file;
            }
            default:
                return matrix(form);
        }
    }

    private long[] ids() {
        return rankings.stream()
                .flatMap(List::stream)
                .mapToLong(Long::parseLong)
                .toArray();
    }

    private Path matrix(String form) throws IOException {
        Path file = folder.resolve(form);
        if (form.endsWith(".npy")) {
            Files.write(file, npy(ids()));
            return file;
        }
        int[] ints = Arrays.stream(ids()).mapToInt(i -> (int) i).toArray();
        ByteBuffer bytes = ByteBuffer.allocate(4 * ints.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(ints);
        NDArray array = ARRAYS.create(bytes, new Shape(users.size(), LENGTH), DataType.INT32);
        array.setName("rankings");
        NDArray other = ARRAYS.create(LongBuffer.wrap(new long[] {1, 2, 3}), new Shape(3), DataType.INT64);
        other.setName("other");
        try (OutputStream out = Files.newOutputStream(file)) {
            new NDList(other, array)
                    .encode(out, form.endsWith(".npz") ? NDList.Encoding.NPZ : NDList.Encoding.SAFETENSORS);
        }
        return file;
    }

    private byte[] npy(long[] values) throws IOException {
        String header = "{'descr': '<i8', 'fortran_order': False, 'shape': (" + users.size() + ", " + LENGTH + "), }";
        header += " ".repeat(127 - 10 - header.length()) + "\n";
        ByteBuffer head = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
        head.put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 0);
        head.putShort((short) header.length());
        ByteBuffer body = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        body.asLongBuffer().put(values);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(head.array());
        out.write(header.getBytes(StandardCharsets.US_ASCII));
        out.write(body.array());
        return out.toByteArray();
    }

    private Trajectory read(Path... files) {
        return new RankingImport("other", RankedItems.Order.AUTO, new IdMap(users), null, 200)
                .read(List.of(files), models.data());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scores.tsv",
                "ranks.csv",
                "counted.tsv",
                "pairs.txt",
                "recommend.tsv",
                "quoted.tsv",
                "commas.csv",
                "lines.jsonl",
                "lists.jsonl.gz",
                "matrix.npy",
                "matrix.npz",
                "matrix.safetensors"
            })
    void everyFormGivesTheSameRankings(String form) throws IOException {
        Trajectory trajectory = read(file(form));
        assertEquals(1, trajectory.size());
        Interactions train = models.data().split().train();
        for (int n = 0; n < users.size(); n++) {
            int u = models.data().users().dense(users.get(n)).orElseThrow();
            int[] dense = rankings.get(n).stream()
                    .mapToInt(item -> models.data().items().dense(item).orElseThrow())
                    .toArray();
            int user = u;
            assertArrayEquals(
                    Arrays.stream(dense).filter(i -> !train.contains(user, i)).toArray(),
                    trajectory.converged().row(u));
            assertArrayEquals(
                    Arrays.stream(dense).filter(i -> train.contains(user, i)).toArray(),
                    trajectory.observed().row(u));
        }
    }

    @Test
    void snapshotsComeInTheirOrder() throws IOException {
        Path first = models.write("first.tsv", models.rankings(8));
        Path last = file("scores.tsv");
        Trajectory both = read(first, last);
        assertEquals(
                List.of(1, 2), both.snapshots().stream().map(s -> s.epoch()).toList());
        int cut = read(first).converged().cut();
        assertEquals(cut, both.converged().cut(), "that of the longest");
        assertArrayEquals(read(first).converged().ids(), both.ranking(0).ids());
        assertArrayEquals(
                read(last).observed().ids(),
                both.observed().cutAt(read(last).observed().cut()).ids());
    }

    @Test
    void whatTheDataDoesNotHaveIsLeftOut() {
        String known = users.get(0) + "\t" + rankings.get(0).get(0);
        Trajectory trajectory = read(models.write(
                "some.tsv",
                known + "\t3\n" + users.get(0) + "\tno item\t2\nnobody\t101\t5\n" + users.get(0) + "\t"
                        + rankings.get(0).get(1) + "\t1\n"));
        int u = models.data().users().dense(users.get(0)).orElseThrow();
        int places = trajectory.converged().length(u) + trajectory.observed().length(u);
        assertEquals(2, places);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing.tsv | user\\titem\\tscore\\n | no rankings (FOLDER/nothing.tsv): ",
                "others.tsv | a\\tb\\t1\\n | no user and item of the rankings is in the data, the first is user \"a\" of FOLDER/others.tsv:1",
                "twice.tsv | user 1\\t101\\t2\\nuser 1\\t101\\t1\\n | user \"user 1\" has item \"101\" twice (FOLDER/twice.tsv): ",
                "words.tsv | user 1\\t101\\t1\\nuser 1\\t102\\tbest\\n | \"best\" is no score or rank (FOLDER/words.tsv:2): ",
                "short.tsv | user 1\\t101\\t1\\nuser 1\\t102\\n | number of fields 2, not 3 as on the first line (FOLDER/short.tsv:2): ",
                "broken.jsonl | {\"user\":\"user 1\",\"items\":[101]}\\n{\"user\":3}\\n | the line is no JSON object of user and item",
                "array.npy | no array at all | the arrays cannot be read, ",
            })
    void whatCannotBeReadIsNamed(String name, String text, String message) {
        Path file = models.write(name, text.replace("\\t", "\t").replace("\\n", "\n"));
        DataException e = assertThrows(DataException.class, () -> read(file));
        assertTrue(e.getMessage().startsWith(message.replace("FOLDER", folder.toString())), e.getMessage());
    }

    @Test
    void moreSnapshotsThanATeacherHasAreRefused() throws IOException {
        List<Path> files = Collections.nCopies(129, file("matrix.npy"));
        RankingImport many = new RankingImport("other", RankedItems.Order.AUTO, null, null, 200);
        DataException e = assertThrows(DataException.class, () -> many.read(files, models.data()));
        assertEquals("129 snapshots, and a teacher has at most 128 (other): import fewer of them", e.getMessage());
    }

    @Test
    void matricesWithoutNamesAreRefused() throws IOException {
        Path file = file("matrix.npy");
        RankingImport unnamed = new RankingImport("other", RankedItems.Order.AUTO, null, null, 200);
        DataException e = assertThrows(DataException.class, () -> unnamed.read(List.of(file), models.data()));
        assertTrue(e.what().equals("nothing says which user a row is"), e.getMessage());
        assertTrue(e.advice().startsWith("give --users, a file with"), e.getMessage());
    }
}
