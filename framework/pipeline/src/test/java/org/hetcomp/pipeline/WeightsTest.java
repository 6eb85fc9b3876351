package org.hetcomp.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.BackendOptions;
import org.hetcomp.backend.Backends;
import org.hetcomp.data.Dataset;
import org.hetcomp.distill.EnsembleOptions;
import org.hetcomp.eval.Measure;
import org.hetcomp.io.DataException;
import org.hetcomp.model.ModelFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightsTest {
    private static final Dataset DATA = SmallData.drawn();

    @TempDir
    Path folder;

    /** Of two teachers one learns nothing. */
    private static Distillation uneven() {
        return Hetcomp.distill(DATA)
                .teachers(Teachers.train("mf", "ae"))
                .teacherEpochs(8)
                .teacherSteps(Map.of("mf", 1e-9), null)
                // Recall@50 is 1 of 40 items.
                .judging(new Judging(List.of(), Measure.N10))
                .dim(4)
                .epochs(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pytorch", "mxnet"})
    void areChosenOnceAndUsedWhereverTheTeachersAreAskedAsOne(String engine) throws IOException {
        Path weighed = folder.resolve("weighed");
        Path equal = folder.resolve("equal");
        try (Backend backend = Backends.open(engine, new BackendOptions("cpu", 1));
                DistillResult result = uneven().into(weighed).run(backend);
                DistillResult plain = uneven().equalWeights(true).into(equal).run(backend)) {
            Weights weights = result.answer().weights();
            assertEquals(1, weights.teachers().get("ae"));
            assertTrue(weights.teachers().get("mf") < 0.5, weights.toString());
            Worth ensemble = result.answer().ensemble();
            assertEquals(ensemble.valid().n10(), weights.valid(), 1e-12);
            assertEquals(plain.answer().ensemble().valid().n10(), weights.plain(), 1e-12);
            assertTrue(weights.valid() > weights.plain());
            assertNull(plain.answer().weights());
            assertNotEquals(
                    result.answer().student().valid(), plain.answer().student().valid());

            Path teachers = weighed.resolve("teachers");
            try (Recommender asked = Recommender.of(Models.in(teachers, "teachers"), DATA, backend)) {
                assertEquals(ensemble.test(), asked.measure().test());
            }
            assertEquals(
                    weights,
                    RunRecord.read(weighed).result(DistillAnswer.class, weighed).weights());
        }
    }

    private static List<ModelFolder> teachers(Path run) {
        return TeacherSet.find(run);
    }

    @Test
    void areOfTheTeachersThatLieInTheRun() throws IOException {
        Path run = folder.resolve("run");
        try (Backend backend = Backends.open("pytorch", new BackendOptions("cpu", 1))) {
            uneven().into(run).run(backend).close();
        }
        EnsembleOptions both = Weights.options(teachers(run));
        assertEquals(1, both.weights().get(1));
        assertEquals(1, Weights.options(teachers(run).subList(0, 1)).weights().size());
        assertEquals(
                EnsembleOptions.defaults(),
                Weights.options(List.of(teachers(run).get(0).named("other"))));

        Path copy = Files.createDirectories(folder.resolve("elsewhere").resolve("teachers"));
        Files.move(run.resolve("teachers").resolve("mf"), copy.resolve("mf"));
        Files.move(run.resolve("teachers").resolve("ae"), copy.resolve("ae"));
        assertEquals(EnsembleOptions.defaults(), Weights.options(teachers(copy)));
        Path refit = Files.createDirectories(run.resolve("refit"));
        Files.move(copy, refit.resolve("teachers"));
        assertEquals(both, Weights.options(teachers(refit)));

        Path record = run.resolve(RunRecord.FILE);
        Files.writeString(record, Files.readString(record).replace("\"lambda\": ", "\"lambda\": -"));
        assertTrue(assertThrows(DataException.class, () -> Weights.options(teachers(refit)))
                .getMessage()
                .contains("result.weights"));
    }
}
