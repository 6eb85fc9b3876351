package org.hetcomp.student;

import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A student that was distilled, ready to recommend: a score is the inner product of a user's vector and an item's,
 * and the best are found among all items, exactly; equal scores go to the item that comes first in {@code items.tsv}.
 * Whether a query is asked alone or among others, its answer has the same bits.
 *
 * <p>Everything is checked when it is opened: files against the card's hashes, arrays against their file, numbers, ids.
 * The items' vectors and the ids are then in memory, the users' vectors mapped in their file: replace that by renaming,
 * never write into it. Immutable, safe for any number of threads; nothing is to be closed, mappings end with the object.
 */
public final class Student {
    // A block of items is read from memory once for so many users.
    private static final int SHARED = 8;

    private final Ids users;
    private final Ids items;
    private final Matrix vectors;
    private final Catalogue catalogue;
    private final Encoder encoder;
    private final String where;
    private final String version;

    private Student(
            Ids users, Ids items, Matrix vectors, Catalogue catalogue, Encoder encoder, Card card, String where) {
        this.users = users;
        this.items = items;
        this.vectors = vectors;
        this.catalogue = catalogue;
        this.encoder = encoder;
        this.where = where;
        this.version = card.version();
    }

    /**
     * Opens a student.
     *
     * @param path its folder, the folder of the run that distilled it, or the archive that was published
     * @throws StudentException if it is missing, damaged, or none that this version reads; one line says why
     */
    public static Student open(Path path) {
        try (Source source = Source.at(path)) {
            Card card = Card.read(source.content(Source.CARD));
            TensorFile arrays = TensorFile.read(card.verified(source, Source.TENSORS));
            Matrix user = arrays.matrix("user", card.users());
            Matrix item = arrays.matrix("item", card.items());
            if (user.dim() != item.dim() || arrays.has("bias")) {
                throw StudentException.damaged(
                        arrays.has("bias")
                                ? "a student has no bias"
                                : "users have " + user.dim() + " dimensions, items " + item.dim(),
                        path.toString());
            }
            Ids users = Ids.read(card.verified(source, Source.USERS), card.users());
            Ids items = Ids.read(card.verified(source, Source.ITEMS), card.items());
            Encoder encoder = card.hashes().containsKey(Source.ENCODER)
                    ? Encoder.read(card.verified(source, Source.ENCODER), card.items(), item.dim())
                    : null;
            return new Student(users, items, user, new Catalogue(item), encoder, card, path.toString());
        } catch (IOException e) {
            throw new StudentException(
                    "the student cannot be read, " + e, path.toString(), "look whether it is there and may be read", e);
        }
    }

    /**
     * Which student lies there now, without opening it: what {@link #version} will be. Who asks now and then knows when to open
     * anew.
     *
     * @throws StudentException if there is none
     */
    public static String version(Path path) {
        try (Source source = Source.at(path)) {
            return Card.read(source.content(Source.CARD)).version();
        } catch (IOException e) {
            throw new StudentException(
                    "the student's card cannot be read, " + e, path.toString(), "look whether it may be read", e);
        }
    }

    /** Which student it is: SHA-256 of its card, which vouches for its files, in hexadecimal. */
    public String version() {
        return version;
    }

    /** Number of users. */
    public int users() {
        return users.size();
    }

    /** Number of items. */
    public int items() {
        return items.size();
    }

    /** Dimension d of the vectors. */
    public int dim() {
        return vectors.dim();
    }

    /** The users' own ids, by row; {@code contains} and {@code indexOf} take no longer for more of them. */
    public List<String> userIds() {
        return users;
    }

    /** The items' own ids, by row; {@code contains} and {@code indexOf} take no longer for more of them. */
    public List<String> itemIds() {
        return items;
    }

    /**
     * A user's vector {@code [d]}, a copy.
     *
     * @throws StudentException if there is no such user
     */
    public float[] userVector(String user) {
        return userVector(row(users, "user", user));
    }

    /** The vector {@code [d]} of the user of a row, a copy: {@link #userIds} says who that is. */
    public float[] userVector(int row) {
        float[] vector = new float[dim()];
        vectors.row(Objects.checkIndex(row, users()), vector);
        return vector;
    }

    /** The vector {@code [d]} of the item of a row, a copy: {@link #itemIds} says which that is. */
    public float[] itemVector(int row) {
        return catalogue.vector(Objects.checkIndex(row, items()));
    }

    /** Whether it can be asked for users by what they have, those among them that it never saw. */
    public boolean hasEncoder() {
        return encoder != null;
    }

    /**
     * A vector {@code [d]} in the place of a user's, from what the user has. Items that the student does not have say nothing;
     * in which order the others are named does not matter.
     *
     * @throws StudentException if it has none of the items, or was distilled without an encoder
     */
    public float[] vectorOf(Collection<String> history) {
        if (encoder == null) {
            throw new StudentException(
                    "the student has no " + Source.ENCODER + " and knows no users but its own",
                    where,
                    "distil it again with an encoder");
        }
        int[] rows = known(history).distinct().sorted().toArray();
        if (rows.length == 0) {
            throw new StudentException(
                    "the student has none of the " + history.size() + " items of a history",
                    where,
                    "give items of those that it has");
        }
        return encoder.vector(rows, catalogue);
    }

    /**
     * An item's vector {@code [d]}, a copy.
     *
     * @throws StudentException if there is no such item
     */
    public float[] itemVector(String item) {
        return catalogue.vector(row(items, "item", item));
    }

    /**
     * What an item scores for a user.
     *
     * @throws StudentException if there is no such user or item
     */
    public float score(String user, String item) {
        return catalogue.score(userVector(user), row(items, "item", item));
    }

    /**
     * What all items score for a vector in the place of a user's.
     *
     * @param vector {@code [d]}
     * @return {@code [items]}, by row
     */
    public float[] scores(float[] vector) {
        return catalogue.scores(fitting(vector));
    }

    /**
     * The best items of a user, whatever the user had.
     *
     * @throws StudentException if there is no such user
     */
    public List<Recommendation> recommend(String user, int top) {
        return recommend(Query.of(user).top(top));
    }

    /**
     * The items most similar to an item.
     *
     * @throws StudentException if there is no such item
     */
    public List<Recommendation> similar(String item, int top) {
        return recommend(Query.similar(item).top(top));
    }

    /**
     * The best items of a query, the best first.
     *
     * @throws StudentException if it names a user or an item to start from that the student does not have
     */
    public List<Recommendation> recommend(Query query) {
        return recommendTogether(List.of(query)).get(0);
    }

    /**
     * The best items of many queries, on all cores.
     *
     * @return an answer for each, in their order
     * @throws StudentException as {@link #recommend(Query)} does, for any of them
     */
    public List<List<Recommendation>> recommendAll(List<Query> queries) {
        List<Query> all = List.copyOf(queries);
        return IntStream.range(0, (all.size() + SHARED - 1) / SHARED)
                .parallel()
                .mapToObj(part ->
                        recommendTogether(all.subList(part * SHARED, Math.min(all.size(), (part + 1) * SHARED))))
                .flatMap(List::stream)
                .toList();
    }

    /**
     * The same on the calling thread alone, in one pass over the items for all: for whoever has threads of their own. A few dozen
     * queries at a time are best; what is allowed is looked up once for all that were given the same set.
     */
    public List<List<Recommendation>> recommendTogether(List<Query> queries) {
        IdentityHashMap<Set<String>, int[]> allowed = new IdentityHashMap<>();
        List<Search> searches =
                queries.stream().map(query -> search(query, allowed)).toList();
        catalogue.fill(searches);
        return searches.stream().map(search -> search.found(items)).toList();
    }

    private Search search(Query query, IdentityHashMap<Set<String>, int[]> lookedUp) {
        BitSet leftOut = new BitSet();
        known(query.without()).forEach(leftOut::set);
        int[] allowed = query.only() == null
                ? null
                : lookedUp.computeIfAbsent(query.only(), ids -> known(ids).toArray());
        int most = Math.min(query.top(), allowed == null ? items() : allowed.length);
        Query.Subject subject = query.subject();
        if (subject.item() != null) {
            int row = row(items, "item", subject.item());
            leftOut.set(row);
            return new Search(Vectors.unit(catalogue.vector(row)), true, most, leftOut, allowed);
        }
        float[] vector;
        if (subject.history() != null) {
            vector = vectorOf(subject.history());
            known(subject.history()).forEach(leftOut::set);
        } else {
            vector = subject.user() == null ? fitting(subject.vector()) : userVector(subject.user());
        }
        return new Search(vector, false, most, leftOut, allowed);
    }

    private IntStream known(Collection<String> ids) {
        return ids.stream().mapToInt(items::row).filter(row -> row >= 0);
    }

    private float[] fitting(float[] vector) {
        if (vector.length != dim()) {
            throw new IllegalArgumentException(
                    "a vector of this student has " + dim() + " numbers, not " + vector.length);
        }
        return vector;
    }

    private int row(Ids ids, String kind, String id) {
        int row = ids.row(id);
        if (row < 0) {
            throw new StudentException(
                    "the student has no " + kind + " " + StudentException.quote(id),
                    where,
                    "ask for one of its " + ids.size() + " " + kind + "s");
        }
        return row;
    }
}
