package org.hetcomp.distill;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.hetcomp.io.Hashes;
import org.hetcomp.io.Safetensors;
import org.hetcomp.io.Tensor;

/**
 * A run at the end of an epoch, as plain arrays: what a resumed run needs to end bit for bit as if it had not stopped.
 *
 * @param floats {@code user}, {@code item}, the best ones so far as {@code best.user}, {@code best.item}, and Adam's
 *     moments {@code first.NAME}, {@code second.NAME}; row after row
 * @param ints what the method remembers; of a curriculum {@code curriculum.selected [teachers * users]} and {@code
 *     curriculum.last [teachers * users * 2]}, the bits of doubles, and with a stay {@code curriculum.stays [teachers * users]}
 * @param values {@code epoch}, {@code steps}, {@code bestEpoch}, {@code bestRecall} (of whatever measure the
 *     best epoch is chosen by), {@code misses} and seconds, as text, and what
 *     whoever keeps it has to say of it
 */
public record DistillerState(Map<String, float[]> floats, Map<String, int[]> ints, Map<String, String> values) {
    private static final String HASH = "sha256";
    private static final int CHUNK = 1 << 16;

    /** The same with more to say of it. */
    public DistillerState with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(values);
        all.putAll(more);
        return new DistillerState(floats, ints, all);
    }

    /** Writes it to a safetensors file; the values and a hash of all go to its metadata, every array is flat. */
    public void write(Path file) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        floats.forEach((name, array) -> tensors.put(name, Tensor.of(array, array.length)));
        ints.forEach((name, array) -> tensors.put(name, Tensor.of(array, array.length)));
        Safetensors.write(file, tensors, with(Map.of(HASH, hash())).values);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException if it cannot be read, is no such file, or is not what was written; the message names it
     */
    public static DistillerState read(Path file) throws IOException {
        Map<String, float[]> floats = new LinkedHashMap<>();
        Map<String, int[]> ints = new LinkedHashMap<>();
        Safetensors.read(file).forEach((name, tensor) -> {
            if (tensor.floats() != null) {
                floats.put(name, tensor.floats());
            } else {
                ints.put(name, tensor.ints());
            }
        });
        Map<String, String> values = Safetensors.metadata(file);
        String written = values.remove(HASH);
        DistillerState state = new DistillerState(floats, ints, values);
        if (written == null) {
            throw new IOException(file + " was written by another version: it has no hash");
        }
        if (!state.hash().equals(written)) {
            throw new IOException(file + " is damaged: its hash is not that of what it holds");
        }
        return state;
    }

    private String hash() {
        MessageDigest digest = Hashes.sha256();
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        new TreeMap<>(floats).forEach((name, array) -> {
            add(digest, name, array.length);
            for (int from = 0; from < array.length; from += CHUNK / 4) {
                int count = Math.min(CHUNK / 4, array.length - from);
                chunk.asFloatBuffer().put(array, from, count);
                digest.update(chunk.array(), 0, 4 * count);
            }
        });
        new TreeMap<>(ints).forEach((name, array) -> {
            add(digest, name, array.length);
            for (int from = 0; from < array.length; from += CHUNK / 4) {
                int count = Math.min(CHUNK / 4, array.length - from);
                chunk.asIntBuffer().put(array, from, count);
                digest.update(chunk.array(), 0, 4 * count);
            }
        });
        new TreeMap<>(values).forEach((name, value) -> {
            add(digest, name, value.length());
            digest.update(value.getBytes(StandardCharsets.UTF_8));
        });
        return Hashes.hex(digest);
    }

    private static void add(MessageDigest digest, String name, int length) {
        digest.update((name.length() + " " + name + " " + length + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Overwrites an array with the values of that name. */
    void fill(String name, NDArray array) {
        float[] saved = floats.get(name);
        if (saved == null || saved.length != array.size()) {
            throw new IllegalArgumentException("the checkpoint has " + (saved == null ? "no" : saved.length)
                    + " numbers of " + name + " where " + array.size() + " belong");
        }
        // Copied into the array's own memory: set(float[]) would put Java's, unaligned, in its place on one engine.
        try (NDArray java = array.getManager().create(saved, array.getShape())) {
            array.set(new NDIndex(":"), java);
        }
    }

    int number(String name) {
        return Integer.parseInt(value(name));
    }

    double real(String name) {
        return Double.parseDouble(value(name));
    }

    private String value(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the checkpoint has no " + name);
        }
        return value;
    }
}
