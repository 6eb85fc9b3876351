package org.hetcomp.zoo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.hetcomp.data.DataSpec;
import org.hetcomp.data.Dataset;
import org.hetcomp.data.RankedItems;
import org.hetcomp.eval.Evaluator;
import org.hetcomp.model.Card;
import org.hetcomp.model.ModelFolder;
import org.hetcomp.model.ModelWriter;
import org.hetcomp.model.Provenance;
import org.hetcomp.trajectory.Snapshot;
import org.hetcomp.trajectory.Trajectory;

/** Teachers made of rankings, so that no engine is needed, on a small data set. */
final class SmallModels {
    private final Path folder;
    private final DataSpec source;
    private final Dataset data;

    SmallModels(Path folder) {
        this.folder = folder;
        Random random = new Random(3);
        StringBuilder pairs = new StringBuilder();
        for (int u = 0; u < 30; u++) {
            for (int i = 0; i < 20; i++) {
                if (random.nextDouble() < 0.4) {
                    pairs.append("user ").append(u).append('\t').append(100 + i).append('\n');
                }
            }
        }
        source = DataSpec.of(write("pairs.tsv", pairs.toString()).toString());
        data = source.load();
    }

    Dataset data() {
        return data;
    }

    Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines of rankings of all items for all users, drawn at random. */
    String rankings(long seed) {
        Random random = new Random(seed);
        StringBuilder lines = new StringBuilder("user\titem\tscore\n");
        for (String user : data.users().tokens()) {
            for (String item : data.items().tokens()) {
                lines.append(user)
                        .append('\t')
                        .append(item)
                        .append('\t')
                        .append(random.nextGaussian())
                        .append('\n');
            }
        }
        return lines.toString();
    }

    Trajectory trajectory(String id, long seed) {
        Path first = write(id + "-1.tsv", rankings(seed));
        Path last = write(id + "-2.tsv", rankings(seed + 1));
        return new RankingImport(id, RankedItems.Order.AUTO, null, null, 200).read(List.of(first, last), data);
    }

    /** A teacher's folder. */
    ModelFolder teacher(String id, long seed) {
        Trajectory trajectory = trajectory(id, seed);
        Evaluator evaluator = new Evaluator(data.split());
        Card card = Card.of(Card.Kind.TEACHER, id)
                .title("rankings at random")
                .made(Provenance.imported())
                .data(data)
                .licence("made for a test")
                .snapshots(trajectory.snapshots().stream().map(Snapshot::epoch).toList())
                .measures(evaluator.valid(trajectory.converged()), evaluator.test(trajectory.converged()))
                .build();
        try {
            ModelWriter.imported(folder.resolve(id), card, trajectory, data, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ModelFolder.open(folder.resolve(id));
    }
}
