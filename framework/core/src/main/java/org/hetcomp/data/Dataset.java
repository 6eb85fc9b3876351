package org.hetcomp.data;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.hetcomp.io.Hashes;

/**
 * A data set ready to learn from.
 *
 * @param name what the user called it: a name or a path
 * @param sha256 hash of what was read (or generated), hexadecimal
 * @param split train, valid and test with dense ids
 * @param users the users' own ids
 * @param items the items' own ids
 */
public record Dataset(String name, String sha256, Split split, IdMap users, IdMap items) {
    /** Checks that the id maps fit the split. */
    public Dataset {
        if (users.size() != split.users() || items.size() != split.items()) {
            throw new IllegalArgumentException("data set " + name + ": " + users.size() + " user ids and "
                    + items.size() + " item ids for " + split.users() + " users and " + split.items() + " items");
        }
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
