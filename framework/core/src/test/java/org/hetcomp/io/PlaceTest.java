package org.hetcomp.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is written where the name is a link, a FIFO or a device. */
class PlaceTest {
    @TempDir
    Path folder;

    private List<String> names(Path in) throws IOException {
        try (Stream<Path> inside = Files.list(in)) {
            return inside.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aLinkToAFileStaysAndTheFileIsReplaced() throws IOException {
        Path file =
                Files.writeString(Files.createDirectory(folder.resolve("far")).resolve("file"), "old");
        Path near = Files.createSymbolicLink(folder.resolve("near"), Path.of("far/file"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("near"));
        AtomicFile.write(link, "new");
        assertTrue(Files.isSymbolicLink(link) && Files.isSymbolicLink(near));
        assertEquals("new", Files.readString(file));
        assertEquals(List.of("file"), names(file.getParent()));
        assertEquals(List.of("far", "link", "near"), names(folder));
    }

    @Test
    void aLinkToNothingIsRefused() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("nowhere"));
        for (DataException e : List.of(
                assertThrows(DataException.class, () -> AtomicFile.write(link, "x")),
                assertThrows(DataException.class, () -> AtomicFolder.write(link, aside -> {})),
                assertThrows(DataException.class, () -> Place.requireFile(link, "--out")))) {
            assertEquals("a link that leads to nothing", e.what());
        }
        assertEquals(List.of("link"), names(folder));
    }

    @Test
    void aLinkToAFolderStaysAndTheFolderIsReplaced() throws IOException {
        Path real = Files.createDirectory(folder.resolve("real"));
        Files.writeString(real.resolve("old"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);
        AtomicFolder.write(link, aside -> Files.writeString(aside.resolve("new"), "new"));
        assertTrue(Files.isSymbolicLink(link));
        assertEquals(List.of("new"), names(real));
        AtomicFile.write(link.resolve("in"), "in");
        assertEquals(List.of("in", "new"), names(real));
        Place.createFolders(link);
    }

    @Test
    void aStepUpFromALinkIsTheSystems() throws IOException {
        Path deep = Files.createDirectories(folder.resolve("other/deep"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), deep);
        AtomicFile.write(link.resolve("../file"), "here");
        assertEquals("here", Files.readString(folder.resolve("other/file")));
        assertEquals(List.of("link", "other"), names(folder));
    }

    @Test
    void aFolderReplacesNoFile() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "mine");
        DataException e = assertThrows(DataException.class, () -> AtomicFolder.write(file, aside -> {}));
        assertEquals("no folder, and in the way of one", e.what());
        assertEquals("mine", Files.readString(file));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFifoIsWrittenTo() throws Exception {
        Path fifo = folder.resolve("fifo");
        assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
        Path link = Files.createSymbolicLink(folder.resolve("link"), fifo);
        for (Path path : List.of(fifo, link)) {
            Place.requireFile(path, "--out");
            CompletableFuture<String> reader = CompletableFuture.supplyAsync(() -> {
                try {
                    return Files.readString(fifo);
                } catch (IOException e) {
                    return e.toString();
                }
            });
            AtomicFile.write(path, "through");
            assertEquals("through", reader.join());
        }
        assertEquals(List.of("fifo", "link"), names(folder));
        assertThrows(DataException.class, () -> AtomicFolder.write(fifo, aside -> {}));
        assertTrue(Place.isStream(fifo));
    }

    @Test
    void aDeviceIsWrittenToAndAFullOneIsAnError() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "a system with /dev/full");
        Path link = Files.createSymbolicLink(folder.resolve("link"), full);
        for (Path path : List.of(full, link)) {
            IOException e = assertThrows(IOException.class, () -> AtomicFile.write(path, "x"));
            assertTrue(e.getMessage().contains("No space left"), e.getMessage());
            assertTrue(Place.isStream(path));
        }
        AtomicFile.write(Path.of("/dev/null"), "x");
        assertFalse(Files.isRegularFile(full) || Files.isRegularFile(Path.of("/dev/null")));
        assertEquals(List.of("link"), names(folder));
        Files.delete(link);
    }

    @Test
    void aFileBehindAStreamOfTheProcessIsWrittenToAsItIs() throws IOException {
        Path own = Path.of("/proc/self/fd");
        assumeTrue(Files.isDirectory(own), "a system with /proc");
        Path file = Files.writeString(folder.resolve("file"), "before ");
        Object key = Files.getAttribute(file, "unix:ino");
        try (var open = Files.newOutputStream(file, java.nio.file.StandardOpenOption.APPEND);
                Stream<Path> all = Files.list(own)) {
            Path stream = all.filter(fd -> {
                        try {
                            return Files.readSymbolicLink(fd).equals(file);
                        } catch (IOException e) {
                            return false;
                        }
                    })
                    .findFirst()
                    .orElseThrow();
            Path link = Files.createSymbolicLink(folder.resolve("link"), stream);
            AtomicFile.write(link, "and after");
            open.flush();
        }
        assertEquals("before and after", Files.readString(file));
        assertEquals(key, Files.getAttribute(file, "unix:ino"));
    }

    @Test
    void aFolderIsNoPlaceForAFile() throws IOException {
        Place.requireFile(folder.resolve("file"), "--out");
        for (Path path : List.of(folder, folder.resolve("none/file"))) {
            DataException e = assertThrows(DataException.class, () -> Place.requireFile(path, "--out"));
            assertEquals("--out", e.where());
            assertTrue(e.what().startsWith("cannot write "), e.what());
        }
    }
}
