package org.hetcomp.backend;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A library in Linux's format (ELF, 64 bits, little-endian), as far as it takes to tell whether it is whole. */
final class SharedObject {
    private static final int HEAD = 64;
    private static final int SEGMENT = 56;
    private static final int MAGIC = 0x464c457f;

    private SharedObject() {}

    /** Whether the file has all parts that its head tells of. Files in other formats are not looked into. */
    static boolean isWhole(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer head = read(channel, 0, HEAD);
            if (head == null) {
                return false;
            }
            boolean isElf = head.getInt(0) == MAGIC;
            boolean is64 = head.get(4) == 2 && head.get(5) == 1;
            if (!isElf || !is64) {
                return true;
            }
            return isInside(channel, head.getLong(40), (long) number(head, 58) * number(head, 60))
                    && hasSegments(channel, head.getLong(32), number(head, 54), number(head, 56));
        }
    }

    // Both numbers are the file's own.
    private static boolean isInside(FileChannel channel, long from, long length) throws IOException {
        return from >= 0 && length >= 0 && from <= channel.size() && length <= channel.size() - from;
    }

    private static int number(ByteBuffer head, int at) {
        return head.getShort(at) & 0xffff;
    }

    private static boolean hasSegments(FileChannel channel, long from, int size, int count) throws IOException {
        if (!isInside(channel, from, (long) size * count) || (count > 0 && size < SEGMENT)) {
            return false;
        }
        for (int n = 0; n < count; n++) {
            ByteBuffer segment = read(channel, from + (long) n * size, SEGMENT);
            if (segment == null || !isInside(channel, segment.getLong(8), segment.getLong(32))) {
                return false;
            }
        }
        return true;
    }

    private static ByteBuffer read(FileChannel channel, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (from < 0 || channel.read(bytes, from + bytes.position()) < 0) {
                return null;
            }
        }
        return bytes.flip();
    }
}
