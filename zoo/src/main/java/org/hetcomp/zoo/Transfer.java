package org.hetcomp.zoo;

import ai.djl.util.Progress;
import ai.djl.util.Utils;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hetcomp.io.DataException;
import org.hetcomp.io.Hashes;

/**
 * Brings a file here. What has arrived lies in a file named by the hash that the whole must have, so that a transfer
 * which breaks off, or is killed, goes on where it stopped. A file that is complete and not what it should be is thrown
 * away.
 */
final class Transfer implements AutoCloseable {
    private static final int ATTEMPTS = 3;
    private static final Pattern OWN = Pattern.compile("[0-9a-f]{64}-[0-9a-f-]{36}\\.part");

    private final Store store;
    private final String path;
    private final long bytes;
    private final String sha256;
    private final Path part;
    private final FileChannel channel;
    private final Clock clock;

    private Transfer(Store store, String path, long bytes, String sha256, Path part, FileChannel channel) {
        this.store = store;
        this.path = path;
        this.bytes = bytes;
        this.sha256 = sha256;
        this.part = part;
        this.channel = channel;
        this.clock = Clock.of(store.limits().get(Limits.Name.TOTAL));
    }

    /** The time that is left for all attempts together. */
    private record Clock(long end) {
        private static final long SECOND = 1_000_000_000L;

        /** One of so many seconds from now on. */
        static Clock of(long seconds) {
            return new Clock(System.nanoTime() / SECOND + seconds);
        }

        long left() {
            return Math.max(1, end - System.nanoTime() / SECOND);
        }
    }

    /** A transfer of a file of that length and hash, on from where an earlier one stopped. */
    static Transfer of(Store store, String path, long bytes, String sha256) throws IOException {
        store.limits().require(Limits.Name.ARCHIVE, bytes, "too many bytes of an archive", store.at(path));
        Path folder = Utils.getCacheDir().resolve("hetcomp").resolve("partial");
        Files.createDirectories(folder);
        sweep(folder);
        Path part = folder.resolve(sha256 + ".part");
        FileChannel channel = open(part);
        if (!locked(channel)) {
            // Another process is at it: this one begins on its own.
            channel.close();
            part = folder.resolve(sha256 + "-" + UUID.randomUUID() + ".part");
            channel = open(part);
            locked(channel);
        }
        return new Transfer(store, path, bytes, sha256, part, channel);
    }

    // What a killed process was bringing on its own; what a living one brings is locked.
    private static void sweep(Path folder) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            for (Path part : inside.filter(
                            path -> OWN.matcher(path.getFileName().toString()).matches())
                    .toList()) {
                try (FileChannel channel = open(part)) {
                    if (locked(channel)) {
                        Files.deleteIfExists(part);
                    }
                }
            }
        }
    }

    private static FileChannel open(Path part) throws IOException {
        return FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /**
     * Brings it.
     *
     * @return where it lies until this is closed
     * @throws DataException if it cannot be had, or is another file than it should be
     */
    Path run(Progress progress) throws IOException {
        boolean resumed = channel.size() > 0;
        fetch(progress);
        if (!Hashes.of(part).equals(sha256) && resumed) {
            channel.truncate(0);
            fetch(progress);
        }
        String found = Hashes.of(part);
        if (!found.equals(sha256)) {
            discard();
            throw bad("the file is not the one that the repository vouches for: its SHA-256 is " + found);
        }
        return part;
    }

    private void fetch(Progress progress) throws IOException {
        for (int attempt = 1; channel.size() < bytes; attempt++) {
            try {
                receive(progress);
            } catch (FileNotFoundException | NoSuchFileException e) {
                discard();
                throw bad("the repository has lost the file");
            } catch (IOException e) {
                if (attempt == ATTEMPTS || e instanceof Deadline.Over) {
                    throw brokenOff(e);
                }
                continue;
            }
            if (channel.size() < bytes) {
                long there = channel.size();
                discard();
                throw bad("the file is cut short, it has " + there + " bytes of " + bytes);
            }
        }
        if (channel.size() > bytes) {
            discard();
            throw bad("the file is longer than its " + bytes + " bytes");
        }
    }

    private void receive(Progress progress) throws IOException {
        try (Store.Opened opened = store.open(path, channel.size(), clock.left())) {
            try {
                receive(opened, progress);
            } catch (IOException e) {
                throw opened.told(e);
            }
        }
    }

    private void receive(Store.Opened opened, Progress progress) throws IOException {
        InputStream in = opened.in();
        channel.truncate(opened.from());
        channel.position(opened.from());
        byte[] buffer = new byte[1 << 16];
        // One byte more than there should be is enough to know that it is another file.
        for (int n = in.read(buffer); n >= 0 && channel.position() <= bytes; n = in.read(buffer)) {
            ByteBuffer block = ByteBuffer.wrap(buffer, 0, n);
            while (block.hasRemaining()) {
                channel.write(block);
            }
            if (progress != null) {
                progress.increment(n);
            }
        }
        opened.requireWhole(channel.position() - opened.from());
    }

    private DataException brokenOff(IOException e) throws IOException {
        long there = channel.size();
        if (there == 0) {
            discard();
            return store.unreachable(path, e);
        }
        String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new DataException(
                "the transfer broke off after " + there + " of " + bytes + " bytes, " + reason,
                store.at(path),
                "try again, it goes on from there",
                e);
    }

    private DataException bad(String what) {
        return new DataException(what, store.at(path), "tell whoever keeps the repository, or take another version");
    }

    /** Throws away what has arrived. */
    void discard() throws IOException {
        channel.close();
        Files.deleteIfExists(part);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
