package org.hetcomp.model;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.hetcomp.data.Dataset;
import org.hetcomp.data.IdMap;
import org.hetcomp.data.Interactions;
import org.hetcomp.distill.Encoder;
import org.hetcomp.eval.Scorer;
import org.hetcomp.io.AtomicFile;
import org.hetcomp.io.AtomicFolder;
import org.hetcomp.io.Hashes;
import org.hetcomp.io.Safetensors;
import org.hetcomp.teacher.TrainedTeacher;
import org.hetcomp.trajectory.Trajectory;
import org.hetcomp.trajectory.TrajectoryFile;

/**
 * Writes a model's folder aside and renames it, so that it is there whole or not at all; an older one is replaced.
 * Every folder has {@code users.tsv} and {@code items.tsv} of lines {@code row<tab>id}, which name the rows of its
 * arrays, and {@code seen.safetensors} says what users have, unless it is left out; where there is something to score with, {@code serving.properties} tells DJL how to load it.
 */
public final class ModelWriter {
    /** The class by which DJL loads a model's folder; it lives in the zoo, which stands on this. */
    public static final String BLOCK_FACTORY = "org.hetcomp.zoo.ScorerBlockFactory";

    /** What tells DJL's predictors how users and items are given; it lives in the zoo too. */
    public static final String TRANSLATOR_FACTORY = "org.hetcomp.zoo.RankingTranslatorFactory";

    private ModelWriter() {}

    /**
     * Writes a teacher: {@code parameters.safetensors}, {@code trajectory.safetensors} and the card.
     *
     * @param seen what travels with it of what users have seen; null for nothing
     */
    public static void teacher(
            Path folder, Card card, Scorer scorer, Trajectory trajectory, Dataset data, Interactions seen)
            throws IOException {
        write(folder, card, shapes(scorer), aside -> {
            ScorerFile.write(aside.resolve(ModelFolder.PARAMETERS), scorer, Map.of("id", card.id()));
            TrajectoryFile.write(aside.resolve(ModelFolder.TRAJECTORY), trajectory);
            about(aside, scorer, data, seen);
        });
    }

    private static void about(Path folder, Scorer scorer, Dataset data, Interactions seen) throws IOException {
        seen(folder, seen);
        names(folder, data);
        serving(folder, scorer);
    }

    /** The same without what users have seen. */
    public static void teacher(Path folder, Card card, Scorer scorer, Trajectory trajectory, Dataset data)
            throws IOException {
        teacher(folder, card, scorer, trajectory, data, null);
    }

    /**
     * Writes a teacher that was trained here, with {@code start.safetensors} if one of later can start from it.
     *
     * @param seen what travels with it of what users have seen; null for nothing
     */
    public static void trained(Path folder, Card card, TrainedTeacher teacher, Dataset data, Interactions seen)
            throws IOException {
        write(folder, card, shapes(teacher.scorer()), aside -> {
            ScorerFile.write(aside.resolve(ModelFolder.PARAMETERS), teacher.scorer(), Map.of("id", card.id()));
            TrajectoryFile.write(aside.resolve(ModelFolder.TRAJECTORY), teacher.trajectory());
            if (!teacher.facts().start().isEmpty()) {
                Safetensors.write(
                        aside.resolve(ModelFolder.START), teacher.facts().start(), Map.of("id", card.id()));
            }
            about(aside, teacher.scorer(), data, seen);
        });
    }

    /**
     * Writes a teacher of whom nothing but rankings is known.
     *
     * @param seen what travels with it of what users have seen; null for nothing
     */
    public static void imported(Path folder, Card card, Trajectory trajectory, Dataset data, Interactions seen)
            throws IOException {
        write(folder, card, Map.of(), aside -> {
            seen(aside, seen);
            TrajectoryFile.write(aside.resolve(ModelFolder.TRAJECTORY), trajectory);
            names(aside, data);
        });
    }

    /**
     * Writes a student: {@code student.safetensors}, {@code encoder.safetensors} if there is one, and the card.
     *
     * @param seen what travels with it of what users have seen; null for nothing
     * @param encoder what answers users that it never saw; null for nothing
     */
    public static void student(Path folder, Card card, Scorer scorer, Dataset data, Interactions seen, Encoder encoder)
            throws IOException {
        write(folder, card, shapes(scorer), aside -> {
            if (encoder != null) {
                EncoderFile.write(aside.resolve(ModelFolder.ENCODER), encoder);
            }
            ScorerFile.write(aside.resolve(ModelFolder.STUDENT), scorer, Map.of("id", card.id()));
            about(aside, scorer, data, seen);
        });
    }

    private static void seen(Path folder, Interactions seen) throws IOException {
        if (seen != null) {
            SeenFile.write(folder.resolve(ModelFolder.SEEN), seen);
        }
    }

    /**
     * Writes a model again, after checking each of its files.
     *
     * @param card what the copy's says, but for shapes, files and sizes, which follow from what is written
     * @param change what is made otherwise in the copy's folder, before its card is written
     */
    public static void copy(ModelFolder model, Path folder, Card card, AtomicFolder.Content change) throws IOException {
        model.verify();
        write(folder, card, card.shapes(), aside -> {
            for (String name : model.card().files().keySet()) {
                Files.copy(model.folder().resolve(name), aside.resolve(name));
            }
            change.writeTo(aside);
        });
    }

    private static Map<String, long[]> shapes(Scorer scorer) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        scorer.arrays()
                .forEach((name, array) -> shapes.put(name, array.getShape().getShape()));
        return shapes;
    }

    private static void names(Path folder, Dataset data) throws IOException {
        AtomicFile.write(folder.resolve(ModelFolder.USERS), lines(data.users()));
        AtomicFile.write(folder.resolve(ModelFolder.ITEMS), lines(data.items()));
    }

    private static String lines(IdMap ids) {
        StringBuilder lines = new StringBuilder();
        for (int row = 0; row < ids.size(); row++) {
            lines.append(row).append('\t').append(ids.token(row)).append('\n');
        }
        return lines.toString();
    }

    private static void serving(Path folder, Scorer scorer) throws IOException {
        NDArray any = scorer.arrays().values().iterator().next();
        String engine = any.getManager().getEngine().getEngineName();
        AtomicFile.write(folder.resolve(ModelFolder.SERVING), Serving.of(engine));
    }

    private static void write(Path folder, Card card, Map<String, long[]> shapes, AtomicFolder.Content content)
            throws IOException {
        // Before anything is written: what could not be read again is no model.
        CardCheck.check(card.with(shapes, Map.of(), Map.of()), folder.toString());
        AtomicFolder.write(folder, aside -> {
            content.writeTo(aside);
            Map<String, String> files = new LinkedHashMap<>();
            Map<String, Long> sizes = new LinkedHashMap<>();
            try (Stream<Path> inside = Files.list(aside)) {
                for (Path file : inside.sorted().toList()) {
                    files.put(file.getFileName().toString(), Hashes.of(file));
                    sizes.put(file.getFileName().toString(), Files.size(file));
                }
            }
            AtomicFile.write(
                    aside.resolve(ModelFolder.CARD), Json.PRETTY.toJson(card.with(shapes, files, sizes)) + "\n");
        });
    }
}
