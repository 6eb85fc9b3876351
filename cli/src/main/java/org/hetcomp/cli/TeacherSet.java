package org.hetcomp.cli;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.hetcomp.data.Dataset;
import org.hetcomp.data.Rankings;
import org.hetcomp.distill.Ensemble;
import org.hetcomp.distill.EnsembleOptions;
import org.hetcomp.eval.Evaluator;
import org.hetcomp.eval.Measures;
import org.hetcomp.teacher.Family;
import org.hetcomp.trajectory.Trajectory;
import org.hetcomp.zoo.Card;
import org.hetcomp.zoo.Json;
import org.hetcomp.zoo.ModelFolder;

/** Teachers that lie on disk, and what they are worth together. */
record TeacherSet(List<ModelFolder> folders, List<Trajectory> trajectories) {
    /** What an ensemble is worth. */
    record Worth(int teachers, Measures valid, Measures test, long parameters) {
        JsonObject json() {
            JsonObject json = new JsonObject();
            json.add("valid", Json.GSON.toJsonTree(valid));
            json.add("test", Json.GSON.toJsonTree(test));
            json.addProperty("parameters", parameters);
            return json;
        }
    }

    /** Reads those folders' trajectories. */
    static TeacherSet of(List<ModelFolder> folders) {
        return new TeacherSet(
                List.copyOf(folders), folders.stream().map(ModelFolder::trajectory).toList());
    }

    /**
     * Finds teachers: in a folder of theirs, in that of a run, or one alone.
     *
     * @param option where the folder was named
     */
    static List<ModelFolder> find(Path named, String option) {
        List<ModelFolder> found = new ArrayList<>();
        Path folder = Files.isDirectory(named.resolve("teachers")) ? named.resolve("teachers") : named;
        List<Path> places = new ArrayList<>();
        if (ModelFolder.isOne(folder)) {
            places.add(folder);
        } else {
            try (Stream<Path> inside = Files.list(folder)) {
                inside.filter(ModelFolder::isOne)
                        .filter(path -> !path.getFileName().toString().startsWith("."))
                        .sorted((a, b) -> Integer.compare(order(a), order(b)))
                        .forEach(places::add);
            } catch (IOException e) {
                throw CommandException.usage("cannot read " + folder, option, "name a folder of teachers");
            }
        }
        for (Path place : places) {
            ModelFolder model = ModelFolder.open(place);
            if (model.card().kind() == Card.Kind.TEACHER) {
                found.add(model);
            }
        }
        if (found.isEmpty()) {
            boolean teachers = option.equals("--teachers");
            throw CommandException.usage(
                    (teachers ? "no teacher in " : "no model in ") + named,
                    option,
                    "name the folder of a run, " + (teachers ? "" : "of a student ") + "or of teachers");
        }
        return found;
    }

    private static int order(Path folder) {
        List<String> ids = Arrays.stream(Family.values()).map(Family::id).toList();
        int index = ids.indexOf(folder.getFileName().toString());
        return index < 0 ? ids.size() : index;
    }

    /** Their cards. */
    List<Card> cards() {
        return folders.stream().map(ModelFolder::card).toList();
    }

    /** All of them as one. */
    Ensemble ensemble() {
        return new Ensemble(trajectories, EnsembleOptions.published());
    }

    /** Measures them as one. */
    Worth worth(Dataset data) {
        Ensemble ensemble = ensemble();
        Evaluator evaluator = new Evaluator(data.split());
        Rankings rankings = ensemble.unobserved(ensemble.converged(), evaluator.cut());
        long parameters = cards().stream().mapToLong(Card::parameters).sum();
        return new Worth(folders.size(), evaluator.valid(rankings), evaluator.test(rankings), parameters);
    }
}
