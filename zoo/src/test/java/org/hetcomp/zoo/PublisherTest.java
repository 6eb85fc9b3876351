package org.hetcomp.zoo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hetcomp.io.DataException;
import org.hetcomp.model.ModelFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pushes that meet, and what killed ones leave. */
class PublisherTest {
    private static final PublishOptions OPTIONS = new PublishOptions("small", null, null, 0, 0);

    @TempDir
    Path folder;

    private SmallModels models;

    @BeforeEach
    void own() {
        System.setProperty("DJL_CACHE_DIR", folder.resolve("cache").toString());
        models = new SmallModels(folder);
    }

    @AfterEach
    void users() {
        System.clearProperty("DJL_CACHE_DIR");
    }

    @Test
    void ofTwoPushesToANewRepositoryNoneUndoesTheOther() throws Exception {
        List<ModelFolder> both = List.of(models.teacher("one", 1), models.teacher("two", 2));
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 40; round++) {
                Path root = folder.resolve("repository-" + round);
                CyclicBarrier start = new CyclicBarrier(2);
                List<Future<?>> pushes = new ArrayList<>();
                for (ModelFolder model : both) {
                    Callable<?> push = () -> {
                        start.await();
                        return new Publisher(root).push(List.of(model), OPTIONS);
                    };
                    pushes.add(pool.submit(push));
                }
                List<String> published = new ArrayList<>();
                for (int n = 0; n < 2; n++) {
                    try {
                        pushes.get(n).get();
                        published.add("small-" + both.get(n).card().id());
                    } catch (ExecutionException e) {
                        assertTrue(e.getCause() instanceof DataException, String.valueOf(e.getCause()));
                        assertTrue(
                                e.getCause()
                                        .getMessage()
                                        .startsWith("process "
                                                + ProcessHandle.current().pid() + " is at work in "),
                                e.getMessage());
                    }
                }
                assertFalse(published.isEmpty());
                List<ZooEntry> entries =
                        Zoo.list(Repositories.open(root.toString())).entries();
                assertEquals(published, entries.stream().map(ZooEntry::id).toList());
                entries.forEach(ZooEntry::verify);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void whoDoesNotHaveTheLockTakesNothingAway() throws IOException {
        Path root = Files.createDirectories(folder.resolve("held"));
        try (FileChannel channel =
                FileChannel.open(root.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            assertThrows(
                    DataException.class, () -> new Publisher(root).push(List.of(models.teacher("one", 1)), OPTIONS));
            assertTrue(Files.exists(root.resolve(".lock")));
        }
    }

    /** A list that is gone through has the repository locked: what another process is told then. */
    private static String toldToAnother(Path root) {
        try {
            Process other = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            LockTaker.class.getName(),
                            root.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader out = other.inputReader()) {
                return out.readLine();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theLockLastsAsLongAsThePush() throws IOException {
        Path root = folder.resolve("locked");
        ModelFolder model = models.teacher("one", 1);
        List<String> told = new ArrayList<>();
        List<ModelFolder> watched = new AbstractList<>() {
            @Override
            public ModelFolder get(int index) {
                told.add(toldToAnother(root));
                return model;
            }

            @Override
            public int size() {
                return 1;
            }
        };
        new Publisher(root).push(watched, OPTIONS);
        assertEquals(1, told.size());
        assertTrue(told.get(0).startsWith("process " + ProcessHandle.current().pid() + " is at work in "), told.get(0));
    }

    @Test
    void aFirstPushThatEndsAmongItsModelsIsGoneOnWith() throws IOException {
        Path root = folder.resolve("begun");
        List<ModelFolder> both = List.of(models.teacher("one", 1), models.teacher("two", 2));
        Path inTheWay = root.resolve(ZooRepository.folder("small-two"));
        List<ModelFolder> broken = new AbstractList<>() {
            @Override
            public ModelFolder get(int index) {
                try {
                    Files.createDirectories(inTheWay.getParent());
                    Files.writeString(inTheWay, "");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return both.get(index);
            }

            @Override
            public int size() {
                return both.size();
            }
        };
        assertThrows(IOException.class, () -> new Publisher(root).push(broken, OPTIONS));
        assertEquals(List.of(), Zoo.list(Repositories.open(root.toString())).entries());
        Files.delete(inTheWay);
        new Publisher(root).push(both, OPTIONS);
        assertEquals(
                List.of("small-one", "small-two"),
                ZooIndex.read(Store.folder(root, Access.plain().limits())).artifacts());
    }

    @Test
    void aFirstPushThatFailsLeavesNothing() throws IOException {
        Path root = folder.resolve("new");
        ModelFolder bad = models.teacher("one", 1);
        Files.writeString(bad.folder().resolve("users.tsv"), "0\tnobody\n");
        assertThrows(DataException.class, () -> new Publisher(root).push(List.of(bad), OPTIONS));
        assertFalse(Files.exists(root));
    }

    private static Path leave(Path folder, String name) throws IOException {
        Path left = Files.createDirectories(folder.resolve(name));
        Files.writeString(left.resolve("x"), "x");
        return left;
    }

    @Test
    void theNextPushSweepsWhatAKilledOneLeft() throws IOException {
        Path root = folder.resolve("repository");
        new Publisher(root).push(List.of(models.teacher("one", 1)), OPTIONS);
        Path model = root.resolve(ZooRepository.folder("small-one"));
        List<Path> left = List.of(
                leave(root, ".push-" + UUID.randomUUID()),
                leave(model, ".metadata.json-" + UUID.randomUUID()),
                leave(model, "7"),
                leave(root.resolve(ZooRepository.folder("small-three")), "1"));
        Path mine = leave(root, ".mine");
        new Publisher(root).push(List.of(models.teacher("two", 2)), OPTIONS);
        left.forEach(path -> assertFalse(Files.exists(path), path.toString()));
        assertTrue(Files.exists(mine), "only what is ours is swept");
        Zoo.list(Repositories.open(root.toString())).entries().forEach(ZooEntry::verify);
    }

    @Test
    void theNextPullSweepsWhatAKilledOneLeft() throws IOException {
        Path root = folder.resolve("repository");
        new Publisher(root).push(List.of(models.teacher("one", 1)), OPTIONS);
        ZooEntry entry = Zoo.of(List.of(root.toString())).find("small-one").get(0);
        Path cached = entry.pull().folder();
        Path left = leave(cached.getParent(), "." + cached.getFileName() + "-" + UUID.randomUUID());
        Path part = Files.createDirectories(folder.resolve("cache/hetcomp/partial"))
                .resolve("0".repeat(64) + "-" + UUID.randomUUID() + ".part");
        Files.writeString(part, "x");
        entry.pull();
        entry.verify();
        assertFalse(Files.exists(left));
        assertFalse(Files.exists(part));
    }
}
