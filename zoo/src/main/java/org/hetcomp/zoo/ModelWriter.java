package org.hetcomp.zoo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.hetcomp.data.Dataset;
import org.hetcomp.data.Hashes;
import org.hetcomp.data.IdMap;
import org.hetcomp.eval.Scorer;
import org.hetcomp.teacher.ScorerFile;
import org.hetcomp.trajectory.AtomicFile;
import org.hetcomp.trajectory.Safetensors;
import org.hetcomp.trajectory.Tensor;
import org.hetcomp.trajectory.Trajectory;
import org.hetcomp.trajectory.TrajectoryFile;

/**
 * Writes a model's folder aside and renames it, so that it is there whole or not at all; an older one is replaced.
 * Every folder has {@code users.tsv} and {@code items.tsv} of lines {@code row<tab>id}, which name the rows of its
 * arrays; where there is something to score with, {@code serving.properties} tells DJL how to load it.
 */
public final class ModelWriter {
    private interface Content {
        void writeTo(Path folder) throws IOException;
    }

    private ModelWriter() {}

    /** Writes a teacher: {@code parameters.safetensors}, {@code trajectory.safetensors} and the card. */
    public static void teacher(Path folder, Card card, Scorer scorer, Trajectory trajectory, Dataset data)
            throws IOException {
        write(folder, card, shapes(scorer), aside -> {
            ScorerFile.write(aside.resolve(ModelFolder.PARAMETERS), scorer, Map.of("id", card.id()));
            TrajectoryFile.write(aside.resolve(ModelFolder.TRAJECTORY), trajectory);
            names(aside, data);
            serving(aside);
        });
    }

    /** Writes a teacher of whom nothing but rankings is known. */
    public static void imported(Path folder, Card card, Trajectory trajectory, Dataset data) throws IOException {
        write(folder, card, Map.of(), aside -> {
            TrajectoryFile.write(aside.resolve(ModelFolder.TRAJECTORY), trajectory);
            names(aside, data);
        });
    }

    /** Writes a student: {@code student.safetensors} and the card. */
    public static void student(Path folder, Card card, Scorer scorer, Dataset data) throws IOException {
        write(folder, card, shapes(scorer), aside -> {
            ScorerFile.write(aside.resolve(ModelFolder.STUDENT), scorer, Map.of("id", card.id()));
            names(aside, data);
            serving(aside);
        });
    }

    /** Writes a model again as it is to be published, after checking each of its files. */
    static void copy(ModelFolder model, Path folder, PublishOptions options) throws IOException {
        model.verify();
        Card card = options.published(model.card());
        write(folder, card, card.shapes(), aside -> {
            for (String name : model.card().files().keySet()) {
                Files.copy(model.folder().resolve(name), aside.resolve(name));
            }
            if (options.ranks() > 0 && card.kind() == Card.Kind.TEACHER) {
                TrajectoryFile.write(aside.resolve(ModelFolder.TRAJECTORY), model.trajectory().cutAt(options.ranks()));
            }
            if (options.bits() > 0 && model.scores()) {
                boolean student = card.kind() == Card.Kind.STUDENT;
                round(aside.resolve(student ? ModelFolder.STUDENT : ModelFolder.PARAMETERS), options.bits());
            }
        });
    }

    /** Writes a model again as it is. */
    static void copy(ModelFolder model, Path folder) throws IOException {
        write(folder, model.card(), model.card().shapes(), aside -> {
            for (String name : model.card().files().keySet()) {
                Files.copy(model.folder().resolve(name), aside.resolve(name));
            }
        });
    }

    private static void round(Path file, int bits) throws IOException {
        Map<String, String> metadata = Safetensors.metadata(file);
        Map<String, Tensor> tensors = Safetensors.read(file);
        int dropped = 24 - bits;
        for (Tensor tensor : tensors.values()) {
            float[] floats = tensor.floats();
            for (int j = 0; floats != null && j < floats.length; j++) {
                int raw = Float.floatToRawIntBits(floats[j]) + (1 << (dropped - 1));
                floats[j] = Float.intBitsToFloat(raw >>> dropped << dropped);
            }
        }
        Safetensors.write(file, tensors, metadata);
    }

    private static Map<String, long[]> shapes(Scorer scorer) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        scorer.arrays().forEach((name, array) -> shapes.put(name, array.getShape().getShape()));
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

    private static void serving(Path folder) throws IOException {
        // The block comes with its arrays, so there is no file of parameters of DJL's own to look for.
        AtomicFile.write(
                folder.resolve(ModelFolder.SERVING),
                "blockFactory=" + ScorerBlockFactory.class.getName() + "\noption.hasParameter=false\n");
    }

    private static void write(Path folder, Card card, Map<String, long[]> shapes, Content content) throws IOException {
        Path target = folder.toAbsolutePath().normalize();
        Files.createDirectories(target.getParent());
        Path aside = target.resolveSibling("." + target.getFileName() + "-" + UUID.randomUUID());
        try {
            Files.createDirectory(aside);
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
            delete(target);
            Files.move(aside, target);
        } finally {
            delete(aside);
        }
    }

    /** Deletes a folder and what is in it, if it is there. */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> paths;
        try (Stream<Path> inside = Files.walk(folder)) {
            paths = inside.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
    }
}
