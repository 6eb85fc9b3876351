package org.hetcomp.cli;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.DataSpec;
import org.hetcomp.data.Dataset;
import org.hetcomp.io.DataException;
import org.hetcomp.model.Card;
import org.hetcomp.model.Json;
import org.hetcomp.model.ModelFolder;
import org.hetcomp.model.ModelWriter;
import org.hetcomp.teacher.TeacherFamilies;
import org.hetcomp.teacher.TeacherFamily;
import org.hetcomp.teacher.TeacherOptions;
import org.hetcomp.teacher.TeacherProgress;
import org.hetcomp.teacher.TeacherTrainer;
import org.hetcomp.teacher.TrainedTeacher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains teachers one after the other into a folder each. Those that lie there whole already are not trained again. */
final class TeacherStage {
    private static final Logger LOG = LoggerFactory.getLogger(TeacherStage.class);

    /** Which teachers, trained how. */
    record Plan(List<String> families, int epochs, int dim, long seed) {
        TeacherOptions options(TeacherFamily family) {
            TeacherOptions options = family.defaults();
            options = epochs == 0 ? options : options.withEpochs(epochs);
            return dim == 0 ? options : options.withDim(dim);
        }
    }

    /** Thrown out of a teacher's training when the user has asked to stop. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final Call call;
    private final Backend backend;
    private final Dataset data;
    private final DataSpec source;
    private final Path folder;

    TeacherStage(Call call, Backend backend, Dataset data, DataSpec source, Path folder) {
        this.call = call;
        this.backend = backend;
        this.data = data;
        this.source = source;
        this.folder = folder;
    }

    /**
     * The teachers of a run: trains those that its settings name, and adds those that were made before.
     *
     * @throws Stopped if the user has asked to stop; what was finished stays
     */
    List<ModelFolder> all(Settings settings, List<ModelFolder> given) throws IOException {
        if (settings.families().isEmpty()) {
            return given;
        }
        List<ModelFolder> all =
                new ArrayList<>(train(new Plan(settings.families(), settings.teacherEpochs(), 0, settings.seed())));
        all.addAll(given);
        return TeacherSources.distinct(all);
    }

    /**
     * Trains them.
     *
     * @throws Stopped if the user has asked to stop; what was finished stays
     */
    List<ModelFolder> train(Plan plan) throws IOException {
        List<ModelFolder> teachers = new ArrayList<>();
        for (String id : plan.families()) {
            Path place = folder.resolve(id);
            ModelFolder there = finished(place, plan, TeacherFamilies.of(id));
            if (there == null) {
                train(TeacherFamilies.of(id), plan, teachers.size() + 1);
                there = ModelFolder.open(place);
            }
            teachers.add(there);
        }
        return teachers;
    }

    private ModelFolder finished(Path place, Plan plan, TeacherFamily family) {
        if (!ModelFolder.isOne(place)) {
            return null;
        }
        ModelFolder there = ModelFolder.open(place);
        boolean same = Json.GSON.toJsonTree(plan.options(family)).equals(there.card().settings())
                && there.card().made().seed() == plan.seed()
                && there.card().made().engine().equals(backend.name());
        try {
            there.requireMadeFrom(data);
            there.trajectory();
        } catch (DataException e) {
            LOG.warn("{}; it is trained again", e.getMessage());
            return null;
        }
        return same ? there : null;
    }

    private void train(TeacherFamily family, Plan plan, int number) throws IOException {
        String place = "teacher " + number + "/" + plan.families().size() + " " + family.id();
        TeacherTrainer trainer = new TeacherTrainer(backend, data.split(), progress -> heard(place, progress));
        TeacherOptions options = plan.options(family);
        try (TrainedTeacher teacher = trainer.train(family, options, plan.seed())) {
            Card card = Cards.teacher(teacher, data, source, Cards.made(backend, plan.seed()));
            ModelWriter.teacher(folder.resolve(family.id()), card, teacher.scorer(), teacher.trajectory(), data);
            LOG.info("{}", String.format(
                    Locale.ROOT,
                    "%s: valid Recall@50 %.4f after %d epochs, %s",
                    place,
                    teacher.valid().r50(),
                    teacher.epochs(),
                    Durations.text(teacher.seconds())));
        }
    }

    private void heard(String place, TeacherProgress progress) {
        if (call.interrupted().getAsBoolean()) {
            throw new Stopped();
        }
        String best = Double.isNaN(progress.bestRecall50())
                ? ""
                : String.format(Locale.ROOT, ", Recall@50 %.4f", progress.bestRecall50());
        call.console().status().show(place + ", epoch " + progress.epoch() + "/" + progress.epochs() + best + ", "
                + Durations.text(progress.seconds())
                + Durations.left(progress.epoch(), progress.epochs(), progress.seconds()));
    }

    /** What a script is told of a teacher. */
    static JsonObject json(Card card) {
        JsonObject json = new JsonObject();
        json.add("valid", Json.GSON.toJsonTree(card.valid()));
        json.add("test", Json.GSON.toJsonTree(card.test()));
        json.addProperty("parameters", card.parameters());
        return json;
    }
}
