package org.hetcomp.zoo;

import ai.djl.util.Utils;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.hetcomp.io.Hashes;
import org.hetcomp.io.Place;

/**
 * Lets one call after the other write under a path, in all processes of a user: whoever has it may sweep what a killed
 * one has left there. The lock's file lies in the cache, so that nothing is left beside the path.
 */
public final class PathLock implements AutoCloseable {
    // A process that has a file's lock cannot ask for it again.
    private static final Map<Path, ReentrantLock> HERE = new ConcurrentHashMap<>();

    private final ReentrantLock here;
    private final FileChannel channel;
    private final FileLock lock;

    private PathLock(ReentrantLock here, FileChannel channel, FileLock lock) {
        this.here = here;
        this.channel = channel;
        this.lock = lock;
    }

    /** Waits for the lock of a path, which need not exist. */
    public static PathLock of(Path path) throws IOException {
        Path absolute = Place.behind(path);
        ReentrantLock here = HERE.computeIfAbsent(absolute, none -> new ReentrantLock());
        here.lock();
        FileChannel channel = null;
        try {
            Path folder = Files.createDirectories(
                    Utils.getCacheDir().resolve("hetcomp").resolve("locks"));
            String name = Hashes.of(absolute.toString().getBytes(StandardCharsets.UTF_8));
            channel = FileChannel.open(folder.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            return new PathLock(here, channel, channel.lock());
        } catch (IOException | RuntimeException e) {
            if (channel != null) {
                channel.close();
            }
            here.unlock();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            lock.release();
        } finally {
            here.unlock();
        }
    }
}
