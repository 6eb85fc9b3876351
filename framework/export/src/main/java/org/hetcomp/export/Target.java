package org.hetcomp.export;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.hetcomp.io.DataException;
import org.hetcomp.io.EnumIds;

/** Where a student can be exported to, and the number of bits of a number that each can hold. */
public enum Target {
    /** PostgreSQL with pgvector: tables, and an index if it is wanted. */
    PGVECTOR(PgVector::new, Map.of(32, Rounding.NONE, 16, Rounding.HALF)),
    /** OpenSearch with its k-NN plugin. */
    OPENSEARCH(
            () -> new SearchEngine(new OpenSearch()), Map.of(32, Rounding.NONE, 16, Rounding.HALF, 8, Rounding.BYTES)),
    /** Elasticsearch, version 8.12 or newer. */
    ELASTICSEARCH(() -> new SearchEngine(new Elasticsearch()), Map.of(32, Rounding.NONE, 8, Rounding.BYTES)),
    /** Vespa. */
    VESPA(Vespa::new, Map.of(32, Rounding.NONE, 16, Rounding.BRAIN, 8, Rounding.BYTES)),
    /** Arrays for numpy. */
    NPZ(Npz::new, Map.of(32, Rounding.NONE, 16, Rounding.HALF, 8, Rounding.BYTES_BY_ROW)),
    /** Models for ONNX Runtime and whatever else runs ONNX. */
    ONNX(Onnx::new, Map.of(32, Rounding.NONE, 16, Rounding.HALF, 8, Rounding.BYTES_BY_ROW));

    private final Supplier<Format> format;
    private final TreeMap<Integer, Rounding> roundings;

    Target(Supplier<Format> format, Map<Integer, Rounding> roundings) {
        this.format = format;
        this.roundings = new TreeMap<>(roundings);
    }

    /** The word that names it, {@code pgvector}. */
    public String word() {
        return EnumIds.of(this);
    }

    /** The words of all. */
    public static List<String> words() {
        return EnumIds.all(Target.class);
    }

    /**
     * The one of a word.
     *
     * @throws DataException if there is none
     */
    public static Target of(String word) {
        return EnumIds.find(Target.class, word)
                .orElseThrow(() -> new DataException(
                        "no target " + DataException.quote(word),
                        "export",
                        "take one of " + String.join(", ", words())));
    }

    /** How many bits a number may have there, the fewest first. */
    public List<Integer> bits() {
        return List.copyOf(roundings.keySet());
    }

    Format format() {
        return format.get();
    }

    /**
     * How rows are rounded to so many bits.
     *
     * @throws DataException if the target cannot hold them
     */
    Rounding rounding(int bits) {
        Rounding rounding = roundings.get(bits);
        if (rounding == null) {
            throw new DataException(
                    word() + " cannot hold numbers of " + bits + " bits",
                    "bits",
                    "take one of "
                            + roundings.keySet().stream().map(String::valueOf).collect(Collectors.joining(", ")));
        }
        return rounding;
    }
}
