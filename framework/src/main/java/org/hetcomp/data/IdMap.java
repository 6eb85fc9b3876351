package org.hetcomp.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

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
