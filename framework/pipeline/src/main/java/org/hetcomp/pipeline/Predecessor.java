package org.hetcomp.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.hetcomp.backend.Parameters;
import org.hetcomp.data.CarriedRows;
import org.hetcomp.data.Dataset;
import org.hetcomp.data.IdMap;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.KeptParts;
import org.hetcomp.data.RowMap;
import org.hetcomp.data.Split;
import org.hetcomp.distill.Distiller;
import org.hetcomp.distill.NewItems;
import org.hetcomp.io.DataException;
import org.hetcomp.model.ModelFolder;
import org.hetcomp.student.Student;
import org.hetcomp.student.StudentException;
import org.hetcomp.teacher.TeacherFamily;
import org.hetcomp.teacher.TeacherStart;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A finished run that another one starts from, on data that has grown since: its teachers, its student, and what they learned from,
 * which the new run never measures on.
 */
final class Predecessor {
    private static final Logger LOG = LoggerFactory.getLogger(Predecessor.class);
    private static final String WHERE = "--from";

    private final ModelFolder student;
    private final List<ModelFolder> teachers;
    private final IdMap users;
    private final IdMap items;
    private final Split split;

    private Predecessor(ModelFolder student, List<ModelFolder> teachers, IdMap users, IdMap items, Split split) {
        this.student = student;
        this.teachers = teachers;
        this.users = users;
        this.items = items;
        this.split = split;
    }

    /**
     * Opens one.
     *
     * @throws DataException if it is no finished run of {@code distill}, is damaged, or does not say how its data was divided
     */
    static Predecessor open(Path folder) {
        if (!RunRecord.isIn(folder)) {
            throw unusable("no run in " + folder, "name the folder of a run of " + RunSpec.COMMAND);
        }
        RunRecord record = RunRecord.read(folder);
        if (!record.command().equals(RunSpec.COMMAND) || !record.isComplete()) {
            throw unusable(
                    "the run in " + folder + " is "
                            + (record.isComplete() ? "one of " + record.command() : "not complete"),
                    "name a complete one of " + RunSpec.COMMAND);
        }
        ModelFolder student = ModelFolder.open(RunFolder.student(folder));
        IdMap users = student.users();
        IdMap items = student.items();
        Split split = split(folder, record, users, items);
        return new Predecessor(student, teachers(folder, record), users, items, split);
    }

    /** Those that the run trained, and those that it was given in folders that are still there. */
    private static List<ModelFolder> teachers(Path folder, RunRecord record) {
        List<Path> places = new ArrayList<>(List.of(folder.resolve("teachers")));
        String given = record.runSpec(folder).teachers();
        // A folder may have a comma in its name.
        for (String word : Files.isDirectory(Path.of(given)) ? new String[] {given} : given.split(",")) {
            places.add(Path.of(word.strip()));
        }
        return places.stream()
                .filter(place -> !place.toString().isEmpty() && Files.isDirectory(place))
                .flatMap(place -> TeacherSet.find(place).stream())
                .filter(teacher -> teacher.card().splitSha256().equals(record.splitSha256()))
                .toList();
    }

    private static Split split(Path folder, RunRecord record, IdMap users, IdMap items) {
        Path file = folder.resolve(DivisionFile.FILE);
        if (!Files.exists(file)) {
            throw unusable(
                    "the run in " + folder + " does not say how its data was divided",
                    "it is of an earlier version, or had --no-seen; begin without --from once");
        }
        try {
            Split split = DivisionFile.read(file, items.size());
            String hash = new Dataset(record.data(), record.dataSha256(), split, users, items).splitSha256();
            if (hash.equals(record.splitSha256())) {
                return split;
            }
        } catch (IOException | IllegalArgumentException e) {
            throw unusable("the division there cannot be used, " + e.getMessage(), "bring the file back", e);
        }
        throw unusable(file + " is not the division of the run", "bring the file back");
    }

    private static DataException unusable(String what, String advice) {
        return new DataException(what, WHERE, advice);
    }

    private static DataException unusable(String what, String advice, Exception cause) {
        return new DataException(what, WHERE, advice, cause);
    }

    /** The data of now, divided so that nothing is measured on that was learned from. */
    Dataset divide(Dataset now) {
        return new KeptParts(split, users(now), items(now)).divide(now);
    }

    /**
     * Checks that nothing has come since, so that teachers that were made before can be of this data.
     *
     * @throws DataException if something has
     */
    void requireSame(Dataset divided) {
        if (!student.card().splitSha256().equals(divided.splitSha256())) {
            throw new DataException(
                    "teachers that were made before are of the data before it grew",
                    "--teachers",
                    "leave it out, or have train: a run's own teachers are what --from carries over");
        }
    }

    private RowMap users(Dataset now) {
        return RowMap.between(users, now.users());
    }

    private RowMap items(Dataset now) {
        return RowMap.between(items, now.items());
    }

    /**
     * The teacher that one of a family starts from.
     *
     * @param dim that it is to have
     * @return null if it has to begin with nothing, with a line of the log if something is lost by that
     */
    ModelFolder teacher(TeacherFamily family, int dim) {
        if (!family.isCarriedOver()) {
            return null;
        }
        List<ModelFolder> there = teachers.stream()
                .filter(teacher -> teacher.card().scoringFamily().equals(family.id()))
                .toList();
        String why = null;
        if (there.isEmpty()) {
            why = "the run to start from had none";
        } else if (!there.get(0).hasStart()) {
            why = "that of the run to start from is none to start from";
        } else if (there.get(0).card().settings().get("dim").getAsInt() != dim) {
            why = "that of the run to start from has another dimension";
        }
        if (why != null) {
            LOG.warn("{} begins with nothing: {}", family.id(), why);
            return null;
        }
        return there.get(0);
    }

    /** What one starts from that goes on from that teacher, on the data of now. */
    TeacherStart start(ModelFolder teacher, Dataset now) {
        return new TeacherStart(teacher.start(), users(now), items(now));
    }

    /**
     * Checks that a student of that dimension can start from it.
     *
     * @throws DataException if its own has another one
     */
    void requireDim(int dim) {
        long had = student.card().parameters() / (users.size() + items.size());
        if (had != dim) {
            throw unusable(
                    "the student to start from has dimension " + had + ", not " + dim,
                    "give --dim " + had + ", or begin without --from");
        }
    }

    /** Lets a student begin where its own is: rows of those who were there, new users by its encoder, new items by their users. */
    void start(Distiller distiller, Run run) {
        Student before = open();
        Interactions train = run.data().split().train();
        RowMap byUser = users(run.data());
        float[] vectors = new CarriedRows(train, byUser)
                .table(
                        table(before.users(), before.dim(), before::userVector),
                        Parameters.floats(distiller.student().user()));
        for (int u = 0; u < train.users() && before.hasEncoder(); u++) {
            if (byUser.old()[u] < 0) {
                encode(before, run.data(), u, vectors);
            }
        }
        RowMap byItem = items(run.data());
        float[] rows = new CarriedRows(train.transposed(), byItem)
                .table(
                        table(before.items(), before.dim(), before::itemVector),
                        Parameters.floats(distiller.student().item()));
        NewItems.place(train, byItem, vectors, rows);
        distiller.start(vectors, rows);
    }

    private Student open() {
        try {
            return Student.open(student.folder());
        } catch (StudentException e) {
            throw unusable("the student to start from cannot be used, " + e.getMessage(), "name another run", e);
        }
    }

    private static float[] table(int rows, int dim, IntFunction<float[]> row) {
        float[] table = new float[Math.multiplyExact(rows, dim)];
        for (int at = 0; at < rows; at++) {
            System.arraycopy(row.apply(at), 0, table, at * dim, dim);
        }
        return table;
    }

    private static void encode(Student before, Dataset now, int user, float[] vectors) {
        List<String> had = Arrays.stream(now.split().train().row(user))
                .mapToObj(now.items()::token)
                .toList();
        if (had.stream().anyMatch(before.itemIds()::contains)) {
            System.arraycopy(before.vectorOf(had), 0, vectors, user * before.dim(), before.dim());
        }
    }
}
