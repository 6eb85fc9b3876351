package org.hetcomp.student;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A student's files as the product writes them, which tests may spoil before the card vouches for them or after. */
final class Written {
    private final Map<String, byte[]> files = new TreeMap<>();
    private final int users;
    private final int items;

    private Written(int users, int items) {
        this.users = users;
        this.items = items;
    }

    /** Users {@code u0, u1, ...} and items {@code i0, i1, ...} with these vectors. */
    static Written of(float[][] user, float[][] item) {
        Written written = new Written(user.length, item.length);
        written.put(Source.TENSORS, tensors(header(user.length, item.length, user[0].length), user, item));
        written.put(Source.USERS, ids("u", user.length));
        written.put(Source.ITEMS, ids("i", item.length));
        written.vouch();
        return written;
    }

    static Written small() {
        return of(new float[][] {{1, 0}, {0, 1}}, new float[][] {{1, 2}, {3, 1}, {2, 2}});
    }

    static String header(int users, int items, int dim) {
        long begin = 4L * users * dim;
        return "{\"__metadata__\":{\"id\":\"student\"},\"user\":{\"dtype\":\"F32\",\"shape\":[" + users + "," + dim
                + "],\"data_offsets\":[0," + begin + "]},\"item\":{\"dtype\":\"F32\",\"shape\":[" + items + "," + dim
                + "],\"data_offsets\":[" + begin + "," + (begin + 4L * items * dim) + "]}}";
    }

    static byte[] tensors(String header, float[][]... matrices) {
        byte[] head = (header + " ".repeat((8 - header.length() % 8) % 8)).getBytes(StandardCharsets.UTF_8);
        int cells = 0;
        for (float[][] matrix : matrices) {
            cells += matrix.length * matrix[0].length;
        }
        ByteBuffer buffer = ByteBuffer.allocate(8 + head.length + 4 * cells).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(head.length).put(head);
        for (float[][] matrix : matrices) {
            for (float[] row : matrix) {
                for (float value : row) {
                    buffer.putFloat(value);
                }
            }
        }
        return buffer.array();
    }

    private static String ids(String prefix, int size) {
        return IntStream.range(0, size)
                .mapToObj(row -> row + "\t" + prefix + row + "\n")
                .collect(Collectors.joining());
    }

    byte[] get(String name) {
        return files.get(name);
    }

    Written put(String name, byte[] bytes) {
        files.put(name, bytes);
        return this;
    }

    Written put(String name, String text) {
        return put(name, text.getBytes(StandardCharsets.UTF_8));
    }

    Written remove(String name) {
        files.remove(name);
        return this;
    }

    /** Makes the card say that the files are as they ought to be, whatever they are now. */
    Written vouch() {
        files.remove(Source.CARD);
        String hashes = files.entrySet().stream()
                .map(file -> "\"" + file.getKey() + "\": \"" + sha256(file.getValue()) + "\"")
                .collect(Collectors.joining(", "));
        return put(
                Source.CARD,
                "{\"format\": 1, \"kind\": \"STUDENT\", \"id\": \"student\", \"users\": " + users + ", \"items\": "
                        + items + ", \"seconds\": 8.9e0, \"licence\": null, \"files\": {" + hashes + "}}\n");
    }

    Path into(Path folder) {
        try {
            Files.createDirectories(folder);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Files.write(folder.resolve(file.getKey()), file.getValue());
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] zip() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
