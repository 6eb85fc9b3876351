package org.hetcomp.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.hetcomp.io.DataException;
import org.hetcomp.io.Hashes;
import org.hetcomp.io.Text;

/**
 * Reads a folder that is divided already: {@code train.txt}, {@code valid.txt} and {@code test.txt} with lines of
 * {@code user item item ...}, integer ids. A user may take several lines, a line may hold no items; repeated items of a
 * user in one part count once. The same pair in two parts is an error, because it would let the student see what it is
 * tested on. Dense ids ascend with the ids in the files.
 *
 * <p>Items that are in no part may be candidates nevertheless, and count as items: all that {@code items.tsv} names
 * ({@link IdFile}) where it lies beside; else, if the ids start at 0 or 1 and more than half of those up to the
 * greatest occur, the missing ones too, for then the ids number a catalogue. Where {@code users.tsv} lies beside, it
 * names the users.
 */
final class SplitReader {
    static final List<String> PARTS = List.of("train.txt", "valid.txt", "test.txt");
    static final String USERS = "users.tsv";
    static final String ITEMS = "items.tsv";

    private final Path folder;
    private final MessageDigest digest = Hashes.sha256();
    private final List<Part> parts = new ArrayList<>();

    private SplitReader(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads the folder. The data set's hash is that of the three files, then of {@code users.tsv} and
     * {@code items.tsv} where they exist, one after the other.
     *
     * @throws DataException if the folder cannot be used
     */
    static Dataset read(DataSpec spec, Path folder) {
        return new SplitReader(folder).read(spec);
    }

    private Dataset read(DataSpec spec) {
        for (String file : PARTS) {
            if (!Files.exists(folder.resolve(file))) {
                throw new DataException(
                        "no " + file + " in the folder",
                        folder.toString(),
                        "give train.txt, valid.txt and test.txt, or a file");
            }
        }
        for (String file : PARTS) {
            parts.add(new Part(new Text(folder.resolve(file)), digest));
        }
        if (parts.get(0).items.size() == 0) {
            throw new DataException(
                    "no interactions", folder.resolve(PARTS.get(0)).toString(), "give pairs to learn from");
        }
        int[] users = distinct(p -> p.rowUsers);
        IdMap userIds = named(users, names(USERS), USERS);
        SortedMap<Integer, String> itemNames = names(ITEMS);
        int[] items = itemNames == null
                ? catalogue(distinct(p -> p.items))
                : IntList.distinct(
                        distinct(p -> p.items),
                        itemNames.keySet().stream().mapToInt(i -> i).toArray());
        IdMap itemIds = named(items, itemNames, ITEMS);
        List<Interactions> matrices = new ArrayList<>();
        for (Part part : parts) {
            matrices.add(part.matrix(users, items, userIds, itemIds));
        }
        requireTrain(matrices.get(0), users);
        requireApart(matrices, 0, 1, users, items);
        requireApart(matrices, 0, 2, users, items);
        requireApart(matrices, 1, 2, users, items);
        Split split = new Split(matrices.get(0), matrices.get(1), matrices.get(2));
        return new Dataset(spec, Hashes.hex(digest), split, userIds, itemIds);
    }

    private int[] distinct(Function<Part, IntList> ids) {
        return IntList.distinct(parts.stream().map(p -> ids.apply(p).toArray()).toArray(int[][]::new));
    }

    private SortedMap<Integer, String> names(String file) {
        Path path = folder.resolve(file);
        return Files.exists(path) ? IdFile.read(new Text(path), digest) : null;
    }

    private IdMap named(int[] ids, SortedMap<Integer, String> names, String file) {
        List<String> tokens = new ArrayList<>(ids.length);
        for (int id : ids) {
            String token = names == null ? Integer.toString(id) : names.get(id);
            if (token == null) {
                throw new DataException(
                        "no name for id " + id,
                        folder.resolve(file).toString(),
                        "add a line id<tab>name, or take the file away");
            }
            tokens.add(token);
        }
        return new IdMap(tokens);
    }

    private static int[] catalogue(int[] taken) {
        int first = taken[0];
        int last = taken[taken.length - 1];
        boolean numbered = first <= 1 && taken.length > (last - first + 1) / 2;
        return numbered ? IntStream.rangeClosed(first, last).toArray() : taken;
    }

    private void requireTrain(Interactions train, int[] users) {
        for (int u = 0; u < users.length; u++) {
            if (train.count(u) == 0) {
                int id = users[u];
                Part part =
                        parts.stream().filter(p -> p.line(id) > 0).findFirst().orElseThrow();
                throw new DataException(
                        "user " + id + " has no item in train.txt",
                        part.text.at(part.line(id)),
                        "leave the user out, or give it an item in train.txt");
            }
        }
    }

    private void requireApart(List<Interactions> matrices, int one, int other, int[] users, int[] items) {
        Interactions a = matrices.get(one);
        Interactions b = matrices.get(other);
        for (int u = 0; u < users.length; u++) {
            for (int p = b.start(u); p < b.end(u); p++) {
                int item = b.ids()[p];
                if (a.contains(u, item)) {
                    throw new DataException(
                            "user " + users[u] + " has item " + items[item] + " in " + PARTS.get(one) + " and in "
                                    + PARTS.get(other),
                            parts.get(other).text.at(parts.get(other).line(users[u], items[item])),
                            "keep it in one of them");
                }
            }
        }
    }

    private static final class Part {
        private final Text text;
        private final IntList rowUsers = new IntList();
        private final IntList rowLines = new IntList();
        private final IntList rowEnds = new IntList();
        private final IntList items = new IntList();

        Part(Text text, MessageDigest digest) {
            this.text = text;
            IdLines.read(text, digest, (number, ids) -> {
                if (ids.size() == 0) {
                    return;
                }
                rowUsers.add(ids.get(0));
                rowLines.add(number);
                for (int i = 1; i < ids.size(); i++) {
                    items.add(ids.get(i));
                }
                rowEnds.add(items.size());
            });
        }

        Interactions matrix(int[] users, int[] allItems, IdMap userIds, IdMap itemIds) {
            int[] user = new int[items.size()];
            int[] item = items.toArray();
            int p = 0;
            for (int row = 0; row < rowUsers.size(); row++) {
                int dense = Arrays.binarySearch(users, rowUsers.get(row));
                for (; p < rowEnds.get(row); p++) {
                    user[p] = dense;
                    item[p] = Arrays.binarySearch(allItems, item[p]);
                }
            }
            return History.of(user, item, null, userIds, itemIds).interactions();
        }

        /** The first line of the user, or 0. */
        int line(int user) {
            for (int row = 0; row < rowUsers.size(); row++) {
                if (rowUsers.get(row) == user) {
                    return rowLines.get(row);
                }
            }
            return 0;
        }

        /** The first line of the user that holds the item, or 0. */
        int line(int user, int item) {
            int p = 0;
            for (int row = 0; row < rowUsers.size(); row++) {
                for (; p < rowEnds.get(row); p++) {
                    if (rowUsers.get(row) == user && items.get(p) == item) {
                        return rowLines.get(row);
                    }
                }
            }
            return 0;
        }
    }
}
