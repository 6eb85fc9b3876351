package org.hetcomp.data;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hetcomp.io.DataException;

/**
 * Writes a divided data set as a folder that {@link Datasets} reads back: {@code train.txt}, {@code valid.txt} and
 * {@code test.txt} of lines {@code user item item ...}, and {@code users.tsv} and {@code items.tsv} of lines
 * {@code id<tab>token}. The ids in the three files are the user's own where all of them are integers from 0 to 2^31 - 1
 * in their plainest form and in rising order, else dense ids.
 */
public final class SplitWriter {
    private SplitWriter() {}

    /**
     * Writes the folder aside and renames it, so that it is there whole or not at all.
     *
     * @param folder must not exist, or be empty
     * @throws DataException if the folder exists and holds something, or cannot be written
     */
    public static void write(Dataset data, Path folder) {
        Path target = folder.toAbsolutePath().normalize();
        Path aside = null;
        try {
            if (Files.exists(target) && !isEmptyFolder(target)) {
                throw new DataException("exists already", folder.toString(), "name a new folder");
            }
            Files.createDirectories(target.getParent());
            // Not a temporary directory of the JDK's: that one only its owner may read, even once it is renamed.
            aside = target.resolveSibling("." + target.getFileName() + "-" + UUID.randomUUID());
            Files.createDirectory(aside);
            writeFiles(data, aside);
            Files.deleteIfExists(target);
            move(aside, target);
        } catch (IOException e) {
            throw new DataException(
                    "cannot be written, " + e, folder.toString(), "check permissions and free space", e);
        } finally {
            deleteIfThere(aside);
        }
    }

    private static void writeFiles(Dataset data, Path folder) throws IOException {
        int[] users = numbers(data.users());
        int[] items = numbers(data.items());
        Split split = data.split();
        List<Interactions> parts = List.of(split.train(), split.valid(), split.test());
        for (int p = 0; p < parts.size(); p++) {
            write(folder.resolve(SplitReader.PARTS.get(p)), parts.get(p), users, items);
        }
        IdFile.write(folder.resolve(SplitReader.USERS), users, data.users().tokens());
        IdFile.write(folder.resolve(SplitReader.ITEMS), items, data.items().tokens());
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
            }
        }
    }

    private static void write(Path file, Interactions part, int[] users, int[] items) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int u = 0; u < part.users(); u++) {
                out.write(Integer.toString(users[u]));
                for (int p = part.start(u); p < part.end(u); p++) {
                    out.write(' ');
                    out.write(Integer.toString(items[part.ids()[p]]));
                }
                out.write('\n');
            }
        }
    }

    private static int[] numbers(IdMap ids) {
        int[] numbers = new int[ids.size()];
        for (int i = 0; i < numbers.length; i++) {
            String token = ids.token(i);
            if (!IdFile.isId(token)) {
                return IntStream.range(0, numbers.length).toArray();
            }
            numbers[i] = Integer.parseInt(token);
            // Read back, ids are numbered in the order of these.
            if (i > 0 && numbers[i] <= numbers[i - 1]) {
                return IntStream.range(0, numbers.length).toArray();
            }
        }
        return numbers;
    }

    private static boolean isEmptyFolder(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (Stream<Path> inside = Files.list(path)) {
            return inside.findAny().isEmpty();
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to);
        }
    }

    private static void deleteIfThere(Path folder) {
        if (folder == null || !Files.exists(folder)) {
            return;
        }
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            // What was to be told is being thrown already; a folder of temporary name is all that is left.
            return;
        }
    }
}
