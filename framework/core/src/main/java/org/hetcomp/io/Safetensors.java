package org.hetcomp.io;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Reads and writes safetensors files (huggingface.co/docs/safetensors: eight bytes of header length, a JSON header, the
 * raw little-endian values), float32 and int32. The same bytes from every engine; read from Python with one call.
 * Everything in the header is checked against the file before a value is read.
 */
public final class Safetensors {
    private static final int CHUNK = 1 << 20;
    private static final int MOST = Integer.MAX_VALUE - 8;

    private Safetensors() {}

    /**
     * Writes a file aside and renames it.
     *
     * @param arrays by name; written in the map's order
     * @param metadata texts kept in the header
     */
    public static void write(Path file, Map<String, ? extends Values> arrays, Map<String, String> metadata)
            throws IOException {
        JsonObject header = new JsonObject();
        if (!metadata.isEmpty()) {
            JsonObject texts = new JsonObject();
            metadata.forEach(texts::addProperty);
            header.add(SafetensorsHeader.METADATA, texts);
        }
        long offset = 0;
        for (Map.Entry<String, ? extends Values> entry : arrays.entrySet()) {
            Values values = entry.getValue();
            header.add(entry.getKey(), describe(values, offset));
            offset += values.bytes();
        }
        String json = header.toString();
        byte[] head = json.getBytes(StandardCharsets.UTF_8);
        // Values start at a multiple of 8, for those who map the file.
        String padded = json + " ".repeat((8 - head.length % 8) % 8);
        byte[] bytes = padded.getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, channel -> {
            ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
            writeFully(channel, buffer.putLong(bytes.length));
            writeFully(channel, ByteBuffer.wrap(bytes).position(bytes.length));
            for (Values values : arrays.values()) {
                if (values instanceof Tensor tensor) {
                    writeValues(channel, tensor, buffer);
                } else {
                    writeRows(channel, (MadeRows) values, buffer);
                }
            }
        });
    }

    private static JsonObject describe(Values values, long offset) {
        JsonObject about = new JsonObject();
        boolean isFloats = values instanceof Tensor tensor && tensor.floats() != null;
        about.addProperty("dtype", isFloats ? "F32" : "I32");
        JsonArray shape = new JsonArray();
        for (long dimension : values.shape()) {
            shape.add(dimension);
        }
        about.add("shape", shape);
        JsonArray offsets = new JsonArray();
        offsets.add(offset);
        offsets.add(offset + values.bytes());
        about.add("data_offsets", offsets);
        return about;
    }

    private static void writeValues(FileChannel channel, Tensor tensor, ByteBuffer buffer) throws IOException {
        int size = (int) (tensor.bytes() / 4);
        for (int from = 0; from < size; from += CHUNK / 4) {
            int count = Math.min(CHUNK / 4, size - from);
            buffer.clear();
            if (tensor.floats() != null) {
                buffer.asFloatBuffer().put(tensor.floats(), from, count);
            } else {
                buffer.asIntBuffer().put(tensor.ints(), from, count);
            }
            writeFully(channel, buffer.position(4 * count));
        }
    }

    private static void writeRows(FileChannel channel, MadeRows rows, ByteBuffer buffer) throws IOException {
        int[] row = new int[rows.length()];
        for (long r = 0; r < rows.count(); r++) {
            rows.row().make(r, row);
            for (int from = 0; from < row.length; ) {
                if (!buffer.hasRemaining()) {
                    writeFully(channel, buffer);
                }
                int count = Math.min(buffer.remaining() / 4, row.length - from);
                buffer.asIntBuffer().put(row, from, count);
                buffer.position(buffer.position() + 4 * count);
                from += count;
            }
        }
        writeFully(channel, buffer);
    }

    private static void writeFully(FileChannel channel, ByteBuffer buffer) throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    /**
     * Reads all tensors of a file, in the order of the header.
     *
     * @throws IOException if it is not such a file, is cut short, or holds other types; the message names the file
     */
    public static Map<String, Tensor> read(Path file) throws IOException {
        return read(file, name -> true);
    }

    /**
     * Reads some tensors of a file.
     *
     * @param wanted by name
     * @throws IOException as {@link #read(Path)}
     */
    public static Map<String, Tensor> read(Path file, Predicate<String> wanted) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (SafetensorsHeader.Placed place :
                    SafetensorsHeader.of(file, channel).arrays().values()) {
                if (wanted.test(place.name())) {
                    tensors.put(place.name(), tensor(file, channel, place));
                }
            }
            return tensors;
        }
    }

    /** The texts in a file's header; empty if there are none. */
    public static Map<String, String> metadata(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return SafetensorsHeader.of(file, channel).texts();
        }
    }

    private static Tensor tensor(Path file, FileChannel channel, SafetensorsHeader.Placed place) throws IOException {
        if (place.size() > MOST) {
            throw SafetensorsHeader.bad(file, place.name() + " has more values than one array of Java's takes");
        }
        int size = (int) place.size();
        float[] floats = place.isFloats() ? new float[size] : null;
        int[] ints = floats == null ? new int[size] : null;
        for (int from = 0; from < size; from += CHUNK / 4) {
            int count = Math.min(CHUNK / 4, size - from);
            ByteBuffer chunk = SafetensorsHeader.readFully(file, channel, place.from() + 4L * from, 4 * count);
            if (floats != null) {
                chunk.asFloatBuffer().get(floats, from, count);
            } else {
                chunk.asIntBuffer().get(ints, from, count);
            }
        }
        return new Tensor(place.shape(), floats, ints);
    }
}
