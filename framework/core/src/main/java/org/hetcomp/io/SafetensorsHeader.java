package org.hetcomp.io;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a safetensors file says of itself, checked against the file. */
final class SafetensorsHeader {
    /** The name under which a header has texts. */
    static final String METADATA = "__metadata__";

    private static final long LONGEST = 16 << 20;

    private final Path file;
    private final FileChannel channel;
    private final JsonObject json;
    private final long begin;

    private SafetensorsHeader(Path file, FileChannel channel, JsonObject json, long begin) {
        this.file = file;
        this.channel = channel;
        this.json = json;
        this.begin = begin;
    }

    /**
     * Where the values of an array lie.
     *
     * @param isFloats float32 or else int32
     * @param from its first byte in the file
     * @param to the byte after its last one
     */
    record Placed(String name, boolean isFloats, long[] shape, long from, long to) {
        /** How many values. */
        long size() {
            return (to - from) / 4;
        }
    }

    /**
     * Reads a file's.
     *
     * @throws IOException if it has none; the message names the file
     */
    static SafetensorsHeader of(Path file, FileChannel channel) throws IOException {
        int length = (int) length(file, channel);
        String json = StandardCharsets.UTF_8
                .decode(readFully(file, channel, 8, length))
                .toString();
        try {
            JsonObject object = new JsonText(json, file.toString(), "its header is not a JSON object", "").object();
            return new SafetensorsHeader(file, channel, object, 8L + length);
        } catch (DataException e) {
            throw bad(file, e.what());
        }
    }

    /**
     * Its arrays, by name, in the order of the header.
     *
     * @throws IOException if they do not fill the file once, or are of other types
     */
    Map<String, Placed> arrays() throws IOException {
        Map<String, Placed> places = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> entry : json.entrySet()) {
            if (!entry.getKey().equals(METADATA)) {
                places.put(entry.getKey(), placed(entry.getKey(), entry.getValue()));
            }
        }
        requireWhole(places);
        return places;
    }

    /** The texts in it; empty if there are none. */
    Map<String, String> texts() throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        JsonElement metadata = json.get(METADATA);
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

    private static long length(Path file, FileChannel channel) throws IOException {
        ByteBuffer length = readFully(file, channel, 0, 8);
        long value = length.getLong(0);
        if (value < 2 || value > LONGEST || 8 + value > channel.size()) {
            throw bad(file, "its header cannot be " + value + " bytes long");
        }
        return value;
    }

    // As the format asks: without gaps, and none of it twice, so that a file takes no more memory than its length.
    private void requireWhole(Map<String, Placed> places) throws IOException {
        long end = begin;
        List<Placed> inOrder = places.values().stream()
                .sorted(Comparator.comparingLong(Placed::from).thenComparingLong(Placed::to))
                .toList();
        for (Placed place : inOrder) {
            if (place.from() != end) {
                throw bad(file, "its arrays overlap, or have gaps between them");
            }
            end = place.to();
        }
        if (end != channel.size()) {
            throw bad(file, "holds " + channel.size() + " bytes, its header tells of " + end);
        }
    }

    private Placed placed(String name, JsonElement about) throws IOException {
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
                || offsets[0] < 0
                || offsets[1] - offsets[0] != bytes
                || offsets[1] > channel.size() - begin) {
            throw bad(file, name + " does not fit the file");
        }
        return new Placed(name, type.equals("F32"), shape, begin + offsets[0], begin + offsets[1]);
    }

    private static long[] longs(JsonElement array) {
        return array.getAsJsonArray().asList().stream()
                .mapToLong(JsonElement::getAsLong)
                .toArray();
    }

    static ByteBuffer readFully(Path file, FileChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, position + buffer.position());
            if (read < 0) {
                throw bad(file, "is cut short");
            }
        }
        return buffer.flip();
    }

    static IOException bad(Path file, String what) {
        return new IOException(file + " is not a usable safetensors file: " + what);
    }
}
