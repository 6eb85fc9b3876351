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
            return hasTable(channel, head.getLong(40), head.getShort(58), head.getShort(60))
                    && hasSegments(channel, head.getLong(32), head.getShort(54), head.getShort(56));
        }
    }

    private static boolean hasTable(FileChannel channel, long from, short size, short count) throws IOException {
        return from >= 0 && from + (long) size * count <= channel.size();
    }

    private static boolean hasSegments(FileChannel channel, long from, short size, short count) throws IOException {
        for (int n = 0; n < count; n++) {
            ByteBuffer segment = read(channel, from + (long) n * size, size);
            if (segment == null || segment.getLong(8) + segment.getLong(32) > channel.size()) {
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
