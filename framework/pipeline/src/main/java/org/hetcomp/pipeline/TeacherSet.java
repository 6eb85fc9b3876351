package org.hetcomp.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hetcomp.distill.Ensemble;
import org.hetcomp.model.Card;
import org.hetcomp.model.ModelFolder;
import org.hetcomp.teacher.TeacherFamilies;
import org.hetcomp.trajectory.Trajectory;

/** Teachers that lie on disk, and what they are worth together. */
public record TeacherSet(List<ModelFolder> folders, List<Trajectory> trajectories) {
    /** Reads those folders' trajectories. */
    public static TeacherSet of(List<ModelFolder> folders) {
        return new TeacherSet(
                List.copyOf(folders),
                folders.stream().map(ModelFolder::trajectory).toList());
    }

    /** The teachers in a folder of theirs, in that of a run, or the one that the folder is; maybe none. */
    public static List<ModelFolder> find(Path named) {
        Path folder = Files.isDirectory(named.resolve("teachers")) ? named.resolve("teachers") : named;
        List<Path> places = new ArrayList<>();
        if (ModelFolder.isOne(folder)) {
            places.add(folder);
        } else {
            try (Stream<Path> inside = Files.list(folder)) {
                inside.filter(ModelFolder::isOne)
                        .filter(path -> !path.getFileName().toString().startsWith("."))
                        .sorted(Comparator.<Path>comparingInt(path -> TeacherFamilies.order(name(path)))
                                .thenComparing(TeacherSet::name))
                        .forEach(places::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return places.stream()
                .map(ModelFolder::open)
                .filter(model -> model.card().kind() == Card.Kind.TEACHER)
                .toList();
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    /** The same teachers; of those with one id, the later ones get a number. */
    public static List<ModelFolder> distinct(List<ModelFolder> found) {
        Set<String> taken = new HashSet<>();
        List<ModelFolder> distinct = new ArrayList<>();
        for (ModelFolder model : found) {
            String id = model.card().id();
            for (int n = 2; !taken.add(id); n++) {
                id = model.card().id() + "-" + n;
            }
            distinct.add(id.equals(model.card().id()) ? model : model.named(id));
        }
        return distinct;
    }

    /** How many there are. */
    public int size() {
        return folders.size();
    }

    /** Their cards. */
    public List<Card> cards() {
        return folders.stream().map(ModelFolder::card).toList();
    }

    /** All of them as one, as {@link Weights#options} says. */
    public Ensemble ensemble() {
        return new Ensemble(trajectories, Weights.options(folders));
    }
}
