package org.hetcomp.zoo;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hetcomp.io.DataException;

/**
 * How much is taken from a repository before it is given up. Written as {@code archive=4g,total=7200}: bytes with
 * {@code k}, {@code m} or {@code g} after them, counts, or seconds.
 */
public final class Limits {
    /** Environment variable of limits other than the defaults. */
    public static final String VARIABLE = "HETCOMP_ZOO_LIMITS";

    /** What is limited. */
    enum Name {
        /** Bytes of the index. */
        INDEX(4L << 20),
        /** Bytes of a model's metadata. */
        METADATA(4L << 20),
        /** Bytes of a card. */
        CARD(1L << 20),
        /** Bytes of an archive. */
        ARCHIVE(2L << 30),
        /** Bytes of all files in an archive. */
        UNPACKED(4L << 30),
        /** Files in an archive. */
        ENTRIES(16),
        /** Seconds without a byte. */
        IDLE(20),
        /** Seconds for an archive in all. */
        TOTAL(3600),
        /** Seconds for an index, metadata, a card or a signature in all. */
        TEXT(60);

        private final long otherwise;

        Name(long otherwise) {
            this.otherwise = otherwise;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Pattern PART = Pattern.compile("([a-z]+)=([0-9]{1,10})([kmg]?)");
    private static final Map<String, Long> FACTORS = Map.of("", 1L, "k", 1L << 10, "m", 1L << 20, "g", 1L << 30);

    private final Map<Name, Long> values;

    private Limits(Map<Name, Long> values) {
        this.values = values;
    }

    /**
     * Reads limits.
     *
     * @param text those that are not the defaults, with commas between; may be empty
     * @param where it was given
     * @throws DataException if it has another form, a name is unknown, or a limit is 0
     */
    public static Limits of(String text, String where) {
        Map<Name, Long> values = new TreeMap<>();
        for (String part : text.split("[,\\s]+")) {
            Matcher matcher = PART.matcher(part);
            Name name = matcher.matches() ? name(matcher.group(1)) : null;
            if (name == null && !part.isEmpty()) {
                throw new DataException(
                        DataException.quote(part) + " is no limit",
                        where,
                        "write NAME=NUMBER with commas between, k, m or g after bytes; the names are " + names());
            }
            if (name != null) {
                long value = Long.parseLong(matcher.group(2)) * FACTORS.get(matcher.group(3));
                values.put(name, positive(value, where));
            }
        }
        return new Limits(values);
    }

    private static long positive(long value, String where) {
        if (value == 0) {
            throw new DataException("a limit of 0", where, "give at least 1");
        }
        return value;
    }

    private static Name name(String word) {
        return Arrays.stream(Name.values())
                .filter(n -> n.word().equals(word))
                .findFirst()
                .orElse(null);
    }

    private static String names() {
        return List.of(Name.values()).stream().map(Name::word).collect(Collectors.joining(", "));
    }

    /** One of them. */
    long get(Name name) {
        return values.getOrDefault(name, name.otherwise);
    }

    /** Refuses what is more. */
    void require(Name name, long amount, String what, String where) {
        if (amount > get(name)) {
            throw new DataException(
                    String.format(Locale.ROOT, "%s: %,d where %,d is the most", what, amount, get(name)),
                    where,
                    "do not use it, or allow more of " + name.word() + " by " + VARIABLE);
        }
    }
}
