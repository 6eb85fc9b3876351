package org.hetcomp.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;

/**
 * An int32 array of a safetensors file that stays there: values are read where they are asked for, by several threads at once if
 * need be, and the system keeps as much of the file in memory as it has to spare. The file is let go when nobody has the array
 * any more.
 *
 * <p>An interrupt of a thread that reads closes a channel for all, in Java: then the file is opened again, and the interrupt is there
 * when the values are.
 *
 * <p>Read and not mapped: of a file that is cut while it is mapped the virtual machine makes an error that comes too late to be
 * caught where it belongs, and that ends threads of a pool.
 */
public final class StoredInts implements AutoCloseable {
    private static final int CHUNK = 1 << 16;
    private static final ThreadLocal<ByteBuffer> CHUNKS =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(CHUNK).order(ByteOrder.LITTLE_ENDIAN));

    private final Path file;
    private final FileTime written;
    private final SafetensorsHeader.Placed place;
    private volatile FileChannel channel;

    private StoredInts(Path file, FileChannel channel, SafetensorsHeader.Placed place) throws IOException {
        this.file = file;
        this.written = Files.getLastModifiedTime(file);
        this.channel = channel;
        this.place = place;
    }

    /**
     * Opens an array.
     *
     * @return null if there is none of that name, or it is of another type
     * @throws IOException if it is no such file; the message names it
     */
    public static StoredInts of(Path file, String name) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        StoredInts ints = null;
        try {
            SafetensorsHeader.Placed place =
                    SafetensorsHeader.of(file, channel).arrays().get(name);
            ints = place == null || place.isFloats() ? null : new StoredInts(file, channel, place);
            return ints;
        } finally {
            if (ints == null) {
                channel.close();
            }
        }
    }

    /** The file that it is of. */
    public Path file() {
        return file;
    }

    /** The dimensions. */
    public long[] shape() {
        return place.shape().clone();
    }

    /**
     * Copies values that follow one another.
     *
     * @param from the first
     * @param into receives them from its beginning
     * @param length how many
     * @throws DataException if they cannot be read any more, as when somebody has cut the file
     */
    public void read(long from, int[] into, int length) {
        boolean interrupted = false;
        try {
            boolean isRead = false;
            while (!isRead) {
                FileChannel open = channel;
                try {
                    read(open, from, into, length);
                    isRead = true;
                } catch (ClosedChannelException e) {
                    interrupted |= Thread.interrupted();
                    reopen(open);
                }
            }
        } catch (IOException e) {
            throw lost("the file cannot be read any more, " + e, e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void read(FileChannel open, long from, int[] into, int length) throws IOException {
        ByteBuffer chunk = CHUNKS.get();
        for (int done = 0; done < length; ) {
            int count = Math.min(CHUNK / 4, length - done);
            chunk.clear().limit(4 * count);
            long begin = place.from() + 4 * (from + done);
            while (chunk.hasRemaining()) {
                if (open.read(chunk, begin + chunk.position()) < 0) {
                    throw lost("the file was cut while it was in use", null);
                }
            }
            chunk.flip().asIntBuffer().get(into, done, count);
            done += count;
        }
    }

    private synchronized void reopen(FileChannel closed) throws IOException {
        if (channel == closed) {
            if (!Files.getLastModifiedTime(file).equals(written)) {
                throw lost("the file was changed while it was in use", null);
            }
            channel = FileChannel.open(file, StandardOpenOption.READ);
        }
    }

    /** Lets the file go; it is opened again if values are read after that, if it is there. */
    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** What is said where the file is no longer what it was. */
    public DataException lost(String what, Throwable cause) {
        return new DataException(what, file.toString(), "get it again, and leave it alone while it is in use", cause);
    }
}
