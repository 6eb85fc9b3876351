package com.example.shop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.hetcomp.data.DataSpec;
import org.hetcomp.data.Dataset;
import org.hetcomp.model.Card;
import org.hetcomp.model.ModelFolder;
import org.hetcomp.model.ModelWriter;
import org.hetcomp.model.Provenance;
import org.hetcomp.teacher.TeacherContract;
import org.hetcomp.teacher.TeacherFamilies;
import org.hetcomp.teacher.TeacherFamily;
import org.hetcomp.teacher.TeacherOptions;
import org.hetcomp.teacher.TeacherTrainer;
import org.hetcomp.teacher.TrainedTeacher;
import org.hetcomp.trajectory.Snapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every family owes, and the way of this one from the class path to a folder and back. */
abstract class BprContract extends TeacherContract {
    @Override
    protected List<TeacherFamily> families() {
        return List.of(new BprFamily());
    }

    @Test
    void isOneAmongTheFamilies() {
        assertEquals(
                List.of("mf", "ml", "dl", "gnn", "ae", "iae", "als", "graph", "ease", "bpr"), TeacherFamilies.ids());
    }

    /** With a weight decay that is too strong, so that it is at its best early. */
    @Test
    void stopsEarlyAndComesBackFromAFolder(@TempDir Path folder) throws IOException {
        DataSpec source = DataSpec.of("lab");
        Dataset data = source.load();
        TeacherFamily family = TeacherFamilies.of("bpr");
        TeacherOptions options = TeacherOptions.standard()
                .withDim(16)
                .withAnnealing(0.02)
                .withL2(1e-4)
                .withSteps(512, 1)
                .withEpochs(40)
                .withStopping(1, 2);
        TeacherTrainer trainer = new TeacherTrainer(backend, data.split(), progress -> {});
        try (TrainedTeacher trained = trainer.train(family, options, 3);
                NDManager scope = backend.manager().newSubManager()) {
            List<Snapshot> snapshots = trained.trajectory().snapshots();
            assertEquals(TeacherTrainer.SNAPSHOTS, snapshots.size());
            assertEquals(
                    trained.epochs() - options.patience(),
                    snapshots.get(snapshots.size() - 1).epoch());
            assertTrue(trained.epochs() < options.epochs());
            assertFalse(Arrays.equals(
                    snapshots.get(0).ranking().ids(),
                    trained.trajectory().converged().ids()));

            ModelWriter.teacher(folder, card(trained, data), trained.scorer(), trained.trajectory(), data);
            ModelFolder read = ModelFolder.open(folder);
            assertEquals("bpr", read.card().family());
            assertArrayEquals(
                    trained.trajectory().converged().ids(),
                    read.trajectory().converged().ids());
            int[] users = {0, 5, data.users().size() - 1};
            assertArrayEquals(
                    trained.scorer().scores(scope, users).toFloatArray(),
                    read.scorer(backend, scope).scores(scope, users).toFloatArray());
        }
    }

    private Card card(TrainedTeacher trained, Dataset data) {
        return Card.of(Card.Kind.TEACHER, trained.family().id())
                .family(trained.family().id())
                .title(trained.family().title())
                .made(Provenance.of(backend, 3))
                .data(data)
                .parameters(trained.parameters())
                .measures(trained.valid(), trained.test())
                .build();
    }
}
