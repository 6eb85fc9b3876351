package org.hetcomp.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchFolderTest {
    @TempDir
    Path place;

    @Test
    void isThereUntilItIsClosed() throws IOException {
        Path path;
        try (ScratchFolder folder = ScratchFolder.make(place, "test")) {
            path = folder.path();
            assertEquals(place, path.getParent());
            Files.writeString(path.resolve("a"), "b");
            Files.createDirectories(path.resolve("c/d"));
        }
        assertFalse(Files.exists(path));
    }

    @Test
    void whatOthersHoldStaysAndWhatTheKilledLeftGoes() throws Exception {
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ScratchHolder.class.getName(),
                        place.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = holder.inputReader();
                ScratchFolder own = ScratchFolder.make(place, "test")) {
            Path others = Path.of(out.readLine());
            Files.writeString(others.resolve("work"), "in progress");
            makeOld(others);
            makeOld(own.path());
            ScratchFolder.make(place, "test").close();
            assertTrue(Files.exists(others.resolve("work")));
            assertTrue(Files.exists(own.path().resolve(FolderLock.FILE)));
            holder.destroyForcibly().waitFor();
            ScratchFolder.make(place, "test").close();
            assertFalse(Files.exists(others));
            assertTrue(Files.exists(own.path()));
        } finally {
            holder.destroyForcibly();
        }
    }

    @Test
    void whatIsNotCertainlyLeftStays() throws IOException {
        Path fresh = left("hetcomp-test-1");
        Path named = left("hetcomp-test");
        makeOld(named);
        Path unlocked = Files.createDirectory(place.resolve("hetcomp-test-2"));
        Path target = left("mine");
        makeOld(target);
        Path link = Files.createSymbolicLink(place.resolve("hetcomp-test-3"), target);
        ScratchFolder.make(place, "test").close();
        assertTrue(Files.exists(fresh));
        assertTrue(Files.exists(named));
        assertTrue(Files.exists(unlocked));
        assertTrue(Files.exists(link));
        assertTrue(Files.exists(target.resolve("file")));
        makeOld(fresh);
        ScratchFolder.make(place, "test").close();
        assertFalse(Files.exists(fresh));
    }

    /** As a run that was killed has, whose folder a user may have named anything. */
    @Test
    void aFolderWithAnotherLockStays() throws IOException {
        Path run = left("hetcomp-run-1");
        makeOld(run);
        Files.delete(run.resolve(ScratchFolder.MARK));
        Files.setLastModifiedTime(run.resolve(FolderLock.FILE), FileTime.from(Instant.EPOCH));
        Path elsewhere = left("hetcomp-run-2");
        Files.writeString(elsewhere.resolve(ScratchFolder.MARK), "another machine");
        makeOld(elsewhere);
        ScratchFolder.make(place, "test").close();
        assertTrue(Files.exists(run.resolve("file")));
        assertTrue(Files.exists(elsewhere.resolve("file")));
    }

    @Test
    void knowsItsRoom() throws IOException {
        try (ScratchFolder folder = ScratchFolder.make(place, "test")) {
            long room = folder.room();
            assertTrue(room > 0 && room <= Files.getFileStore(place).getTotalSpace(), () -> "" + room);
        }
    }

    private Path left(String name) throws IOException {
        Path folder = Files.createDirectory(place.resolve(name));
        Files.writeString(folder.resolve(FolderLock.FILE), "4194304\n");
        Files.writeString(
                folder.resolve(ScratchFolder.MARK), InetAddress.getLocalHost().getHostName());
        Files.writeString(folder.resolve("file"), "of a killed process");
        return folder;
    }

    private static void makeOld(Path folder) throws IOException {
        Files.setLastModifiedTime(
                folder.resolve(ScratchFolder.MARK), FileTime.from(Instant.now().minus(Duration.ofMinutes(2))));
    }
}
