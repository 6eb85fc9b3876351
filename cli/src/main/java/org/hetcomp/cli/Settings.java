package org.hetcomp.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import org.hetcomp.data.DataSpec;
import org.hetcomp.data.Lab;
import org.hetcomp.distill.DistillerOptions;
import org.hetcomp.distill.Method;
import org.hetcomp.distill.Partition;
import org.hetcomp.model.Json;

/**
 * All that decides what a run of {@code distill} comes to, resolved: with it and the same data the run can be repeated,
 * or go on where it stopped.
 *
 * @param data which data, divided how
 * @param engine which engine
 * @param teachers which teachers, as {@link TeacherSources} settles them
 * @param repository repositories to look in for those of the zoo; empty for those that the environment names
 * @param families ids of the families to train; empty if none is trained
 * @param teacherEpochs the most epochs of a teacher; 0 for what its family takes
 * @param method id of the method
 * @param dim the student's dimension
 * @param epochs the most epochs of the student
 * @param partition items that the losses sum over, {@code full} or {@code sampled:N}
 * @param seed decides what training draws
 */
record Settings(
        DataSpec data,
        String engine,
        String teachers,
        String repository,
        List<String> families,
        int teacherEpochs,
        String method,
        int dim,
        int epochs,
        String partition,
        long seed) {
    /** Word for teachers that are trained in the run. */
    static final String TRAIN = "train";

    private static final int MOST_DIM = 4096;
    private static final int MOST_EPOCHS = 1_000_000;

    /** Fills in what runs of an older version do not say. */
    Settings {
        partition = partition == null ? Partition.FULL.toString() : partition;
    }

    /** Reads them from the options. */
    static Settings of(Arguments arguments, CommonOptions common) {
        return of(
                Method.named(arguments.one("method", DistillOptions.methods(), Method.HETCOMP.id())),
                arguments,
                common);
    }

    /** Reads all but the method from the options. */
    static Settings of(Method method, Arguments arguments, CommonOptions common) {
        DistillerOptions defaults = DistillerOptions.of(method);
        DataSpec data = DataOptions.of(arguments, DataSpec.of(Lab.NAME)).settled();
        String teachers = DistillOptions.teachers(arguments, data, method);
        // A student by itself needs no teachers; those of a folder are shown beside it.
        boolean trains = TeacherSources.train(teachers) && method.isTaught();
        if (!trains && (arguments.has("families") || arguments.has("teacher-epochs"))) {
            throw CommandException.usage(
                    "no teacher is trained with these options",
                    arguments.has("families") ? "--families" : "--teacher-epochs",
                    "leave it out, or have train among --teachers and a method that has teachers");
        }
        return new Settings(
                data,
                common.engine(),
                teachers,
                ZooOptions.repositories(arguments),
                trains ? Families.of(arguments) : List.of(),
                arguments.integer("teacher-epochs", 1, MOST_EPOCHS, 0),
                method.id(),
                arguments.integer("dim", 1, MOST_DIM, defaults.dim()),
                arguments.integer("epochs", 1, MOST_EPOCHS, defaults.training().epochs()),
                DistillOptions.partition(arguments, method).toString(),
                common.seed());
    }

    /** The same for another student of the same data, dimension and engine, with teachers that are at hand. */
    Settings student(Method other, int most, String teachersAtHand, long otherSeed) {
        return new Settings(
                data, engine, teachersAtHand, repository, List.of(), 0, other.id(), dim, most,
                other.isTaught() ? partition : Partition.FULL.toString(), otherSeed);
    }

    /** How the student is trained. */
    DistillerOptions distiller() {
        DistillerOptions options =
                DistillerOptions.of(Method.named(method)).withSize(dim, epochs).withSeed(seed);
        return options.withLosses(options.losses().withPartition(Partition.of(partition)));
    }

    /** As it is written in {@code run.json}. */
    JsonObject json() {
        return Json.GSON.toJsonTree(this).getAsJsonObject();
    }

    /**
     * Checks that what was given on the command line says nothing else than these.
     *
     * @param given what the options come to
     * @param arguments to tell what was given from what was left out
     */
    void requireNothingElse(Settings given, Arguments arguments) {
        JsonObject mine = flat(json());
        for (Map.Entry<String, JsonElement> entry : flat(given.json()).entrySet()) {
            String option = DistillOptions.option(entry.getKey());
            if (arguments.has(option) && !entry.getValue().equals(mine.get(entry.getKey()))) {
                throw CommandException.usage(
                        "the run to go on with has " + mine.get(entry.getKey()) + ", not " + entry.getValue(),
                        "--" + option,
                        "leave it out, or begin a new run");
            }
        }
    }

    private static JsonObject flat(JsonObject json) {
        JsonObject flat = json.deepCopy();
        JsonObject data = flat.remove("data").getAsJsonObject();
        data.entrySet().forEach(entry -> flat.add(entry.getKey(), entry.getValue()));
        return flat;
    }
}
