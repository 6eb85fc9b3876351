package org.hetcomp.export;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hetcomp.io.Hashes;
import org.hetcomp.student.Student;

/** Students that tests export: normal numbers, items of lengths far apart, ids as people have them and worse. */
final class Students {
    /** Ids that have bitten somebody in some format. */
    static final List<String> AWKWARD = List.of(
            "plain",
            "a\tb",
            "back\\slash",
            "\\N",
            "\\.",
            "quote'double\"",
            "carriage\rreturn",
            "${name} $1 %s {} [] ,;:",
            "null",
            " leads and trails ",
            "\u00fcml\u00e4ut \u6f22\u5b57 \ud83d\ude00",
            "\u202eright to left",
            "<b>&amp;</b>",
            "--",
            ":'user'");

    private static final int DIM = 16;

    private Students() {}

    /** One of so many users and items; the first of both have the awkward ids. */
    static Student of(Path folder, int users, int items) throws IOException {
        return of(folder, ids("u", users), ids("i", items), 1);
    }

    /** One of those ids. */
    static Student of(Path folder, List<String> users, List<String> items, float length) throws IOException {
        Random random = new Random(7);
        byte[] vectors = tensors(random, users.size(), items.size(), length);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("student.safetensors", vectors);
        files.put("users.tsv", lines(users));
        files.put("items.tsv", lines(items));
        Map<String, String> hashes = new LinkedHashMap<>();
        Files.createDirectories(folder);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
            hashes.put(file.getKey(), Hashes.of(folder.resolve(file.getKey())));
        }
        Map<String, Object> card =
                Map.of("format", 1, "kind", "STUDENT", "users", users.size(), "items", items.size(), "files", hashes);
        Files.writeString(folder.resolve("card.json"), new Gson().toJson(card));
        return Student.open(folder);
    }

    private static List<String> ids(String prefix, int size) {
        List<String> ids = new ArrayList<>(AWKWARD.subList(0, Math.min(size, AWKWARD.size())));
        for (int row = ids.size(); row < size; row++) {
            ids.add(prefix + row);
        }
        return ids;
    }

    private static byte[] lines(List<String> ids) {
        StringBuilder lines = new StringBuilder();
        for (int row = 0; row < ids.size(); row++) {
            lines.append(row).append('\t').append(ids.get(row)).append('\n');
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] tensors(Random random, int users, int items, float length) {
        int ofUsers = 4 * users * DIM;
        int ofItems = 4 * items * DIM;
        String header = "{\"user\":{\"dtype\":\"F32\",\"shape\":[" + users + "," + DIM + "],\"data_offsets\":[0,"
                + ofUsers
                + "]},\"item\":{\"dtype\":\"F32\",\"shape\":[" + items + "," + DIM + "],\"data_offsets\":[" + ofUsers
                + "," + (ofUsers + ofItems) + "]}}";
        byte[] head = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes =
                ByteBuffer.allocate(8 + head.length + ofUsers + ofItems).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(head.length).put(head);
        for (int cell = 0; cell < users * DIM; cell++) {
            bytes.putFloat((float) random.nextGaussian());
        }
        for (int item = 0; item < items; item++) {
            double own = length * Math.exp(0.5 * random.nextGaussian());
            for (int k = 0; k < DIM; k++) {
                bytes.putFloat((float) (own * random.nextGaussian()));
            }
        }
        return bytes.array();
    }
}
