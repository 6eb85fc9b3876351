package org.hetcomp.trajectory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hetcomp.Lists;
import org.hetcomp.data.Rankings;
import org.hetcomp.io.DataException;
import org.hetcomp.io.Safetensors;
import org.hetcomp.io.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrajectoryTest {
    private static final Rankings EARLY = Lists.rankings(new int[] {0, 1, 2}, new int[] {4, 3});
    private static final Rankings LATE = Lists.rankings(new int[] {2, 1, 0}, new int[] {3, 4});
    private static final Rankings OWN = Lists.rankings(new int[] {3, 4}, new int[] {0});

    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    @TempDir
    Path folder;

    /** The smallest there can be: one snapshot of one user, rankings of one item, of two items. */
    @BeforeEach
    void smallest() {
        tensors.put("rankings", Tensor.of(new int[] {0}, 1, 1, 1));
        tensors.put("observed", Tensor.of(new int[] {1}, 1, 1));
        tensors.put("epochs", Tensor.of(new int[] {5}, 1));
        tensors.put("valid_recall50", Tensor.of(new float[] {0.5f}, 1));
    }

    private Trajectory read(String... teacher) throws IOException {
        Path file = folder.resolve("trajectory.safetensors");
        Safetensors.write(file, tensors, teacher.length == 0 ? Map.of() : Map.of("teacher", teacher[0]));
        return TrajectoryFile.read(file, 1, 2);
    }

    private void refused(String message, String name, Tensor tensor) {
        Tensor before = tensors.put(name, tensor);
        IOException e = assertThrows(IOException.class, () -> read("t"));
        assertTrue(e.getMessage().contains(message), e.getMessage());
        assertTrue(e.getMessage().contains("trajectory.safetensors"), e.getMessage());
        tensors.put(name, before);
    }

    @Test
    void theSmallestFileIsRead() throws IOException {
        Trajectory read = read("t");
        assertEquals(1, read.size());
        assertEquals(1, read.users());
        assertEquals(5, read.snapshots().get(0).epoch());
        assertArrayEquals(new int[] {0}, read.converged().ids());
        assertArrayEquals(new int[] {1}, read.observed().ids());
    }

    @Test
    void aFileThatDoesNotFitIsRefused() throws IOException {
        refused("item 2 is outside 0..1", "rankings", Tensor.of(new int[] {2}, 1, 1, 1));
        refused("item 2 is outside 0..1", "observed", Tensor.of(new int[] {2}, 1, 1));
        refused("item -2 is outside 0..1", "observed", Tensor.of(new int[] {-2}, 1, 1));
        refused("not of this data set", "rankings", Tensor.of(new int[0], 1, 1, 0));
        refused("not of this data set: it has 2 users, not 1", "rankings", Tensor.of(new int[2], 1, 2, 1));
        refused("not of this data set", "observed", Tensor.of(new int[] {1, 0}, 2, 1));
        refused("not of this data set", "observed", Tensor.of(new int[0], 1, 0));
        refused("no int32 rankings of 3 dimensions", "rankings", Tensor.of(new int[1], 1, 1));
        refused("no int32 observed of 2 dimensions", "observed", Tensor.of(new float[1], 1, 1));
        refused("epochs and valid_recall50 do not fit", "epochs", Tensor.of(new int[2], 2));
        refused("epochs and valid_recall50 do not fit", "valid_recall50", Tensor.of(new float[2], 2));
        refused("epochs and valid_recall50 do not fit", "valid_recall50", Tensor.of(new int[1], 1));
        IOException nameless = assertThrows(IOException.class, this::read);
        assertTrue(nameless.getMessage().contains("names no teacher"), nameless.getMessage());
        tensors.put("rankings", Tensor.of(new int[129], 129, 1, 1));
        tensors.put("epochs", Tensor.of(new int[129], 129));
        refused("more than 128 snapshots", "valid_recall50", Tensor.of(new float[129], 129));
        tensors.put("rankings", Tensor.of(new int[0], 0, 1, 1));
        tensors.put("epochs", Tensor.of(new int[0], 0));
        refused("not of this data set", "valid_recall50", Tensor.of(new float[0], 0));
    }

    private Path twoUsers() throws IOException {
        Path file = folder.resolve("two.safetensors");
        TrajectoryFile.write(
                file, new Trajectory("t", List.of(new Snapshot(3, 0.25, EARLY), new Snapshot(9, 0.5, LATE)), OWN));
        return file;
    }

    /** What stays in the file answers as what lies in an array, and is written as the same bytes. */
    @Test
    void whatLiesInTheFileIsWhatWasInMemory() throws IOException {
        Trajectory read = TrajectoryFile.read(twoUsers(), 2, 5, 0);
        for (int v = 0; v < 2; v++) {
            Rankings memory = v == 0 ? EARLY : LATE;
            Rankings file = read.ranking(v);
            assertArrayEquals(memory.ids(), file.ids());
            assertEquals(memory.greatest(), file.greatest());
            for (int u = 0; u < 2; u++) {
                assertEquals(memory.length(u), file.length(u));
                assertArrayEquals(memory.row(u), file.row(u));
                assertArrayEquals(memory.first(u, 2), file.first(u, 2));
                assertEquals(memory.at(u, 1), file.at(u, 1));
            }
            assertArrayEquals(memory.cutAt(2).ids(), file.cutAt(2).ids());
        }
        assertArrayEquals(OWN.ids(), read.observed().ids());
        Path again = folder.resolve("again.safetensors");
        TrajectoryFile.write(again, read);
        assertEquals(-1, Files.mismatch(twoUsers(), again));
    }

    @Test
    void aFileThatIsCutWhileItIsReadIsAnError() throws IOException {
        Rankings many = Rankings.empty(2, 5000);
        Path file = folder.resolve("cut.safetensors");
        TrajectoryFile.write(file, new Trajectory("t", List.of(new Snapshot(1, 0, many)), OWN));
        Rankings read = TrajectoryFile.read(file, 2, 5, 0).converged();
        assertEquals(0, read.row(1).length);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(100);
        }
        DataException e = assertThrows(DataException.class, () -> read.row(1));
        assertTrue(e.getMessage().contains("cut while it was in use"), e.getMessage());
        assertTrue(e.getMessage().contains("cut.safetensors"), e.getMessage());
    }

    @Test
    void aFileThatIsWrittenToWhileItIsReadIsAnError() throws IOException {
        Path file = twoUsers();
        Rankings read = TrajectoryFile.read(file, 2, 5, 0).ranking(0);
        byte[] bytes = Files.readAllBytes(file);
        int header = 8 + ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(0);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(0, 5), header);
        }
        DataException e = assertThrows(DataException.class, () -> read.row(0));
        assertTrue(e.getMessage().contains("changed while it was in use"), e.getMessage());
    }

    /** Java closes a channel for everyone when a thread that reads it is interrupted. */
    @Test
    void aThreadThatIsInterruptedReadsOnAndSoDoTheOthers() throws IOException {
        Rankings read = TrajectoryFile.read(twoUsers(), 2, 5, 0).ranking(0);
        Thread.currentThread().interrupt();
        assertArrayEquals(EARLY.row(0), read.row(0));
        assertTrue(Thread.interrupted(), "what the interrupt was for is not lost");
        assertArrayEquals(EARLY.row(1), read.row(1));
        Files.setLastModifiedTime(folder.resolve("two.safetensors"), FileTime.fromMillis(5000));
        assertArrayEquals(EARLY.row(1), read.row(1), "it is open");
        Thread.currentThread().interrupt();
        DataException e = assertThrows(DataException.class, () -> read.row(0));
        assertTrue(Thread.interrupted());
        assertTrue(e.getMessage().contains("changed while it was in use"), e.getMessage());
        assertTrue(e.getMessage().contains("two.safetensors"), e.getMessage());
    }

    @Test
    void isCutAtFewerRanks() {
        Trajectory whole = new Trajectory("t", List.of(new Snapshot(3, 0.25, EARLY), new Snapshot(9, 0.5, LATE)), OWN);
        Trajectory two = whole.cutAt(2);
        assertArrayEquals(new int[] {0, 1, 4, 3}, two.ranking(0).ids());
        assertArrayEquals(new int[] {2, 1, 3, 4}, two.converged().ids());
        assertArrayEquals(new int[] {3, 4, 0, -1}, two.observed().ids());
        assertEquals(
                List.of(3, 9), two.snapshots().stream().map(Snapshot::epoch).toList());
        assertEquals(0.25, two.snapshots().get(0).validRecall50());
        assertEquals("t", two.teacher());
        assertArrayEquals(new int[] {3, 0}, whole.cutAt(1).observed().ids());
        assertArrayEquals(LATE.ids(), whole.cutAt(7).converged().ids());
    }

    @Test
    void itsPartsBelongTogether() {
        Snapshot early = new Snapshot(1, 0, EARLY);
        assertThrows(IllegalArgumentException.class, () -> new Trajectory("t", List.of(), OWN));
        assertEquals(128, new Trajectory("t", Collections.nCopies(128, early), OWN).size());
        assertThrows(IllegalArgumentException.class, () -> new Trajectory("t", Collections.nCopies(129, early), OWN));
        Snapshot shorter = new Snapshot(2, 0, LATE.cutAt(2));
        assertThrows(IllegalArgumentException.class, () -> new Trajectory("t", List.of(early, shorter), OWN));
        Snapshot fewer = new Snapshot(2, 0, Lists.rankings(new int[] {0, 1, 2}));
        assertThrows(IllegalArgumentException.class, () -> new Trajectory("t", List.of(early, fewer), OWN));
        Rankings own = Lists.rankings(new int[] {0});
        assertThrows(IllegalArgumentException.class, () -> new Trajectory("t", List.of(early), own));
    }
}
