package org.hetcomp.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hetcomp.io.AtomicFile;
import org.hetcomp.io.AtomicFolder;
import org.hetcomp.io.DataException;
import org.hetcomp.student.Query;
import org.hetcomp.student.Recommendation;
import org.hetcomp.student.Student;

/**
 * A student on its way to a target: {@code Export.of(student, Target.PGVECTOR).bits(16).write(folder)}. Immutable, built by
 * name. No engine is needed.
 */
public final class Export {
    /** What tables, indexes and schemas begin with where nothing else is said. */
    public static final String NAME = "hetcomp";

    private static final int TOP = 50;
    private static final int EXAMPLE = 10;
    private static final int SAMPLE = 1000;
    // Products of numbers that a comparison may take, a few seconds' worth.
    private static final long PRODUCTS = 10_000_000_000L;

    private final Student student;
    private final Target target;
    private final String name;
    private final int bits;
    private final Side users;
    private final Side items;

    private Export(Student student, Target target, String name, int bits) {
        this.student = student;
        this.target = target;
        this.name = name;
        this.bits = bits;
        Rounding rounding = target.rounding(bits);
        // A query has one user, whose scale therefore changes no order.
        Rounding ofUsers = rounding == Rounding.BYTES ? Rounding.BYTES_BY_ROW : rounding;
        users = new Side("users", student.userIds(), student::userVector, ofUsers);
        items = new Side("items", student.itemIds(), student::itemVector, rounding);
    }

    /** A student as it is, its numbers in 32 bits. */
    public static Export of(Student student, Target target) {
        return new Export(student, target, NAME, 32);
    }

    /**
     * The same in numbers of 8, 16 or 32 bits.
     *
     * @throws DataException if the target cannot hold those
     */
    public Export bits(int ofNumber) {
        return new Export(student, target, name, ofNumber);
    }

    /**
     * The same with another beginning of the names of tables, indexes and schemas.
     *
     * @throws DataException if it is not made of 1 to 40 of a to z, 0 to 9 and underscore, a letter first
     */
    public Export name(String beginning) {
        if (!beginning.matches("[a-z][a-z0-9_]{0,39}")) {
            throw new DataException(
                    DataException.quote(beginning) + " is no name for tables and indexes",
                    "name",
                    "take 1 to 40 of a to z, 0 to 9 and _, a letter first");
        }
        return new Export(student, target, beginning, bits);
    }

    /** What a format is given. */
    Content content(Rounded rounded) {
        return new Content(name, users, items, student.dim(), bits, example(rounded));
    }

    /** Ranks as the target does. */
    public Rounded rounded() {
        return new Rounded(users, items);
    }

    /**
     * Writes the folder, aside first: it is there whole or not at all. One that is there is replaced.
     *
     * @throws DataException if the target cannot hold an id or a number; nothing is written then
     */
    public Exported write(Path folder) throws IOException {
        Format format = target.format();
        check(users, format);
        check(items, format);
        Rounded rounded = rounded();
        Content content = content(rounded);
        List<String> notes = new ArrayList<>();
        List<Exported.File> files = new ArrayList<>();
        AtomicFolder.write(folder, aside -> {
            notes.addAll(format.write(aside, content));
            Texts.json(aside.resolve("expected.json"), content.example());
            try (Stream<Path> inside = Files.walk(aside)) {
                for (Path file : inside.filter(Files::isRegularFile).sorted().toList()) {
                    String path = aside.relativize(file).toString().replace('\\', '/');
                    files.add(new Exported.File(path, Files.size(file)));
                }
            }
            try (Stream<Path> inside = Files.walk(aside)) {
                for (Path inner : inside.filter(Files::isDirectory).toList()) {
                    AtomicFile.sync(inner);
                }
            }
        });
        return new Exported(files, notes, agreement(rounded));
    }

    private void check(Side side, Format format) {
        for (int row = 0; row < side.size(); row++) {
            String why = format.refusal(side.ids().get(row));
            if (why != null) {
                throw new DataException(
                        "the id " + DataException.quote(side.ids().get(row)) + " " + why,
                        side.name() + ".tsv:" + (row + 1),
                        "give it another id, or export to another target");
            }
        }
    }

    private Content.Example example(Rounded rounded) {
        BitSet without = new BitSet();
        int first = rounded.best(0, 1, without)[0];
        if (items.size() > 1) {
            without.set(first);
        }
        List<Content.Scored> best = IntStream.of(rounded.best(0, EXAMPLE, without))
                .mapToObj(row -> new Content.Scored(items.ids().get(row), rounded.score(0, row)))
                .toList();
        return new Content.Example(
                users.ids().get(0), 0, without.isEmpty() ? null : items.ids().get(first), best);
    }

    /** Of a sample of users, each as far from the next, what share of the student's best are the best after rounding. */
    private Agreement agreement(Rounded rounded) {
        int sampled = (int) Math.max(
                1, Math.min(Math.min(users.size(), SAMPLE), PRODUCTS / ((long) items.size() * student.dim())));
        int top = Math.min(TOP, items.size());
        double share = IntStream.range(0, sampled)
                .map(n -> (int) ((long) n * users.size() / sampled))
                .parallel()
                .mapToDouble(user -> shared(rounded, user, top))
                .average()
                .orElseThrow();
        return new Agreement(top, sampled, share);
    }

    private double shared(Rounded rounded, int user, int top) {
        BitSet kept = new BitSet();
        for (int row : rounded.best(user, top, new BitSet())) {
            kept.set(row);
        }
        List<Recommendation> best =
                student.recommend(Query.of(student.userVector(user)).top(top));
        return best.stream()
                        .filter(one -> kept.get(items.ids().indexOf(one.item())))
                        .count()
                / (double) top;
    }
}
