package org.hetcomp.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.cli.Option;
import org.hetcomp.backend.Backend;
import org.hetcomp.model.Card;
import org.hetcomp.model.ModelFolder;
import org.hetcomp.model.Provenance;
import org.hetcomp.pipeline.Models;
import org.hetcomp.student.Student;
import org.hetcomp.student.StudentException;
import org.hetcomp.zoo.Zoo;
import org.hetcomp.zoo.ZooEntry;
import org.hetcomp.zoo.ZooTeachers;

/** {@code --model}: which model is measured or asked. */
final class ModelOption {
    private ModelOption() {}

    /** How it is declared. */
    static Option option() {
        return CommonOptions.option(
                "model",
                "DIR",
                "the folder of a run (its student), of a student, of a teacher, or "
                        + "of teachers (their ensemble), or zoo:NAME. Data and division are those it was made from, unless "
                        + "given");
    }

    /** Finds it: what lies in a folder, or {@code zoo:NAME}, a model or the teachers of a set. */
    static Models of(Arguments arguments) {
        String given = arguments.text("model", null);
        if (given == null) {
            throw CommandException.usage("no model given", "--model", "name the folder of a run or a model");
        }
        return of(arguments, given, "--model");
    }

    /** Finds the one that is named so. */
    static Models of(Arguments arguments, String given, String where) {
        if (!ZooTeachers.isOne(given)) {
            return Models.in(path(given, where), where);
        }
        Zoo zoo = ZooOptions.zoo(arguments);
        List<ModelFolder> pulled = zoo.find(given.substring(ZooTeachers.PREFIX.length())).stream()
                .map(ZooEntry::pull)
                .toList();
        List<ModelFolder> teachers = pulled.stream()
                .filter(m -> m.card().kind() == Card.Kind.TEACHER)
                .toList();
        return pulled.size() == 1 ? new Models(pulled, false) : new Models(teachers, true);
    }

    private static Path path(String given, String where) {
        try {
            return Path.of(given);
        } catch (InvalidPathException e) {
            throw CommandException.usage(Arguments.quote(given) + " is no path", where, "name a folder");
        }
    }

    /**
     * The student that is named, which needs no engine.
     *
     * @param otherwise what to tell if it is none
     */
    static Student student(Models models, String otherwise) {
        return student(models, "--model", otherwise);
    }

    /** The same, of a model that something else named. */
    static Student student(Models models, String where, String otherwise) {
        ModelFolder model = models.folders().get(0);
        if (models.isEnsemble() || model.card().kind() != Card.Kind.STUDENT) {
            throw CommandException.usage(otherwise, where, "name a student");
        }
        try {
            return Student.open(model.folder());
        } catch (StudentException e) {
            throw CommandException.usage(e.getMessage(), where, "name another");
        }
    }

    /** The student that is named, which answers users that it never saw. */
    static Student encoding(Models models) {
        Student student = student(models, "only a student answers new users");
        if (!student.hasEncoder()) {
            throw CommandException.usage(
                    "the student answers no users but its own",
                    "--model",
                    "distil it again, by distill of this version");
        }
        return student;
    }

    /** What scores it; null, for no engine is needed, where it goes by rankings. */
    static Backend backend(Models models, Call call) {
        if (models.goesByRankings()) {
            return null;
        }
        Backend backend = Engines.open(call.common());
        Engines.tell(Provenance.of(backend, call.common().seed()));
        return backend;
    }
}
