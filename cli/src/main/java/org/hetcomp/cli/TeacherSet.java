package org.hetcomp.cli;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hetcomp.data.Dataset;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Rankings;
import org.hetcomp.distill.Ensemble;
import org.hetcomp.distill.EnsembleOptions;
import org.hetcomp.eval.Evaluator;
import org.hetcomp.eval.Measures;
import org.hetcomp.model.Card;
import org.hetcomp.model.Json;
import org.hetcomp.model.ModelFolder;
import org.hetcomp.teacher.TeacherFamilies;
import org.hetcomp.teacher.TeacherTrainer;
import org.hetcomp.trajectory.Trajectory;

/** Teachers that lie on disk, and what they are worth together. */
record TeacherSet(List<ModelFolder> folders, List<Trajectory> trajectories) {
    /** What an ensemble is worth; its parameters are 0 if the size of a teacher is not known. */
    record Worth(int teachers, Measures valid, Measures test, long parameters) {
        JsonObject json() {
            JsonObject json = new JsonObject();
            json.add("valid", Json.GSON.toJsonTree(valid));
            json.add("test", Json.GSON.toJsonTree(test));
            json.addProperty("parameters", parameters == 0 ? null : parameters);
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
        List<ModelFolder> found;
        try {
            found = teachers(named);
        } catch (UncheckedIOException e) {
            throw CommandException.usage("cannot read " + named, option, "name a folder of teachers");
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

    /** The teachers in a folder of theirs, in that of a run, or the one that the folder is; maybe none. */
    static List<ModelFolder> teachers(Path named) {
        List<ModelFolder> found = new ArrayList<>();
        Path folder = Files.isDirectory(named.resolve("teachers")) ? named.resolve("teachers") : named;
        List<Path> places = new ArrayList<>();
        if (ModelFolder.isOne(folder)) {
            places.add(folder);
        } else {
            try (Stream<Path> inside = Files.list(folder)) {
                inside.filter(ModelFolder::isOne)
                        .filter(path -> !path.getFileName().toString().startsWith("."))
                        .sorted(Comparator.<Path>comparingInt(path -> order(path.getFileName().toString()))
                                .thenComparing(path -> path.getFileName().toString()))
                        .forEach(places::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        for (Path place : places) {
            ModelFolder model = ModelFolder.open(place);
            if (model.card().kind() == Card.Kind.TEACHER) {
                found.add(model);
            }
        }
        return found;
    }

    /** Place of a teacher among others: the families in their order, then all else. */
    static int order(String id) {
        return TeacherFamilies.order(id);
    }

    /** Their cards. */
    List<Card> cards() {
        return folders.stream().map(ModelFolder::card).toList();
    }

    /**
     * The trajectories as a student is taught by them. Of users whose train items no teacher ranks, as teachers that
     * were imported may not, the items are in the order of their popularity in the first one's.
     */
    List<Trajectory> taught(Interactions train) {
        List<Trajectory> taught = new ArrayList<>(trajectories);
        int[] silent = IntStream.range(0, train.users())
                .filter(u -> trajectories.stream().allMatch(t -> t.observed().length(u) == 0))
                .toArray();
        if (silent.length > 0) {
            Trajectory first = taught.get(0);
            taught.set(0, new Trajectory(first.teacher(), first.snapshots(), byPopularity(first, train, silent)));
        }
        return taught;
    }

    private static Rankings byPopularity(Trajectory teacher, Interactions train, int[] silent) {
        int[] popularity = new int[train.items()];
        for (int item : train.ids()) {
            popularity[item]++;
        }
        int longest = IntStream.of(silent).map(train::count).max().orElse(1);
        int cut = Math.max(teacher.observed().cut(), Math.min(longest, TeacherTrainer.CUT));
        Rankings observed = Rankings.empty(train.users(), cut);
        for (int u = 0; u < train.users(); u++) {
            int[] row = teacher.observed().row(u);
            System.arraycopy(row, 0, observed.ids(), observed.start(u), row.length);
        }
        for (int u : silent) {
            int[] row = Arrays.stream(train.row(u))
                    .boxed()
                    .sorted((a, b) -> popularity[a] != popularity[b] ? popularity[b] - popularity[a] : a - b)
                    .limit(cut)
                    .mapToInt(i -> i)
                    .toArray();
            System.arraycopy(row, 0, observed.ids(), observed.start(u), row.length);
        }
        return observed;
    }

    /** All of them as one. */
    Ensemble ensemble() {
        return new Ensemble(trajectories, EnsembleOptions.defaults());
    }

    /** Measures them as one. */
    Worth worth(Dataset data) {
        Ensemble ensemble = ensemble();
        Evaluator evaluator = new Evaluator(data.split());
        Rankings rankings = ensemble.unobserved(ensemble.converged(), evaluator.cut());
        boolean sized = cards().stream().allMatch(card -> card.parameters() > 0);
        long parameters = sized ? cards().stream().mapToLong(Card::parameters).sum() : 0;
        return new Worth(folders.size(), evaluator.valid(rankings), evaluator.test(rankings), parameters);
    }
}
