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
import org.hetcomp.trajectory.Trajectory;
import org.hetcomp.trajectory.TrajectoryFile;

/** Writes a model's folder aside and renames it, so that it is there whole or not at all; an older one is replaced. */
public final class ModelWriter {
    private interface Content {
        void writeTo(Path folder) throws IOException;
    }

    private ModelWriter() {}

    /** Writes a teacher: {@code parameters.safetensors}, {@code trajectory.safetensors} and the card. */
    public static void teacher(Path folder, Card card, Scorer scorer, Trajectory trajectory) throws IOException {
        write(folder, card, scorer, aside -> {
            ScorerFile.write(aside.resolve(ModelFolder.PARAMETERS), scorer, Map.of("id", card.id()));
            TrajectoryFile.write(aside.resolve(ModelFolder.TRAJECTORY), trajectory);
        });
    }

    /**
     * Writes a student: {@code student.safetensors}, the card, and {@code users.tsv} and {@code items.tsv} of lines
     * {@code row<tab>id}, which name the rows of the two tables.
     */
    public static void student(Path folder, Card card, Scorer scorer, Dataset data) throws IOException {
        write(folder, card, scorer, aside -> {
            ScorerFile.write(aside.resolve(ModelFolder.STUDENT), scorer, Map.of("id", card.id()));
            AtomicFile.write(aside.resolve(ModelFolder.USERS), lines(data.users()));
            AtomicFile.write(aside.resolve(ModelFolder.ITEMS), lines(data.items()));
        });
    }

    private static String lines(IdMap ids) {
        StringBuilder lines = new StringBuilder();
        for (int row = 0; row < ids.size(); row++) {
            lines.append(row).append('\t').append(ids.token(row)).append('\n');
        }
        return lines.toString();
    }

    private static void write(Path folder, Card card, Scorer scorer, Content content) throws IOException {
        Path target = folder.toAbsolutePath().normalize();
        Files.createDirectories(target.getParent());
        Path aside = target.resolveSibling("." + target.getFileName() + "-" + UUID.randomUUID());
        try {
            Files.createDirectory(aside);
            content.writeTo(aside);
            Map<String, String> files = new LinkedHashMap<>();
            try (Stream<Path> inside = Files.list(aside)) {
                for (Path file : inside.sorted().toList()) {
                    files.put(file.getFileName().toString(), Hashes.of(file));
                }
            }
            Map<String, long[]> shapes = new LinkedHashMap<>();
            scorer.arrays().forEach((name, array) -> shapes.put(name, array.getShape().getShape()));
            AtomicFile.write(aside.resolve(ModelFolder.CARD), Json.PRETTY.toJson(card.with(shapes, files)) + "\n");
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
