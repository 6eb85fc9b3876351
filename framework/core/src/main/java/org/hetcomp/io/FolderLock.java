package org.hetcomp.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A folder's lock: one process at a time writes in a run's folder, or in a repository. The kernel holds it, so that it ends with
 * its owner however that one ends; the file says who the owner is.
 */
public final class FolderLock implements AutoCloseable {
    /** Name of the file. */
    public static final String FILE = ".lock";

    private static final int MOST_TRIES = 100;

    // Where a lock belongs to the process (POSIX), closing any other channel of the file would give it up: what this
    // process holds is never opened again.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private FolderLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock of a folder that is there.
     *
     * @param where what named the folder
     * @throws DataException if another process, or another thread of this one, has it; the message has its pid
     * @throws NoSuchFileException if the folder is not there, or not any more
     */
    public static FolderLock take(Path folder, String where) throws IOException {
        Path file = folder.toRealPath().resolve(FILE);
        String own = Long.toString(ProcessHandle.current().pid());
        if (!HELD.add(file)) {
            throw taken(folder, where, own);
        }
        FileChannel channel = null;
        try {
            for (int n = 0; n < MOST_TRIES && channel == null; n++) {
                channel = tried(file, folder, where);
            }
            if (channel == null) {
                throw Files.exists(folder)
                        ? new IOException("cannot lock " + file)
                        : new NoSuchFileException(folder.toString());
            }
            channel.truncate(0);
            channel.write(StandardCharsets.US_ASCII.encode(own + "\n"), 0);
            return new FolderLock(file, channel);
        } catch (IOException | RuntimeException e) {
            if (channel != null) {
                channel.close();
            }
            HELD.remove(file);
            throw e;
        }
    }

    /** The file's channel, locked; null if its last owner has deleted it meanwhile. */
    private static FileChannel tried(Path file, Path folder, String where) throws IOException {
        FileChannel channel = null;
        boolean locked = false;
        try {
            Object before = key(file);
            channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            // A byte far behind the pid, so that others can read that where locks are mandatory.
            if (channel.tryLock(1L << 40, 1, false) == null) {
                throw taken(folder, where, owner(channel));
            }
            locked = Objects.equals(before, key(file));
            return locked ? channel : null;
        } catch (NoSuchFileException e) {
            return null;
        } catch (OverlappingFileLockException e) {
            throw taken(folder, where, owner(channel));
        } finally {
            if (channel != null && !locked) {
                channel.close();
            }
        }
    }

    /** What tells the file from another of its name; it is made if need be, and never opened for this. */
    private static Object key(Path file) throws IOException {
        if (!Files.exists(file)) {
            try {
                Files.createFile(file);
            } catch (FileAlreadyExistsException e) {
                // Another process was quicker: its file is as good.
                return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            }
        }
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    private static String owner(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(20);
        channel.read(bytes, 0);
        return StandardCharsets.US_ASCII.decode(bytes.flip()).toString().strip();
    }

    private static DataException taken(Path folder, String where, String pid) {
        return new DataException(
                (pid.matches("[0-9]+") ? "process " + pid : "another process") + " is at work in " + folder,
                where,
                "wait for it, or name another folder");
    }

    /** Gives it back. */
    @Override
    public void close() throws IOException {
        try {
            Files.deleteIfExists(file);
        } finally {
            channel.close();
            HELD.remove(file);
        }
    }
}
