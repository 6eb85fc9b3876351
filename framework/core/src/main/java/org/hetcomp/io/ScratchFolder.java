package org.hetcomp.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder among the temporary files (java.io.tmpdir) that is there until it is closed. A process that is killed leaves its own behind:
 * whoever makes the next one on the same machine as the same user deletes those that no process holds any more, and says so. A file in it
 * tells that it is one, and of which machine; a {@link FolderLock} whether a process holds it.
 */
public final class ScratchFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ScratchFolder.class);
    private static final Pattern NAME = Pattern.compile("hetcomp-[a-z]+-[0-9]+");

    // Folders of runs and repositories have locks too, and may have any name.
    static final String MARK = ".scratch";
    private static final Duration YOUNG = Duration.ofMinutes(1);

    private final Path path;
    private final FolderLock lock;

    private ScratchFolder(Path path, FolderLock lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes one.
     *
     * @param what it is for, a word of small letters that its name has
     * @throws IOException if no folder can be made there; the message has the place
     */
    public static ScratchFolder make(String what) throws IOException {
        return make(Path.of(System.getProperty("java.io.tmpdir")), what);
    }

    /** Makes one in another place than where temporary files are. */
    static ScratchFolder make(Path place, String what) throws IOException {
        Path folder = Files.createTempDirectory(place, "hetcomp-" + what + "-");
        ScratchFolder made = new ScratchFolder(folder, lock(folder));
        try {
            made.sweep(place);
        } catch (IOException | DirectoryIteratorException | UnsupportedOperationException e) {
            LOG.debug("what others left in {} stays: {}", place, e.getMessage());
        }
        return made;
    }

    /** Null where files cannot be locked: then nobody can tell whether somebody is at work in it, and it has no mark. */
    private static FolderLock lock(Path folder) {
        FolderLock lock = null;
        try {
            lock = FolderLock.take(folder, "java.io.tmpdir");
            Files.writeString(folder.resolve(MARK), machine());
        } catch (IOException e) {
            LOG.debug("{} would not be deleted if this process were killed: {}", folder, e.getMessage());
        }
        return lock;
    }

    /** The name of this one: locks need not hold between machines that share a folder. */
    private static String machine() throws IOException {
        return InetAddress.getLocalHost().getHostName();
    }

    private void sweep(Path place) throws IOException {
        UserPrincipal own = Files.getOwner(path);
        try (DirectoryStream<Path> all = Files.newDirectoryStream(place, "hetcomp-*")) {
            for (Path other : all) {
                if (NAME.matcher(other.getFileName().toString()).matches() && !other.equals(path)) {
                    deleteIfLeft(other, own);
                }
            }
        }
    }

    private static void deleteIfLeft(Path folder, UserPrincipal own) {
        Path mark = folder.resolve(MARK);
        try {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                    || !Files.isRegularFile(mark, LinkOption.NOFOLLOW_LINKS)
                    || !Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(own)
                    || Files.getLastModifiedTime(mark).toInstant().plus(YOUNG).isAfter(Instant.now())
                    || Files.size(mark) != machine().length()
                    || !Files.readString(mark).equals(machine())) {
                return;
            }
            try (FolderLock nobodys = FolderLock.take(folder, "java.io.tmpdir")) {
                long bytes = bytes(folder);
                AtomicFolder.delete(folder);
                LOG.info("deleted what a process that was killed left: {}, {} MB", folder, (bytes >> 20) + 1);
            }
        } catch (DataException e) {
            LOG.debug("in use: {}", e.getMessage());
        } catch (IOException | UncheckedIOException e) {
            // Another process may have been quicker. What cannot be deleted is no reason to fail.
            LOG.debug("{} stays: {}", folder, e.getMessage());
        }
    }

    private static long bytes(Path folder) throws IOException {
        List<Path> inside;
        try (Stream<Path> walk = Files.walk(folder)) {
            inside = walk.toList();
        }
        long bytes = 0;
        for (Path path : inside) {
            bytes += Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) ? Files.size(path) : 0;
        }
        return bytes;
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** Bytes that may be written there now, by whoever comes first. */
    public long room() throws IOException {
        return Files.getFileStore(path).getUsableSpace();
    }

    /** Deletes it, and what is in it. */
    @Override
    public void close() throws IOException {
        // While it is locked: what is left of it if that fails is the next process' to delete.
        AtomicFolder.delete(path);
        if (lock != null) {
            lock.close();
        }
    }
}
