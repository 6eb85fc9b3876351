package org.hetcomp.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hetcomp.data.DataSpec;
import org.hetcomp.data.Dataset;
import org.hetcomp.model.Card;
import org.hetcomp.model.ModelFolder;
import org.hetcomp.zoo.Zoo;
import org.hetcomp.zoo.ZooEntry;

/**
 * What {@code --model} names: one model, or an ensemble of teachers.
 *
 * @param folders one model, or the teachers of an ensemble
 * @param isEnsemble whether it is an ensemble, of however many teachers
 */
record Models(List<ModelFolder> folders, boolean isEnsemble) {
    /**
     * Finds it: the folder of a student or of a teacher; the folder of a run, whose student is meant, or whose ensemble
     * if it has no student; a folder of teachers; or {@code zoo:NAME}, a model or the teachers of a set.
     */
    static Models of(Arguments arguments) {
        String given = arguments.text("model", null);
        if (given == null) {
            throw CommandException.usage("no model given", "--model", "name the folder of a run or a model");
        }
        if (TeacherSources.isZoo(given)) {
            Zoo zoo = ZooOptions.zoo(ZooOptions.repositories(arguments));
            List<ModelFolder> pulled =
                    TeacherSources.find(given, zoo).stream().map(ZooEntry::pull).toList();
            List<ModelFolder> teachers = pulled.stream().filter(m -> m.card().kind() == Card.Kind.TEACHER).toList();
            return pulled.size() == 1 ? new Models(pulled, false) : new Models(teachers, true);
        }
        Path folder = Path.of(given);
        if (!Files.isDirectory(folder)) {
            throw CommandException.usage("no such folder as " + Arguments.quote(given), "--model", "check the path");
        }
        if (ModelFolder.isOne(folder)) {
            return new Models(List.of(ModelFolder.open(folder)), false);
        }
        Path student = folder.resolve("student");
        if (ModelFolder.isOne(student)) {
            return new Models(List.of(ModelFolder.open(student)), false);
        }
        if (RunFolder.isRun(folder) && !RunFolder.read(folder).isComplete()) {
            throw CommandException.usage(
                    "the run in " + given + " is not finished", "--model", "finish it with distill --resume " + given);
        }
        return new Models(TeacherSet.find(folder, "--model"), true);
    }

    /** Its card, or the first one's. */
    Card card() {
        return folders.get(0).card();
    }

    /** Whether it goes by remembered rankings: an ensemble, or a teacher that was imported and has nothing else. */
    boolean goesByRankings() {
        return isEnsemble || !folders.get(0).scores();
    }

    /** What to call it. */
    String title() {
        if (isEnsemble) {
            return "ensemble of " + folders.size();
        }
        return card().kind() == Card.Kind.STUDENT ? "student" : card().id() + "   " + card().title();
    }

    /** Parameters of all. */
    long parameters() {
        return folders.stream().mapToLong(folder -> folder.card().parameters()).sum();
    }

    /** The data that the options name, by default that of the card, once it is sure to be what the models know. */
    Dataset data(Arguments arguments) {
        DataSpec source = DataOptions.of(arguments, card().data());
        Dataset data = source.load();
        folders.forEach(folder -> folder.requireMadeFrom(data));
        return data;
    }
}
