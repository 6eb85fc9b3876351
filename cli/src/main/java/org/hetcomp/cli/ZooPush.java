package org.hetcomp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hetcomp.model.ModelFolder;
import org.hetcomp.pipeline.RunRecord;
import org.hetcomp.pipeline.TeacherSet;
import org.hetcomp.zoo.PublishOptions;
import org.hetcomp.zoo.Publisher;
import org.hetcomp.zoo.Repositories;

/** {@code zoo push}: publishes the models of a run. */
final class ZooPush {
    private static final int MOST_RANKS = 100_000;

    private ZooPush() {}

    static void run(Call call, List<String> names) throws IOException {
        Arguments arguments = call.arguments();
        Path repository = Repositories.writable(names.get(1));
        List<ModelFolder> models = models(names.get(0));
        PublishOptions options = new PublishOptions(
                arguments.text("name", set(models.get(0))),
                arguments.text("model-version", null),
                arguments.text("licence", null),
                arguments.integer("ranks", 1, MOST_RANKS, 0),
                arguments.integer("bits", 8, 23, 0),
                arguments.has(ZooOptions.WITH_SEEN));
        String sign = arguments.text("sign", null);
        List<Publisher.Published> published =
                new Publisher(repository).push(models, options, sign == null ? null : Path.of(sign));
        List<ZooAnswer.Pushed> list = new ArrayList<>();
        for (Publisher.Published one : published) {
            list.add(new ZooAnswer.Pushed(one.id(), one.version(), one.fresh(), one.bytes()));
            if (!call.common().json()) {
                call.console()
                        .out()
                        .println(String.format(
                                Locale.ROOT,
                                "%-20s %s, %s",
                                one.id() + "@" + one.version(),
                                one.fresh() ? "published" : "was there already",
                                ZooCommand.size(one.bytes())));
            }
        }
        call.answer(new ZooAnswer<>(list));
    }

    private static String set(ModelFolder model) {
        String name =
                Path.of(model.card().data().name()).getFileName().toString().replaceFirst("\\.[a-z.]+$", "");
        String plain = name.replaceAll("[^A-Za-z0-9._-]+", "_").replaceFirst("^[._-]+", "");
        return plain.isEmpty() ? "models" : plain;
    }

    /** The models of a run, or of a folder of models: its teachers, then its student; or the one that the folder is. */
    static List<ModelFolder> models(String given) {
        Path folder = Path.of(given);
        if (!Files.isDirectory(folder)) {
            throw CommandException.usage("no such folder as " + Arguments.quote(given), "zoo", "name that of a run");
        }
        if (ModelFolder.isOne(folder)) {
            return List.of(ModelFolder.open(folder));
        }
        if (RunRecord.isIn(folder) && !RunRecord.read(folder).isComplete()) {
            throw CommandException.usage(
                    "the run in " + given + " is not finished", "zoo", "finish it, or name the folder of one model");
        }
        List<ModelFolder> models = new ArrayList<>(TeacherSet.find(folder));
        if (ModelFolder.isOne(folder.resolve("student"))) {
            models.add(ModelFolder.open(folder.resolve("student")));
        }
        if (models.isEmpty()) {
            throw CommandException.usage("no model in " + given, "zoo", "name the folder of a run or of models");
        }
        return models;
    }
}
