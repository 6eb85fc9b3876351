package org.hetcomp.model;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.Dataset;
import org.hetcomp.data.IdMap;
import org.hetcomp.data.Interactions;
import org.hetcomp.eval.Scorer;
import org.hetcomp.io.DataException;
import org.hetcomp.io.Hashes;
import org.hetcomp.io.JsonText;
import org.hetcomp.io.Tensor;
import org.hetcomp.trajectory.Trajectory;
import org.hetcomp.trajectory.TrajectoryFile;

/**
 * A model that lies in a folder. What it holds is given only after the file was found to be the one that the card
 * vouches for.
 */
public final class ModelFolder {
    /** The card's name in a folder. */
    public static final String CARD = "card.json";
    /** A teacher's parameters. */
    public static final String PARAMETERS = "parameters.safetensors";
    /** A student's parameters. */
    public static final String STUDENT = "student.safetensors";
    /** A teacher's trajectory. */
    public static final String TRAJECTORY = "trajectory.safetensors";
    /** The users' own ids. */
    public static final String USERS = "users.tsv";
    /** The items' own ids. */
    public static final String ITEMS = "items.tsv";
    /** What each user has, in train, valid or test. */
    public static final String SEEN = "seen.safetensors";
    /** How a student answers users that it never saw. */
    public static final String ENCODER = "encoder.safetensors";
    /** The parameters with which a teacher's training ended, for one of later that starts from it. */
    public static final String START = "start.safetensors";
    /** How DJL loads it. */
    public static final String SERVING = "serving.properties";

    private static final String ADVICE = "get the model's folder again, or train it again";

    private final Path folder;
    private final Card card;

    private ModelFolder(Path folder, Card card) {
        this.folder = folder;
        this.card = card;
    }

    /** Whether the folder has a card. */
    public static boolean isOne(Path folder) {
        return Files.isRegularFile(folder.resolve(CARD), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Opens a folder.
     *
     * @throws DataException if it has no usable card
     */
    public static ModelFolder open(Path folder) {
        Path file = folder.resolve(CARD);
        if (!Files.exists(file)) {
            throw new DataException("no model there, " + CARD + " is missing", folder.toString(), "name another");
        }
        try {
            if (!isOne(folder) || Files.size(file) > CardCheck.LARGEST) {
                throw bad("no plain file of at most " + CardCheck.LARGEST + " bytes", file, null);
            }
            return new ModelFolder(folder, card(Files.readString(file), file.toString()));
        } catch (IOException e) {
            throw bad("the card cannot be read, " + reason(e), file, e);
        }
    }

    /**
     * Reads a card.
     *
     * @param where the text was found
     * @throws DataException if it is none that this version reads
     */
    public static Card card(String text, String where) {
        JsonText json = new JsonText(text, where, "the card cannot be used", ADVICE);
        CardCheck.requireLayout(json);
        Card card = json.require(CardCheck.KEYS).as(Json.GSON, Card.class);
        CardCheck.check(card, where);
        return card;
    }

    /** Where it lies. */
    public Path folder() {
        return folder;
    }

    /** What it is. */
    public Card card() {
        return card;
    }

    /**
     * Checks that the model was made from that division of that data: with another one it may have seen what it would
     * be tested on, and its rows would be other users.
     *
     * @throws DataException if it was not
     */
    public void requireMadeFrom(Dataset data) {
        DataDifference.requireNone(card, data, folder.toString());
    }

    /**
     * Checks that there is something left to measure it by.
     *
     * @throws DataException if it has learned from valid and test too
     */
    public void requireMeasurable() {
        DataDifference.requireMeasurable(card, folder.toString());
    }

    /**
     * The model ready to score.
     *
     * @param owner of its arrays
     */
    public Scorer scorer(Backend backend, NDManager owner) {
        if (!scores()) {
            throw new DataException(
                    "a teacher that was imported has rankings, nothing to score with",
                    folder.toString(),
                    "name another");
        }
        String name = card.kind() == Card.Kind.STUDENT ? STUDENT : PARAMETERS;
        Scorer scorer = read(name, file -> ScorerFile.read(file, card.scoringFamily(), backend, owner));
        if (scorer.users() != card.users() || scorer.items() != card.items()) {
            throw bad(
                    "the model has " + scorer.users() + " users and " + scorer.items() + " items, its card "
                            + card.users() + " and " + card.items(),
                    folder.resolve(name),
                    null);
        }
        return scorer;
    }

    /** Whether it has parameters to score with; a teacher that was imported has rankings only. */
    public boolean scores() {
        return card.kind() == Card.Kind.STUDENT || card.files().containsKey(PARAMETERS);
    }

    /** The users' own ids, by row. */
    public IdMap users() {
        return ids(USERS, card.users());
    }

    /** The items' own ids, by row. */
    public IdMap items() {
        return ids(ITEMS, card.items());
    }

    /** Whether what users have seen travels with it. */
    public boolean hasSeen() {
        return card.files().containsKey(SEEN);
    }

    /** Whether a teacher of later can start from it. */
    public boolean hasStart() {
        return card.files().containsKey(START);
    }

    /** The parameters with which its training ended, float32, by name. */
    public Map<String, Tensor> start() {
        return read(START, StartFile::read);
    }

    /** What each user has seen: rows and numbers as in {@link #users} and {@link #items}. */
    public Interactions seen() {
        return read(SEEN, file -> SeenFile.read(file, card.users(), card.items()));
    }

    private interface Reading<T> {
        T of(Path file) throws IOException;
    }

    private <T> T read(String name, Reading<T> reading) {
        Path file = verified(name);
        try {
            return reading.of(file);
        } catch (IOException e) {
            throw bad(reason(e), file, e);
        }
    }

    private IdMap ids(String name, int size) {
        Path file = verified(name);
        IdMap ids = IdMap.read(file);
        if (ids.size() != size) {
            throw bad("the file names " + ids.size() + " rows, the card has " + size, file, null);
        }
        return ids;
    }

    /** The same model under another id, which is that of its trajectory too. */
    public ModelFolder named(String id) {
        return new ModelFolder(folder, card.named(id));
    }

    /**
     * Checks every file that the card vouches for.
     *
     * @throws DataException if one is missing or another one
     */
    public void verify() {
        card.files().keySet().forEach(this::verified);
        if (card.files().containsKey(SERVING)) {
            Serving.check(folder.resolve(SERVING), card.made().engine());
        }
    }

    /**
     * Checks that nothing lies there but the card and its files: DJL runs classes that it finds beside a model.
     *
     * @throws DataException if something else does
     */
    public void requireNothingElse() {
        try (Stream<Path> inside = Files.list(folder)) {
            for (Path path : inside.toList()) {
                String name = path.getFileName().toString();
                if (!name.equals(CARD) && !card.files().containsKey(name)) {
                    throw new DataException(
                            "the card does not name " + DataException.quote(name),
                            path.toString(),
                            "take it away; a model is its card and what that names, and nothing else is loaded");
                }
            }
        } catch (IOException e) {
            throw bad("the folder cannot be read, " + reason(e), folder, e);
        }
    }

    /** Writes a copy, whole or not at all. */
    public void copyTo(Path other) throws IOException {
        ModelWriter.copy(this, other, card, none -> {});
    }

    /** A teacher's trajectory. */
    public Trajectory trajectory() {
        if (card.kind() != Card.Kind.TEACHER) {
            throw new DataException("a student has no trajectory", folder.toString(), "name a teacher's folder");
        }
        Trajectory read = read(TRAJECTORY, file -> TrajectoryFile.read(file, card.users(), card.items()));
        return new Trajectory(card.id(), read.snapshots(), read.observed());
    }

    private Path verified(String name) {
        Path file = folder.resolve(name);
        String expected = card.files().get(name);
        if (expected == null || !Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw bad(expected == null ? "the card does not vouch for the file" : "the file is missing", file, null);
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw bad("no plain file, but a link or a folder", file, null);
        }
        try {
            String found = Hashes.of(file);
            if (!found.equals(expected)) {
                throw bad("the file is not the one that the card vouches for: its SHA-256 is " + found, file, null);
            }
        } catch (IOException e) {
            throw bad("the file cannot be read, " + reason(e), file, e);
        }
        return file;
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    private static DataException bad(String what, Path file, Throwable cause) {
        return bad(what, file.toString(), cause);
    }

    private static DataException bad(String what, String where, Throwable cause) {
        return new DataException(what, where, ADVICE, cause);
    }
}
