package org.hetcomp.zoo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.hetcomp.io.DataException;

/**
 * The end of a zip file (APPNOTE.TXT 4.3.16), which says how long its directory is. Java reads the whole directory into
 * memory when it opens a file, so its length is asked for first.
 */
final class ZipEnd {
    private static final int SIGNATURE = 0x06054b50;
    private static final int LENGTH = 22;
    private static final int COMMENT = 0xFFFF;
    // Of one file in the directory: 46 bytes, its name, and some more.
    private static final int LONGEST_ENTRY = 1 << 10;

    private ZipEnd() {}

    /** Refuses a file that has no such end, or a directory longer than so many files need. */
    static void require(Path zip, String where, Limits limits) throws IOException {
        try (FileChannel channel = FileChannel.open(zip, StandardOpenOption.READ)) {
            long from = Math.max(0, channel.size() - LENGTH - COMMENT);
            ByteBuffer tail = ByteBuffer.allocate((int) (channel.size() - from)).order(ByteOrder.LITTLE_ENDIAN);
            while (tail.hasRemaining() && channel.read(tail, from + tail.position()) >= 0) {
                // Goes on until all of it is there.
            }
            for (int at = tail.position() - LENGTH; at >= 0; at--) {
                if (tail.getInt(at) == SIGNATURE) {
                    // Java looks further where the comment's length does not fit, and this may not look elsewhere.
                    boolean fits = at + LENGTH + Short.toUnsignedInt(tail.getShort(at + 20)) == tail.position();
                    long entries = Short.toUnsignedLong(tail.getShort(at + 10));
                    limits.require(Limits.Name.ENTRIES, entries, "too many files in the archive", where);
                    long bytes = Integer.toUnsignedLong(tail.getInt(at + 12));
                    if (!fits || bytes > entries * LONGEST_ENTRY) {
                        break;
                    }
                    return;
                }
            }
        }
        throw new DataException(
                "the file is no zip archive of a model", where, "take another one; tell whoever keeps the repository");
    }
}
