package org.hetcomp.pipeline;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hetcomp.data.CarriedRows;
import org.hetcomp.data.Dataset;
import org.hetcomp.data.IdMap;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.KeptParts;
import org.hetcomp.data.RowMap;
import org.hetcomp.data.Split;
import org.hetcomp.distill.Distiller;
import org.hetcomp.distill.Encoder;
import org.hetcomp.distill.Student;
import org.hetcomp.io.DataException;
import org.hetcomp.model.ModelFolder;
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

    private final Path folder;
    private final ModelFolder student;
    private final IdMap users;
    private final IdMap items;
    private final Split split;

    private Predecessor(Path folder, ModelFolder student, IdMap users, IdMap items, Split split) {
        this.folder = folder;
        this.student = student;
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
        return new Predecessor(folder, student, users, items, split);
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
     * @return null, and a line of the log, if it has to begin with nothing
     */
    ModelFolder teacher(TeacherFamily family, int dim) {
        List<ModelFolder> there = Files.isDirectory(folder.resolve("teachers"))
                ? TeacherSet.find(folder).stream()
                        .filter(teacher -> teacher.card().id().equals(family.id()))
                        .toList()
                : List.of();
        String why = null;
        if (there.isEmpty()) {
            why = "the run to start from trained none";
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

    /** Lets a student begin where its own is: rows of those who were there, new users by its encoder, new items like their like. */
    void start(Distiller distiller, Run run) {
        Interactions train = run.data().split().train();
        RowMap byUser = users(run.data());
        RowMap byItem = items(run.data());
        try (NDManager scope = run.backend().manager().newSubManager()) {
            Map<String, NDArray> had = student.scorer(run.backend(), scope).arrays();
            float[] table = had.get(Student.ITEM).toFloatArray();
            float[] vectors = new CarriedRows(train, byUser)
                    .table(
                            had.get(Student.USER).toFloatArray(),
                            distiller.student().user().toFloatArray());
            encode(vectors, table, train, byUser, byItem);
            distiller.start(
                    vectors,
                    new CarriedRows(train.transposed(), byItem)
                            .table(table, distiller.student().item().toFloatArray()));
        }
    }

    private void encode(float[] vectors, float[] table, Interactions train, RowMap byUser, RowMap byItem) {
        Encoder encoder = student.encoder();
        for (int u = 0; u < train.users() && encoder != null; u++) {
            if (byUser.old()[u] < 0) {
                int[] known = Arrays.stream(train.row(u))
                        .map(item -> byItem.old()[item])
                        .filter(item -> item >= 0)
                        .toArray();
                float[] vector = encoder.vector(known, table);
                if (vector != null) {
                    System.arraycopy(vector, 0, vectors, u * vector.length, vector.length);
                }
            }
        }
    }
}
