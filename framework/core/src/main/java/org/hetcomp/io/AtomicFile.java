package org.hetcomp.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Files that are there whole or not at all: written to a temporary name beside, synced, and renamed. {@link Place} says what
 * is written where the name is a link, a FIFO or a device.
 */
public final class AtomicFile {
    private AtomicFile() {}

    /** Writes the bytes of a file. */
    public interface Content {
        void writeTo(FileChannel channel) throws IOException;
    }

    /**
     * Writes a file, making its folder if need be and replacing a file of that name. A link stays, and what it names is
     * replaced; a FIFO or a device is written to as it is.
     *
     * @throws IOException if it cannot be written; what was there before is untouched then
     * @throws DataException if it is a link to nothing
     */
    public static void write(Path file, Content content) throws IOException {
        if (Place.isStream(file)) {
            // Appended: where stdout was sent to a file, that one may hold what others wrote.
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
                content.writeTo(channel);
            }
            return;
        }
        Path target = Place.behind(file);
        Place.createFolders(target.getParent());
        Path aside = AtomicFolder.aside(target);
        try {
            try (FileChannel channel =
                    FileChannel.open(aside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                content.writeTo(channel);
                channel.force(true);
            }
            try {
                Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(aside, target, StandardCopyOption.REPLACE_EXISTING);
            }
            sync(target.getParent());
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    /** Writes a text in UTF-8. */
    public static void write(Path file, String text) throws IOException {
        write(file, channel -> {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        });
    }

    /** Makes the system remember which names a folder has, where it can: without it a rename may be lost with power. */
    public static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (AccessDeniedException e) {
            // Windows does not open folders, and needs no such call.
            return;
        }
    }
}
