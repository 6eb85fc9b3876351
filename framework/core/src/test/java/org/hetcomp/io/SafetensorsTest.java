package org.hetcomp.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hetcomp.data.Rankings;
import org.hetcomp.trajectory.Snapshot;
import org.hetcomp.trajectory.Trajectory;
import org.hetcomp.trajectory.TrajectoryFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsRead() throws IOException {
        Path file = folder.resolve("a/b.safetensors");
        float[] floats = new float[600_000];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = i * 0.5f;
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("floats", Tensor.of(floats, 600, 1000));
        tensors.put("ints", Tensor.of(new int[] {1, -1, Integer.MAX_VALUE}, 3));
        tensors.put("none", Tensor.of(new int[0], 0, 7));
        Safetensors.write(file, tensors, Map.of("teacher", "mf"));
        Map<String, Tensor> read = Safetensors.read(file);
        assertEquals(List.of("floats", "ints", "none"), List.copyOf(read.keySet()));
        assertArrayEquals(floats, read.get("floats").floats());
        assertArrayEquals(new long[] {600, 1000}, read.get("floats").shape());
        assertArrayEquals(new int[] {1, -1, Integer.MAX_VALUE}, read.get("ints").ints());
        assertEquals(Map.of("teacher", "mf"), Safetensors.metadata(file));
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertEquals(List.of(file), files.toList());
        }
    }

    /** The layout byte by byte, as other readers expect it. */
    @Test
    void isLaidOutAsTheFormatSays() throws IOException {
        Path file = folder.resolve("x.safetensors");
        Safetensors.write(file, Map.of("w", Tensor.of(new float[] {1f, -2f}, 2)), Map.of());
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int header = (int) bytes.getLong(0);
        assertEquals(0, header % 8);
        assertEquals(
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
                new String(bytes.array(), 8, header, StandardCharsets.UTF_8).trim());
        assertEquals(1f, bytes.getFloat(8 + header));
        assertEquals(-2f, bytes.getFloat(12 + header));
        assertEquals(16 + header, bytes.capacity());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}",
                "{\"w\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}}",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}}",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-8,0]}}",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,8]}}",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                "{\"w\":5}",
                "[]"
            })
    void whatDoesNotFitIsRefused(String header) throws IOException {
        Path file = folder.resolve("bad.safetensors");
        byte[] head = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(16 + head.length).order(ByteOrder.LITTLE_ENDIAN);
        Files.write(file, bytes.putLong(head.length).put(head).array());
        IOException e = assertThrows(IOException.class, () -> Safetensors.read(file));
        assertTrue(e.getMessage().contains("bad.safetensors"), e.getMessage());
    }

    private IOException refused(String header, int length, int values) throws IOException {
        Path file = folder.resolve("bad.safetensors");
        byte[] head = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + head.length + values).order(ByteOrder.LITTLE_ENDIAN);
        Files.write(file, bytes.putLong(length).put(head).array());
        return assertThrows(IOException.class, () -> Safetensors.read(file));
    }

    /** What is wrong is seen in the header, before a value is read. */
    @Test
    void saysWhatDoesNotFit() throws IOException {
        String longer = refused("{}", 12, 1).getMessage();
        assertTrue(longer.contains("its header cannot be 12 bytes long"), longer);
        String one = refused("{}", 1, 0).getMessage();
        assertTrue(one.contains("its header cannot be 1 bytes long"), one);
        String negative = refused("{}", -8, 0).getMessage();
        assertTrue(negative.contains("its header cannot be -8 bytes long"), negative);
        String header = "{\"w\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]}}";
        String values = refused(header, header.length(), 11).getMessage();
        assertTrue(values.contains("w does not fit the file"), values);
    }

    /** As other writers leave them: no padding, no tensor, blanks up to the longest header there may be. */
    @Test
    void aHeaderMayBeAsShortOrAsLongAsItMay() throws IOException {
        Path file = folder.resolve("header.safetensors");
        int longest = 16 << 20;
        for (int length : new int[] {2, 3, longest, longest + 1}) {
            byte[] bytes = new byte[8 + length];
            Arrays.fill(bytes, (byte) ' ');
            ByteBuffer.wrap(bytes)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(length)
                    .put(new byte[] {'{', '}'});
            Files.write(file, bytes);
            if (length <= longest) {
                assertEquals(Map.of(), Safetensors.read(file));
                assertEquals(Map.of(), Safetensors.metadata(file));
            } else {
                assertThrows(IOException.class, () -> Safetensors.read(file));
            }
        }
    }

    @Test
    void aFileCutShortIsRefused() throws IOException {
        Path file = folder.resolve("cut.safetensors");
        Safetensors.write(file, Map.of("w", Tensor.of(new float[100], 100)), Map.of());
        byte[] bytes = Files.readAllBytes(file);
        for (int length : new int[] {0, 7, 30, bytes.length - 1}) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThrows(IOException.class, () -> Safetensors.read(file), "cut at " + length);
        }
    }

    /** Rows longer than what is written at once, in both layouts of the same values. */
    @Test
    void rowsMadeOneByOneAreWrittenAsThoseInMemory() throws IOException {
        int[] values = new int[3 * 300_001];
        Arrays.setAll(values, n -> n * 7);
        Map<String, Values> made = new LinkedHashMap<>();
        made.put("w", new MadeRows(new long[] {3, 1, 300_001}, (row, into) -> {
            System.arraycopy(values, (int) row * into.length, into, 0, into.length);
        }));
        made.put("v", Tensor.of(new float[] {2.5f}, 1));
        Path file = folder.resolve("made.safetensors");
        Safetensors.write(file, made, Map.of());
        Path whole = folder.resolve("whole.safetensors");
        made.put("w", Tensor.of(values, 3, 1, 300_001));
        Safetensors.write(whole, made, Map.of());
        assertEquals(-1, Files.mismatch(file, whole));
        assertEquals(Set.of("v"), Safetensors.read(file, "v"::equals).keySet());

        StoredInts stored = StoredInts.of(file, "w");
        int[] some = new int[5];
        stored.read(299_999, some, 4);
        assertArrayEquals(new int[] {7 * 299_999, 2_100_000, 2_100_007, 2_100_014, 0}, some);
        assertArrayEquals(new long[] {3, 1, 300_001}, stored.shape());
        assertNull(StoredInts.of(file, "v"));
        assertNull(StoredInts.of(file, "none"));
    }

    private Path forged(String header, int values) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + 4 * values).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(json.length).put(json);
        return Files.write(folder.resolve("forged.safetensors"), bytes.array());
    }

    private void refused(String header, int values, String what) throws IOException {
        Path file = forged(header, values);
        IOException e = assertThrows(IOException.class, () -> Safetensors.read(file), header);
        assertTrue(e.getMessage().contains(what) && e.getMessage().contains(file.toString()), e.getMessage());
    }

    @Test
    void arraysFillTheFileOnce() throws IOException {
        String a = "\"a\": {\"dtype\": \"F32\", \"shape\": [2], \"data_offsets\": [0, 8]}";
        Safetensors.read(forged("{" + a + "}", 2));
        refused("{" + a + ", " + a.replace("\"a\"", "\"b\"") + "}", 4, "overlap");
        refused("{" + a + "}", 3, "its header tells of");
        refused("{" + a.replace("[0, 8]", "[4, 12]") + "}", 3, "gaps");
        refused("{" + a.replace("[2]", "[-1, -2]") + "}", 2, "does not fit");
        refused("{" + a.replace("[2]", "[4294967296, 4294967296]") + "}", 2, "does not fit");
        refused("{" + a.replace("[0, 8]", "[0, 1e400]") + "}", 2, "does not");
        refused("{\"a\": " + "[".repeat(5000) + "}", 2, "Nesting limit");
    }

    @Test
    void aHeaderOfAnyLengthIsBounded() throws IOException {
        Path file = folder.resolve("long.safetensors");
        for (long length : new long[] {1L << 60, -1, Long.MAX_VALUE, Long.MIN_VALUE, 1, 100}) {
            ByteBuffer bytes =
                    ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
            Files.write(file, bytes.array());
            assertThrows(IOException.class, () -> Safetensors.read(file));
            assertThrows(IOException.class, () -> Safetensors.metadata(file));
        }
    }

    @Test
    void textsAreTexts() throws IOException {
        Path file = forged("{\"__metadata__\": {\"x\": {}}}", 0);
        assertThrows(IOException.class, () -> Safetensors.metadata(file));
    }

    @Test
    void aFailedWriteLeavesWhatWasThere() throws IOException {
        Path file = folder.resolve("kept.txt");
        AtomicFile.write(file, "first");
        assertThrows(
                IOException.class,
                () -> AtomicFile.write(file, channel -> {
                    channel.write(ByteBuffer.wrap(new byte[3]));
                    throw new IOException("disk full");
                }));
        assertEquals("first", Files.readString(file));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    private static Trajectory trajectory() {
        Snapshot early = new Snapshot(3, 0.25, new Rankings(2, 3, new int[] {0, 1, 2, 4, 3, -1}));
        Snapshot late = new Snapshot(9, 0.5, new Rankings(2, 3, new int[] {2, 1, 0, 3, 4, -1}));
        return new Trajectory("mine", List.of(early, late), new Rankings(2, 2, new int[] {3, 4, 0, -1}));
    }

    @Test
    void aTrajectoryComesBackWhole() throws IOException {
        Path file = folder.resolve("trajectory.safetensors");
        TrajectoryFile.write(file, trajectory());
        Trajectory read = TrajectoryFile.read(file, 2, 5);
        assertEquals("mine", read.teacher());
        assertEquals(2, read.size());
        assertEquals(9, read.snapshots().get(1).epoch());
        assertEquals(0.5, read.snapshots().get(1).validRecall50());
        assertArrayEquals(trajectory().ranking(0).ids(), read.ranking(0).ids());
        assertArrayEquals(trajectory().converged().ids(), read.converged().ids());
        assertArrayEquals(trajectory().observed().ids(), read.observed().ids());
    }

    @Test
    void aTrajectoryOfOtherDataIsRefused() throws IOException {
        Path file = folder.resolve("trajectory.safetensors");
        TrajectoryFile.write(file, trajectory());
        assertThrows(IOException.class, () -> TrajectoryFile.read(file, 3, 5));
        IOException e = assertThrows(IOException.class, () -> TrajectoryFile.read(file, 2, 4));
        assertTrue(e.getMessage().contains("item 4 is outside 0..3"), e.getMessage());
    }
}
