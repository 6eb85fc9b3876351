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
 * A student on its way to a target: {@code Export.of(student, Target.PGVECTOR).bits(16).write(folder)}. Built by name, safe
 * for any number of threads. No engine is needed.
 */
public final class Export {
    /** What tables, indexes and schemas begin with where nothing else is said. */
    public static final String NAME = "hetcomp";

    private static final int TOP = 50;
    private static final int EXAMPLE = 10;
    private static final int SAMPLE = 1000;

    private final Student student;
    private final Target target;
    private final String name;
    private final int bits;
    private final Side users;
    private final Side items;
    private Rounded rounded;

    private Export(Student student, Target target, String name, int bits, Side users, Side items) {
        this.student = student;
        this.target = target;
        this.name = name;
        this.bits = bits;
        this.users = users;
        this.items = items;
    }

    /**
     * A student as it is, its numbers in 32 bits.
     *
     * @throws DataException if scores may be beyond a float
     */
    public static Export of(Student student, Target target) {
        Side users = new Side("users", student.userIds(), student::userVector, Rounding.NONE);
        Side items = new Side("items", student.itemIds(), student::itemVector, Rounding.NONE);
        // Half of the largest float: rounding may make numbers larger.
        if ((double) users.largest() * items.largest() * student.dim() > Float.MAX_VALUE / 2) {
            throw new DataException(
                    "numbers of the vectors, up to " + users.largest() + " of users and " + items.largest()
                            + " of items, make scores that no float holds",
                    "student",
                    "such a run went astray: distil anew with a smaller --lr");
        }
        return new Export(student, target, NAME, 32, users, items);
    }

    /**
     * The same in numbers of 8, 16 or 32 bits.
     *
     * @throws DataException if the target cannot hold those, or those cannot hold the student's
     */
    public Export bits(int ofNumber) {
        Rounding rounding = target.rounding(ofNumber);
        // A query has one user, whose scale therefore changes no order.
        Rounding ofUsers = rounding == Rounding.BYTES ? Rounding.BYTES_BY_ROW : rounding;
        return new Export(student, target, name, ofNumber, users.rounded(ofUsers), items.rounded(rounding));
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
        return new Export(student, target, beginning, bits, users, items);
    }

    /** What a format is given. */
    Content content() {
        return new Content(name, users, items, student.dim(), bits, example());
    }

    /** Ranks as the target does; always the same one, for it holds all items. */
    public synchronized Rounded rounded() {
        if (rounded == null) {
            rounded = new Rounded(users, items);
        }
        return rounded;
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
        Content content = content();
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
        return new Exported(files, notes, agreement());
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

    private Content.Example example() {
        Rounded ranked = rounded();
        BitSet without = new BitSet();
        int first = ranked.best(0, 1, without)[0];
        if (items.size() > 1) {
            without.set(first);
        }
        List<Content.Scored> best = IntStream.of(ranked.best(0, EXAMPLE, without))
                .mapToObj(row -> new Content.Scored(items.ids().get(row), ranked.score(0, row)))
                .toList();
        return new Content.Example(
                users.ids().get(0), 0, without.isEmpty() ? null : items.ids().get(first), best);
    }

    /** Of a sample of users, each as far from the next, what share of the student's best are the best after rounding. */
    private Agreement agreement() {
        int top = Math.min(TOP, items.size());
        if (bits == 32) {
            return new Agreement(top, users.size(), 1);
        }
        Rounded ranked = rounded();
        int sampled = Math.min(SAMPLE, ranked.affordable(users.size()));
        double share = IntStream.range(0, sampled)
                .map(n -> (int) ((long) n * users.size() / sampled))
                .parallel()
                .mapToDouble(user -> shared(ranked, user, top))
                .average()
                .orElseThrow();
        return new Agreement(top, sampled, share);
    }

    private double shared(Rounded ranked, int user, int top) {
        BitSet kept = new BitSet();
        for (int row : ranked.best(user, top, new BitSet())) {
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
