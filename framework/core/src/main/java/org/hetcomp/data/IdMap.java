package org.hetcomp.data;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import org.hetcomp.io.DataException;
import org.hetcomp.io.Hashes;
import org.hetcomp.io.Text;

/** The user's own ids at the edges, dense ids {@code 0 .. size - 1} inside. Immutable. */
public final class IdMap {
    private final List<String> tokens;
    private final Map<String, Integer> dense;

    /**
     * Numbers the tokens in the order given.
     *
     * @throws IllegalArgumentException if a token occurs twice
     */
    public IdMap(List<String> tokens) {
        this.tokens = List.copyOf(tokens);
        this.dense = new HashMap<>(tokens.size() * 2);
        for (int i = 0; i < this.tokens.size(); i++) {
            if (dense.put(this.tokens.get(i), i) != null) {
                throw new IllegalArgumentException("id " + this.tokens.get(i) + " occurs twice");
            }
        }
    }

    /**
     * Reads a file of lines {@code row<tab>id} whose rows are {@code 0 .. n - 1}, as a model's folder has them.
     *
     * @throws DataException if a line is malformed, or a row is missing or there twice
     */
    public static IdMap read(Path file) {
        SortedMap<Integer, String> names = IdFile.read(new Text(file), Hashes.sha256());
        if (!names.isEmpty() && (names.firstKey() != 0 || names.lastKey() != names.size() - 1)) {
            throw new DataException(
                    names.size() + " rows, numbered from " + names.firstKey() + " to " + names.lastKey(),
                    file.toString(),
                    "give every row from 0 on a line");
        }
        return new IdMap(List.copyOf(names.values()));
    }

    /** Number of ids. */
    public int size() {
        return tokens.size();
    }

    /** The id as the user wrote it. */
    public String token(int id) {
        return tokens.get(id);
    }

    /** The dense id of what the user wrote, if it is known. */
    public OptionalInt dense(String token) {
        Integer id = dense.get(token);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    /** All ids as the user wrote them, in dense order. */
    public List<String> tokens() {
        return tokens;
    }
}
