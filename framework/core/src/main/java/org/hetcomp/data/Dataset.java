package org.hetcomp.data;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.IntStream;
import org.hetcomp.io.Hashes;

/**
 * A data set ready to learn from.
 *
 * @param spec what the user called it, and how it was divided
 * @param sha256 hash of what was read (or generated), hexadecimal
 * @param split train, valid and test with dense ids
 * @param users the users' own ids
 * @param items the items' own ids
 * @param isDrawn whether chance decided in which part a pair is; false where time did, or it came divided
 */
public record Dataset(DataSpec spec, String sha256, Split split, IdMap users, IdMap items, boolean isDrawn) {
    /** Checks that the id maps fit the split. */
    public Dataset {
        if (users.size() != split.users() || items.size() != split.items()) {
            throw new IllegalArgumentException("data set " + spec.name() + ": " + users.size() + " user ids and "
                    + items.size() + " item ids for " + split.users() + " users and " + split.items() + " items");
        }
    }

    /** One whose pairs lie where they are for a reason. */
    public Dataset(DataSpec spec, String sha256, Split split, IdMap users, IdMap items) {
        this(spec, sha256, split, users, items, false);
    }

    /**
     * Loads a data set.
     *
     * @throws org.hetcomp.io.DataException if it cannot be used; one line that says what to do
     */
    public static Dataset load(DataSpec spec) {
        return spec.load();
    }

    /**
     * A data set of interactions that a program has, in any order.
     *
     * @param division how they are filtered and divided; its name and format do not count
     * @throws org.hetcomp.io.DataException if too little is left to learn from and to test on
     */
    public static Dataset of(List<Interaction> interactions, DataSpec division) {
        return MemoryData.of(interactions, division);
    }

    /**
     * A data set of interactions that a program has, divided as the published HetComp does.
     *
     * @throws org.hetcomp.io.DataException if too little is left to learn from and to test on
     */
    public static Dataset of(List<Interaction> interactions) {
        return of(interactions, DataSpec.of(""));
    }

    /**
     * The same of a program's dense ids, which are the ids at the edges too.
     *
     * @param users {@code int32 [n]}, from 0
     * @param items {@code int32 [n]}, from 0; pair n is that of {@code users[n]} and {@code items[n]}
     */
    public static Dataset of(int[] users, int[] items) {
        if (users.length != items.length) {
            throw new IllegalArgumentException(users.length + " users do not fit " + items.length + " items");
        }
        return of(IntStream.range(0, users.length)
                .mapToObj(n -> new Interaction(Integer.toString(users[n]), Integer.toString(items[n])))
                .toList());
    }

    /** The same under another name, that of a place where it can be loaded from. */
    public Dataset named(String other) {
        return new Dataset(spec.withName(other), sha256, split, users, items, isDrawn);
    }

    /** The same with all pairs as train, and nothing held back: for what is not to be measured any more. */
    public Dataset whole() {
        return new Dataset(spec, sha256, split.whole(), users, items, isDrawn);
    }

    /** What the user called it: a name or a path. */
    public String name() {
        return spec.name();
    }

    /**
     * Hash of how it is divided: shape, train, valid and test as dense ids, hexadecimal. What was learned from one
     * split may be measured on another only if both are equal here, else it may have seen what it is tested on.
     */
    public String splitSha256() {
        MessageDigest digest = Hashes.sha256();
        for (Interactions part : new Interactions[] {split.train(), split.valid(), split.test()}) {
            add(digest, new int[] {part.users(), part.items()});
            add(digest, part.offsets());
            add(digest, part.ids());
        }
        return Hashes.hex(digest);
    }

    private static void add(MessageDigest digest, int[] values) {
        ByteBuffer block = ByteBuffer.allocate(1 << 14);
        for (int value : values) {
            if (!block.hasRemaining()) {
                digest.update(block.flip());
                block.clear();
            }
            block.putInt(value);
        }
        digest.update(block.flip());
    }
}
