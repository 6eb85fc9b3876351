package org.hetcomp.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.hetcomp.io.DataException;
import org.junit.jupiter.api.function.Executable;

/** Writes small files and loads them, for the tests of this room. */
final class Loading {
    /** Keeps every user and item. */
    static final DataSpec ALL = DataSpec.of("data").withLeast(1, 1);

    private Loading() {}

    static Path file(Path folder, String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    static Path gzip(Path folder, String name, String text) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    static Path folder(Path folder, String train, String valid, String test) throws IOException {
        file(folder, "train.txt", train);
        file(folder, "valid.txt", valid);
        file(folder, "test.txt", test);
        return folder;
    }

    static Dataset load(Path data, DataSpec options) {
        return new Datasets().load(options.withName(data.toString()));
    }

    /** The history of a file, without filter or split, as lines {@code user item[ time]} in dense order. */
    static List<String> pairs(Path file, Format format) {
        return read(file, Reading.DEFAULT.withFormat(format));
    }

    /** The same, read like that. */
    static List<String> read(Path file, Reading reading) {
        return pairs(new DataFile(file, reading, reading.format()).read(true).history());
    }

    static List<String> pairs(History history) {
        List<String> lines = new ArrayList<>();
        Interactions all = history.interactions();
        for (int u = 0; u < all.users(); u++) {
            for (int p = all.start(u); p < all.end(u); p++) {
                String pair = history.users().token(u) + " " + history.items().token(all.ids()[p]);
                lines.add(history.times() == null ? pair : pair + " " + (long) history.times()[p]);
            }
        }
        return lines;
    }

    /** The pairs of one part, with the users' own ids. */
    static List<String> pairs(Dataset data, Interactions part) {
        return pairs(new History(part, null, data.users(), data.items()));
    }

    static void refused(String message, Executable executable) {
        assertEquals(message, assertThrows(DataException.class, executable).getMessage());
    }
}
