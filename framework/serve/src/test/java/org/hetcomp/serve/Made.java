package org.hetcomp.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A student's folder as the product writes it, with vectors that are drawn: users {@code u0, u1, ...}, items {@code i0, ...}. */
final class Made {
    private final Map<String, byte[]> files = new TreeMap<>();
    private final int users;
    private final int items;

    private Made(int users, int items) {
        this.users = users;
        this.items = items;
    }

    /** One that knows what users had, items {@code iN} and {@code iN+1} of user {@code uN}, and answers histories. */
    static Made of(int users, int items, int dim, long seed) {
        return plain(users, items, dim, seed).withSeen().withEncoder(dim);
    }

    /** One that knows neither. */
    static Made plain(int users, int items, int dim, long seed) {
        Made made = new Made(users, items);
        Random random = new Random(seed);
        Map<String, float[]> arrays = new LinkedHashMap<>();
        arrays.put("user[" + users + "," + dim + "]", numbers(random, users * dim));
        arrays.put("item[" + items + "," + dim + "]", numbers(random, items * dim));
        made.files.put("student.safetensors", floats(arrays));
        made.files.put("users.tsv", ids("u", users));
        made.files.put("items.tsv", ids("i", items));
        return made;
    }

    private static float[] numbers(Random random, int size) {
        float[] numbers = new float[size];
        for (int n = 0; n < size; n++) {
            numbers[n] = (float) random.nextGaussian();
        }
        return numbers;
    }

    private static byte[] ids(String prefix, int size) {
        return IntStream.range(0, size)
                .mapToObj(row -> row + "\t" + prefix + row + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    Made withSeen() {
        ByteBuffer buffer = ByteBuffer.allocate(4 * (users + 1 + 2 * users)).order(ByteOrder.LITTLE_ENDIAN);
        IntStream.rangeClosed(0, users).forEach(u -> buffer.putInt(2 * u));
        IntStream.range(0, users).forEach(u -> buffer.putInt(u % items).putInt((u + 1) % items));
        int split = 4 * (users + 1);
        files.put(
                "seen.safetensors",
                file(
                        "{\"offsets\":{\"dtype\":\"I32\",\"shape\":[" + (users + 1) + "],\"data_offsets\":[0," + split
                                + "]},\"items\":{\"dtype\":\"I32\",\"shape\":[" + 2 * users + "],\"data_offsets\":["
                                + split + "," + buffer.capacity() + "]}}",
                        buffer.array()));
        return this;
    }

    private Made withEncoder(int dim) {
        float[] map = new float[dim * dim];
        IntStream.range(0, dim).forEach(k -> map[k * dim + k] = 1);
        Map<String, float[]> arrays = new LinkedHashMap<>();
        arrays.put("map[" + dim + "," + dim + "]", map);
        arrays.put("offset[1," + dim + "]", new float[dim]);
        files.put("encoder.safetensors", floats(arrays));
        return this;
    }

    private static byte[] floats(Map<String, float[]> arrays) {
        StringBuilder header = new StringBuilder("{");
        int size = arrays.values().stream().mapToInt(array -> 4 * array.length).sum();
        ByteBuffer buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        arrays.forEach((name, array) -> {
            int begin = buffer.position();
            for (float number : array) {
                buffer.putFloat(number);
            }
            int shape = name.indexOf('[');
            header.append(header.length() > 1 ? "," : "")
                    .append("\"" + name.substring(0, shape) + "\":{\"dtype\":\"F32\",\"shape\":" + name.substring(shape)
                            + ",\"data_offsets\":[" + begin + "," + buffer.position() + "]}");
        });
        return file(header.append('}').toString(), buffer.array());
    }

    private static byte[] file(String header, byte[] values) {
        byte[] head = (header + " ".repeat((8 - header.length() % 8) % 8)).getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + head.length + values.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(head.length)
                .put(head)
                .put(values)
                .array();
    }

    /** Its files, the card last. */
    Path into(Path folder) {
        try {
            Files.createDirectories(folder);
            for (Map.Entry<String, byte[]> one : files.entrySet()) {
                put(folder.resolve(one.getKey()), one.getValue());
            }
            String hashes = files.entrySet().stream()
                    .map(one -> "\"" + one.getKey() + "\": \"" + sha256(one.getValue()) + "\"")
                    .collect(Collectors.joining(", "));
            put(
                    folder.resolve("card.json"),
                    ("{\"format\": 1, \"kind\": \"STUDENT\", \"id\": \"student\", \"users\": " + users + ", \"items\": "
                                    + items + ", \"files\": {" + hashes + "}}\n")
                            .getBytes(StandardCharsets.UTF_8));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In place of what is there, which whoever has it open keeps. */
    static void put(Path file, byte[] bytes) throws IOException {
        Path aside = Files.write(file.resolveSibling(".aside"), bytes);
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Puts it in the place of what a link names, in one step. */
    static void link(Path link, Path folder) {
        try {
            Path aside = link.resolveSibling("." + link.getFileName() + "-aside");
            Files.deleteIfExists(aside);
            Files.createSymbolicLink(aside, folder.toAbsolutePath());
            Files.move(aside, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
