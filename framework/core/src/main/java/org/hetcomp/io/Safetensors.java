package org.hetcomp.io;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads and writes safetensors files (huggingface.co/docs/safetensors: eight bytes of header length, a JSON header, the
 * raw little-endian values), float32 and int32. The same bytes from every engine; read from Python with one call.
 * Everything in the header is checked against the file before a value is read.
 */
public final class Safetensors {
    private static final String METADATA = "__metadata__";
    private static final long LONGEST_HEADER = 16 << 20;
    private static final int CHUNK = 1 << 20;

    private Safetensors() {}

    /**
     * Writes a file aside and renames it.
     *
     * @param tensors by name; written in the map's order
     * @param metadata texts kept in the header
     */
    public static void write(Path file, Map<String, Tensor> tensors, Map<String, String> metadata) throws IOException {
        JsonObject header = new JsonObject();
        if (!metadata.isEmpty()) {
            JsonObject texts = new JsonObject();
            metadata.forEach(texts::addProperty);
            header.add(METADATA, texts);
        }
        long offset = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            Tensor tensor = entry.getValue();
            header.add(entry.getKey(), describe(tensor, offset));
            offset += tensor.bytes();
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
            for (Tensor tensor : tensors.values()) {
                writeValues(channel, tensor, buffer);
            }
        });
    }

    private static JsonObject describe(Tensor tensor, long offset) {
        JsonObject about = new JsonObject();
        about.addProperty("dtype", tensor.floats() == null ? "I32" : "F32");
        JsonArray shape = new JsonArray();
        for (long dimension : tensor.shape()) {
            shape.add(dimension);
        }
        about.add("shape", shape);
        JsonArray offsets = new JsonArray();
        offsets.add(offset);
        offsets.add(offset + tensor.bytes());
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
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            JsonObject header = header(file, channel);
            long begin = 8 + headerLength(file, channel);
            header.remove(METADATA);
            Map<String, Placed> places = new LinkedHashMap<>();
            for (Map.Entry<String, JsonElement> entry : header.entrySet()) {
                places.put(entry.getKey(), placed(file, channel, entry.getKey(), entry.getValue(), begin));
            }
            requireWhole(file, places, begin, channel.size());
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (Map.Entry<String, Placed> entry : places.entrySet()) {
                tensors.put(entry.getKey(), values(file, channel, entry.getValue(), begin));
            }
            return tensors;
        }
    }

    /** The texts in a file's header; empty if there are none. */
    public static Map<String, String> metadata(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            Map<String, String> texts = new LinkedHashMap<>();
            JsonElement metadata = header(file, channel).get(METADATA);
            if (metadata != null && metadata.isJsonObject()) {
                for (Map.Entry<String, JsonElement> entry :
                        metadata.getAsJsonObject().entrySet()) {
                    if (!entry.getValue().isJsonPrimitive()) {
                        throw bad(file, entry.getKey() + " of its " + METADATA + " is no text");
                    }
                    texts.put(entry.getKey(), entry.getValue().getAsString());
                }
            }
            return texts;
        }
    }

    private static long headerLength(Path file, FileChannel channel) throws IOException {
        ByteBuffer length = readFully(file, channel, 0, 8);
        long value = length.getLong(0);
        if (value < 2 || value > LONGEST_HEADER || 8 + value > channel.size()) {
            throw bad(file, "its header cannot be " + value + " bytes long");
        }
        return value;
    }

    private static JsonObject header(Path file, FileChannel channel) throws IOException {
        int length = (int) headerLength(file, channel);
        String json = StandardCharsets.UTF_8
                .decode(readFully(file, channel, 8, length))
                .toString();
        try {
            return new JsonText(json, file.toString(), "its header is not a JSON object", "").object();
        } catch (DataException e) {
            throw bad(file, e.what());
        }
    }

    /** Where the values of an array lie, behind the header. */
    private record Placed(boolean isFloats, long[] shape, long from, long to) {}

    // As the format asks: without gaps, and none of it twice, so that a file takes no more memory than its length.
    private static void requireWhole(Path file, Map<String, Placed> places, long begin, long size) throws IOException {
        long end = 0;
        List<Placed> inOrder = places.values().stream()
                .sorted(Comparator.comparingLong(Placed::from).thenComparingLong(Placed::to))
                .toList();
        for (Placed place : inOrder) {
            if (place.from() != end) {
                throw bad(file, "its arrays overlap, or have gaps between them");
            }
            end = place.to();
        }
        if (begin + end != size) {
            throw bad(file, "holds " + size + " bytes, its header tells of " + (begin + end));
        }
    }

    private static Placed placed(Path file, FileChannel channel, String name, JsonElement about, long begin)
            throws IOException {
        String type;
        long[] shape;
        long[] offsets;
        try {
            JsonObject object = about.getAsJsonObject();
            type = object.get("dtype").getAsString();
            shape = longs(object.get("shape"));
            offsets = longs(object.get("data_offsets"));
        } catch (IllegalStateException
                | NullPointerException
                | NumberFormatException
                | UnsupportedOperationException e) {
            throw bad(file, "its header does not describe " + name);
        }
        if (!type.equals("F32") && !type.equals("I32")) {
            throw bad(file, name + " is of type " + type + ", not F32 or I32");
        }
        long bytes = 4;
        boolean negative = false;
        try {
            for (long dimension : shape) {
                bytes = Math.multiplyExact(bytes, dimension);
                negative |= dimension < 0;
            }
        } catch (ArithmeticException e) {
            bytes = -1;
        }
        if (offsets.length != 2
                || negative
                || bytes < 0
                || bytes / 4 > Integer.MAX_VALUE - 8
                || offsets[0] < 0
                || offsets[1] - offsets[0] != bytes
                || offsets[1] > channel.size() - begin) {
            throw bad(file, name + " does not fit the file");
        }
        return new Placed(type.equals("F32"), shape, offsets[0], offsets[1]);
    }

    private static Tensor values(Path file, FileChannel channel, Placed place, long begin) throws IOException {
        int size = (int) ((place.to() - place.from()) / 4);
        float[] floats = place.isFloats() ? new float[size] : null;
        int[] ints = floats == null ? new int[size] : null;
        for (int from = 0; from < size; from += CHUNK / 4) {
            int count = Math.min(CHUNK / 4, size - from);
            ByteBuffer chunk = readFully(file, channel, begin + place.from() + 4L * from, 4 * count);
            if (floats != null) {
                chunk.asFloatBuffer().get(floats, from, count);
            } else {
                chunk.asIntBuffer().get(ints, from, count);
            }
        }
        return new Tensor(place.shape(), floats, ints);
    }

    private static long[] longs(JsonElement array) {
        return array.getAsJsonArray().asList().stream()
                .mapToLong(JsonElement::getAsLong)
                .toArray();
    }

    private static ByteBuffer readFully(Path file, FileChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, position + buffer.position());
            if (read < 0) {
                throw bad(file, "is cut short");
            }
        }
        return buffer.flip();
    }

    private static IOException bad(Path file, String what) {
        return new IOException(file + " is not a usable safetensors file: " + what);
    }
}
