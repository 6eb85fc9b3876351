package org.hetcomp.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.BackendOptions;
import org.hetcomp.backend.Backends;
import org.hetcomp.data.Dataset;
import org.hetcomp.distill.Method;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches on every engine: what they try, that they go on, and that time ends them. */
class TuningTest {
    private static final Dataset DATA = SmallData.drawn();
    private static final Map<String, Range> STEPS = Map.of(TuneSpec.LR, new Range(1e-4, 0.5));

    @TempDir
    Path folder;

    private static Backend open(String engine) {
        return Backends.open(engine, new BackendOptions("cpu", 1));
    }

    private static TuneSpec student(String engine) {
        RunSpec common = RunSpec.of(DATA.spec(), engine, Method.CONVERGED)
                .withTeachers(RunSpec.TRAIN, "", List.of("ae"))
                .withTeacherEpochs(4)
                .withDim(4)
                .withEpochs(15);
        return new TuneSpec(common, TuneSpec.STUDENT, STEPS, 6);
    }

    private static TuneSpec teacher(String engine) {
        RunSpec common = RunSpec.of(DATA.spec(), engine, Method.NONE)
                .withTeachers("", "", List.of("mf"))
                .withEpochs(10);
        return new TuneSpec(common, "mf", STEPS, 6);
    }

    /** Stops when it is asked for the n-th time. */
    private static final class StopsAt implements Events {
        private int left;

        StopsAt(int asked) {
            left = asked;
        }

        @Override
        public boolean stopRequested() {
            return --left < 0;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pytorch", "mxnet"})
    void searchesTheStudentStopsAndGoesOn(String engine) throws IOException {
        try (Backend backend = open(engine)) {
            Path whole = folder.resolve("whole");
            TuneAnswer answer = Hetcomp.tune(DATA, student(engine), Teachers.train("ae"))
                    .into(whole)
                    .run(backend);
            hold(answer);
            JsonObject config = JsonParser.parseString(Files.readString(whole.resolve("config.json")))
                    .getAsJsonObject();
            assertEquals(
                    answer.trials().get(answer.winner()).settings().get(TuneSpec.LR),
                    config.get("lr").getAsDouble());
            assertEquals("converged", config.get("method").getAsString());

            Path broken = folder.resolve("broken");
            assertThrows(
                    StoppedException.class,
                    () -> Hetcomp.tune(DATA, student(engine), Teachers.train("ae"))
                            .into(broken)
                            .listen(new StopsAt(40))
                            .run(backend));
            assertFalse(Files.exists(broken.resolve("config.json")));
            TuneAnswer again = Hetcomp.tune(DATA, student(engine), Teachers.train("ae"))
                    .into(broken)
                    .run(backend);
            assertEquals(valid(answer), valid(again));
            assertEquals(answer.winner(), again.winner());
            assertEquals(
                    Files.readString(whole.resolve("config.json")), Files.readString(broken.resolve("config.json")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pytorch", "mxnet"})
    void searchesATeacher(String engine) throws IOException {
        try (Backend backend = open(engine)) {
            Path out = folder.resolve("tuned");
            TuneAnswer answer = Hetcomp.tune(DATA, teacher(engine), Teachers.none())
                    .into(out)
                    .run(backend);
            hold(answer);
            assertFalse(Files.exists(out.resolve("trial-0-10/teachers")));
            JsonObject config = JsonParser.parseString(Files.readString(out.resolve("config.json")))
                    .getAsJsonObject();
            double rate = config.getAsJsonObject("teacherLr").get("mf").getAsDouble();
            assertEquals(answer.trials().get(answer.winner()).settings().get(TuneSpec.LR), rate);
        }
    }

    private static void hold(TuneAnswer answer) {
        assertTrue(answer.isComplete());
        assertFalse(answer.isCut());
        assertEquals(6, answer.trials().size());
        answer.trials().forEach(one -> assertFalse(one.rounds().isEmpty()));
        // Two go on, and the default settings with them.
        long went =
                answer.trials().stream().filter(one -> one.rounds().size() == 2).count();
        assertTrue(went == 2 || went == 3, went + " went on");
        assertEquals(2, answer.trials().get(0).rounds().size());
        double best = answer.trials().stream()
                .filter(one -> one.rounds().size() == 2)
                .mapToDouble(one -> one.last().rank())
                .max()
                .orElseThrow();
        assertEquals(best, answer.trials().get(answer.winner()).last().rank());
    }

    private static List<List<Double>> valid(TuneAnswer answer) {
        return answer.trials().stream()
                .map(one -> one.rounds().stream().map(TuneAnswer.Round::rank).toList())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pytorch", "mxnet"})
    void timeEndsIt(String engine) throws IOException {
        try (Backend backend = open(engine)) {
            TuneAnswer answer = Hetcomp.tune(DATA, teacher(engine), Teachers.none())
                    .into(folder.resolve("short"))
                    .within(0)
                    .run(backend);
            assertTrue(answer.isCut());
            assertEquals(0, answer.winner());
            assertTrue(answer.trials().stream().allMatch(one -> one.rounds().isEmpty()));
            assertTrue(Files.exists(folder.resolve("short/config.json")));
        }
    }
}
