package org.hetcomp.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Where a path that is to be written leads. A link is followed, so that what it names is written and the link stays. What is
 * neither file nor folder, and what lies behind {@code /dev/stdout}, is a stream: it takes what is written as it comes and is
 * never replaced by a file.
 */
public final class Place {
    private static final int MOST_LINKS = 40;
    private static final Path KERNEL = Path.of("/proc");

    private Place() {}

    /**
     * The path itself, absolute, or the file or folder that it is a link to.
     *
     * @throws DataException if it is a link to nothing
     */
    public static Path behind(Path path) {
        Path there = path.toAbsolutePath();
        if (!Files.isSymbolicLink(there)) {
            return inRealFolder(there);
        }
        try {
            if (Files.exists(there)) {
                return there.toRealPath();
            }
        } catch (IOException e) {
            throw nothing(path, e);
        }
        throw nothing(path, null);
    }

    // A step up from a link leads to where the link's folder is, not to where the link lies.
    private static Path inRealFolder(Path path) {
        Path folder = path.getParent();
        try {
            boolean steps = folder != null && !path.equals(path.normalize()) && Files.exists(folder);
            return (steps ? folder.toRealPath().resolve(path.getFileName()) : path).normalize();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DataException nothing(Path path, Throwable cause) {
        return new DataException(
                "a link that leads to nothing", path.toString(), "take it away, or name what it should lead to", cause);
    }

    /** Whether it is there and takes what is written as it comes: a FIFO, a device, a stream of this process' own. */
    public static boolean isStream(Path path) {
        try {
            if (!Files.exists(path)) {
                return false;
            }
            BasicFileAttributes about = Files.readAttributes(path, BasicFileAttributes.class);
            return about.isOther() || (about.isRegularFile() && isOfTheKernel(path.toAbsolutePath()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // A file to which stdout was sent has a name, and whoever sent it there has it open: another in its place is lost
    // to them.
    private static boolean isOfTheKernel(Path path) throws IOException {
        Path there = path;
        for (int n = 0; n < MOST_LINKS && Files.isSymbolicLink(there); n++) {
            Path folder = there.getParent().toRealPath();
            if (folder.startsWith(KERNEL)) {
                return true;
            }
            there = folder.resolve(Files.readSymbolicLink(there));
        }
        return false;
    }

    /**
     * Checks, ahead of work, that a file may be written: into a folder that is there, over a file, or to a stream.
     *
     * @param where what named it
     * @throws DataException if it may not
     */
    public static void requireFile(Path file, String where) {
        if (isStream(file)) {
            require(Files.isWritable(file), file, where);
            return;
        }
        Path there = behind(file);
        Path folder = there.getParent();
        require(
                !Files.isDirectory(there) && folder != null && Files.isDirectory(folder) && Files.isWritable(folder),
                file,
                where);
    }

    private static void require(boolean holds, Path file, String where) {
        if (!holds) {
            throw new DataException(
                    "cannot write " + DataException.quote(file.toString()),
                    where,
                    "name a file in a folder that you may write");
        }
    }

    /** Makes a folder and those above it, unless it is there, maybe behind a link. */
    public static void createFolders(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
    }
}
