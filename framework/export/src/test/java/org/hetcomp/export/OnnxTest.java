package org.hetcomp.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hetcomp.io.DataException;
import org.hetcomp.student.Student;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models run by ONNX Runtime. */
class OnnxTest {
    private static final int USERS = 30;
    private static final int ITEMS = 500;
    private static final float[][] NONE = {{0}};

    @TempDir
    Path folder;

    private final OrtEnvironment runtime = OrtEnvironment.getEnvironment();
    private Student student;

    @BeforeEach
    void write() throws IOException {
        student = Students.of(folder.resolve("student"), USERS, ITEMS);
    }

    private record Answer(float[][] scores, long[][] items, float[][] values) {}

    private Answer ask(String model, Map<String, Object> asked) throws OrtException {
        Map<String, OnnxTensor> inputs = new HashMap<>();
        for (Map.Entry<String, Object> input : asked.entrySet()) {
            inputs.put(input.getKey(), OnnxTensor.createTensor(runtime, input.getValue()));
        }
        try (OrtSession session = runtime.createSession(
                        folder.resolve("export").resolve(model).toString());
                OrtSession.Result result = session.run(inputs)) {
            return new Answer(
                    (float[][]) result.get("scores").orElseThrow().getValue(),
                    (long[][]) result.get("items").orElseThrow().getValue(),
                    (float[][]) result.get("values").orElseThrow().getValue());
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 16, 8})
    void scoresAndBestAreTheStudents(int bits) throws Exception {
        Export export = Export.of(student, Target.ONNX).bits(bits);
        export.write(folder.resolve("export"));
        Rounded rounded = export.rounded();
        long[] users = {0, 7, 29, 7};
        Answer answer = ask("user.onnx", Map.of("user", users, "k", new long[] {10}, "mask", NONE));
        for (int n = 0; n < users.length; n++) {
            int user = (int) users[n];
            float[] expected = new float[ITEMS];
            for (int item = 0; item < ITEMS; item++) {
                expected[item] = rounded.score(user, item);
            }
            if (bits == 32) {
                assertArrayEquals(student.scores(student.userVector(user)), expected);
            }
            assertArrayEquals(expected, answer.scores()[n], 1e-5f);
            long[] best = Arrays.stream(rounded.best(user, 10, new BitSet()))
                    .asLongStream()
                    .toArray();
            assertArrayEquals(best, answer.items()[n]);
            assertEquals(expected[(int) best[9]], answer.values()[n][9], 1e-5f);
        }
    }

    @Test
    void vectorsAreAskedWithLengthAndMask() throws Exception {
        Export.of(student, Target.ONNX).write(folder.resolve("export"));
        float[][] vectors = {student.userVector(3), student.userVector(4)};
        int[] best = Export.of(student, Target.ONNX).rounded().best(3, 6, new BitSet());
        float[][] mask = new float[1][ITEMS];
        mask[0][best[0]] = Float.NEGATIVE_INFINITY;
        mask[0][best[2]] = Float.NEGATIVE_INFINITY;
        Answer answer = ask("vector.onnx", Map.of("vector", vectors, "k", new long[] {4}, "mask", mask));
        assertArrayEquals(new long[] {best[1], best[3], best[4], best[5]}, answer.items()[0]);
        assertArrayEquals(student.scores(vectors[1]), answer.scores()[1], 1e-5f);
        assertEquals(
                ITEMS,
                ask("vector.onnx", Map.of("vector", vectors, "k", new long[] {9999}, "mask", NONE))
                        .items()[0]
                        .length);
    }

    @Test
    void idsAreBesideAndRowsAreHeldToTheTable() throws Exception {
        Export.of(student, Target.ONNX).write(folder.resolve("export"));
        List<String> items = Texts.GSON.fromJson(
                Files.readString(folder.resolve("export/items.json")), new TypeToken<List<String>>() {}.getType());
        assertEquals(student.itemIds(), items);
        assertThrows(
                OrtException.class,
                () -> ask("user.onnx", Map.of("user", new long[] {USERS}, "k", new long[] {1}, "mask", NONE)));
    }

    /** With a stand-in for ONNX Runtime, which a system's Python seldom has; its answers end as those of {@link #ask} do. */
    @Test
    void linesOfThePageGiveNothingThatIsLeftOut() throws Exception {
        Python.assumeNumpy(folder);
        Student few = Students.of(folder.resolve("few"), List.of("u"), List.of("a", "b", "c"), 1);
        Export.of(few, Target.ONNX).write(folder.resolve("export"));
        float[][] mask = {{0, Float.NEGATIVE_INFINITY, 0}};
        Answer answer = ask("user.onnx", Map.of("user", new long[] {0}, "k", new long[] {10}, "mask", mask));
        assertEquals(Float.NEGATIVE_INFINITY, answer.values()[0][2]);
        assertEquals(1, answer.items()[0][2]);
        Files.writeString(
                folder.resolve("onnxruntime.py"),
                String.join(
                        "\n",
                        "import numpy as np",
                        "class InferenceSession:",
                        "    def __init__(self, file): pass",
                        "    def run(self, outputs, asked):",
                        "        assert asked['mask'].tolist() == [[0, -np.inf, 0]] and asked['k'] == [10]",
                        "        return np.array([[2, 0, 1]]), np.array([[3, 2, -np.inf]])",
                        ""));
        Python.runPage(
                folder.resolve("export"),
                folder,
                "assert best('u', 10, ['b']) == [('c', 3), ('a', 2)], best('u', 10, ['b'])\n");
    }

    @Test
    void moreThanAModelHoldsIsRefused() throws IOException {
        float[] vector = new float[1];
        Side users = new Side("users", List.of("u"), row -> vector, Rounding.NONE);
        Side items = new Side("items", Collections.nCopies(32_000_000, "i"), row -> vector, Rounding.NONE);
        Content content = new Content("hetcomp", users, items, 16, 32, null);
        Path none = folder.resolve("none");
        assertEquals(
                "a model of ONNX holds at most 2 GB, the vectors have 2176000068 bytes (onnx): export with fewer --bits, or"
                        + " to npz",
                assertThrows(DataException.class, () -> new Onnx().write(none, content))
                        .getMessage());
    }
}
