package org.hetcomp.data;

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
            throw new IllegalArgumentException("data set " + name + ": " + users.size() + " user ids and " + items.size()
                    + " item ids for " + split.users() + " users and " + split.items() + " items");
        }
    }
}
