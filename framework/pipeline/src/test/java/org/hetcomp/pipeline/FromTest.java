package org.hetcomp.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.BackendOptions;
import org.hetcomp.backend.Backends;
import org.hetcomp.data.DataSpec;
import org.hetcomp.data.Dataset;
import org.hetcomp.data.Interaction;
import org.hetcomp.distill.Distiller;
import org.hetcomp.distill.DistillerOptions;
import org.hetcomp.distill.Method;
import org.hetcomp.io.DataException;
import org.hetcomp.model.ModelFolder;
import org.hetcomp.student.Student;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that start from one of yesterday, on every engine. */
class FromTest {
    private static final int DAYS = 3;

    @TempDir
    Path folder;

    /** Two camps; each day there are more users, more items and more pairs. */
    private static Dataset day(int day, long splitSeed) {
        Random random = new Random(7);
        List<Interaction> all = new ArrayList<>();
        for (int u = 0; u < 80; u++) {
            for (int i = 0; i < 40; i++) {
                boolean has = random.nextDouble() < (u % 2 == i % 2 ? 0.5 : 0.05);
                int since = u > 70 || i > 36 ? 1 : random.nextInt(10) == 0 ? 2 : 0;
                if (has && since <= day) {
                    all.add(new Interaction("u" + u, "i" + i, u * i));
                }
            }
        }
        return Dataset.of(all, DataSpec.of("").withSplitSeed(splitSeed));
    }

    private static Distillation of(Dataset data) {
        return Hetcomp.distill(data).teachers(Teachers.train("mf", "ae")).dim(4).seed(1);
    }

    private static Backend open(String engine) {
        return Backends.open(engine, new BackendOptions("cpu", 1));
    }

    private static Dataset division(Path run) {
        return Dataset.load(DataSpec.file(run.resolve("data")));
    }

    private static int shared(Dataset one, Dataset other) {
        int shared = 0;
        for (int u = 0; u < one.split().users(); u++) {
            int user = other.users().dense(one.users().token(u)).orElse(-1);
            for (int item : one.split().train().row(u)) {
                int there = other.items().dense(one.items().token(item)).orElse(-1);
                shared += user >= 0
                                && there >= 0
                                && (other.split().valid().contains(user, there)
                                        || other.split().test().contains(user, there))
                        ? 1
                        : 0;
            }
        }
        return shared;
    }

    @ParameterizedTest
    @ValueSource(strings = {"pytorch", "mxnet"})
    void goesOnFromDayToDay(String engine) throws IOException {
        try (Backend backend = open(engine)) {
            List<Path> runs = new ArrayList<>();
            double first = 0;
            for (int day = 0; day < DAYS; day++) {
                Path run = folder.resolve("day" + day);
                // Each day would divide anew.
                Distillation distillation = of(day(day, day)).into(run);
                DistillResult result = (day == 0 ? distillation : distillation.from(runs.get(day - 1))).run(backend);
                if (day == 0) {
                    first = result.answer().student().test().r50();
                } else {
                    assertTrue(result.answer().epochs() <= 14, result.answer().toString());
                    result.teachers().forEach(card -> assertTrue(card.epochs() <= 10, card.toString()));
                    assertEquals(0, shared(division(runs.get(day - 1)), division(run)));
                    assertTrue(
                            result.answer().student().test().r50() > 0.9 * first,
                            result.answer().toString());
                    try (Recommender again = Hetcomp.open(run, backend)) {
                        assertEquals(
                                result.answer().student().test(),
                                again.measure().test());
                        assertEquals(5, again.recommend("u79", 5).size());
                    }
                }
                runs.add(run);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pytorch", "mxnet"})
    void stopsGoesOnAndIsTrainedOnceMore(String engine) throws IOException {
        try (Backend backend = open(engine)) {
            Path before = folder.resolve("before");
            of(day(0, 0)).into(before).run(backend);
            Path whole = folder.resolve("whole");
            DistillResult result =
                    of(day(1, 0)).from(before).refit().into(whole).run(backend);
            assertEquals(2, result.answer().refit().teachers());
            Path broken = folder.resolve("broken");
            for (int most : new int[] {4, 17}) {
                assertThrows(
                        StoppedException.class,
                        () -> of(day(1, 0))
                                .from(before)
                                .refit()
                                .into(broken)
                                .listen(new StopsAt(most))
                                .run(backend));
            }
            of(day(1, 0)).from(before).refit().into(broken).run(backend);
            assertArrayEquals(student(RunFolder.student(whole)), student(RunFolder.student(broken)));
            assertArrayEquals(student(RunFolder.inUse(whole)), student(RunFolder.inUse(broken)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pytorch", "mxnet"})
    void whatCannotBeStartedFromIsRefusedOrTold(String engine) throws IOException {
        try (Backend backend = open(engine)) {
            Path before = folder.resolve("before");
            Distillation small = of(day(0, 0)).teacherEpochs(4).epochs(3).encoder(EncoderKind.NONE);
            small.into(before).run(backend);
            assertFalse(
                    ModelFolder.open(RunFolder.student(before)).card().files().containsKey(ModelFolder.ENCODER));
            refused(
                    "has dimension 4, not 8 (--from): give --dim 4",
                    of(day(1, 0)).from(before).dim(8),
                    backend);
            refused("no run in", of(day(1, 0)).from(folder.resolve("none")), backend);
            // Another family begins with nothing; the others go on.
            DistillResult mixed = Hetcomp.distill(day(1, 0))
                    .teachers(Teachers.train("mf", "als"))
                    .dim(4)
                    .from(before)
                    .teacherEpochs(3)
                    .run(backend);
            assertEquals(
                    List.of("mf", "als"), List.copyOf(mixed.answer().teachers().keySet()));
            Path division = before.resolve(DivisionFile.FILE);
            byte[] bytes = Files.readAllBytes(division);
            bytes[bytes.length - 1] ^= 1;
            Files.write(division, bytes);
            refused("(--from): bring the file back", of(day(1, 0)).from(before), backend);
            Files.delete(division);
            refused("does not say how its data was divided", of(day(1, 0)).from(before), backend);
            Path unseen = folder.resolve("unseen");
            of(day(0, 0)).teacherEpochs(4).epochs(3).withoutSeen().into(unseen).run(backend);
            assertFalse(Files.exists(unseen.resolve(DivisionFile.FILE)));
        }
    }

    /** A file that takes options to be read, with ids that are integers: the run's own copy takes none, and is what was learned from. */
    @ParameterizedTest
    @ValueSource(strings = {"pytorch", "mxnet"})
    void theCopyOfTheDataIsReadAsItIs(String engine) throws IOException {
        try (Backend backend = open(engine)) {
            Path log = folder.resolve("log.csv");
            DataSpec spec = DataSpec.file(log);
            spec = spec.with(spec.reading().withMinWeight(2.0));
            Path before = folder.resolve("before");
            Files.writeString(log, log(0));
            of(Dataset.load(spec)).teacherEpochs(4).epochs(3).into(before).run(backend);
            Files.writeString(log, log(1));
            Path after = folder.resolve("after");
            Files.createDirectory(after);
            Distillation stops = of(Dataset.load(spec)).from(before).into(after);
            assertThrows(
                    StoppedException.class, () -> stops.listen(new StopsAt(0)).run(backend));
            DistillResult result =
                    of(Dataset.load(spec)).epochs(5).from(before).into(after).run(backend);
            assertEquals(5, result.answer().epochs());
            try (Recommender again = Hetcomp.open(after, backend)) {
                assertEquals(result.answer().student().test(), again.measure().test());
            }
            refused(
                    "a run's own teachers are what --from carries over",
                    of(Dataset.load(spec)).teachers(Teachers.folder(before)).from(before),
                    backend);
        }
    }

    /** Who was there begins where they were, who was not where the encoder puts them, to the bit. */
    @ParameterizedTest
    @ValueSource(strings = {"pytorch", "mxnet"})
    void vectorsAreThoseOfBeforeOrTheEncoders(String engine) throws IOException {
        try (Backend backend = open(engine)) {
            Path run = folder.resolve("before");
            of(day(0, 0)).teacherEpochs(4).epochs(3).into(run).run(backend);
            Predecessor before = Predecessor.open(run);
            Dataset now = before.divide(day(1, 0));
            Student student = Student.open(RunFolder.student(run));
            DistillerOptions options = DistillerOptions.of(Method.NONE).withSize(4, 1);
            try (Distiller distiller = new Distiller(backend, now.split(), List.of(), options)) {
                before.start(distiller, new Run(backend, now, null, Events.NONE));
                float[] users = distiller.student().user().toFloatArray();
                float[] items = distiller.student().item().toFloatArray();
                int fresh = 0;
                for (int u = 0; u < now.users().size(); u++) {
                    String id = now.users().token(u);
                    boolean isNew = !student.userIds().contains(id);
                    List<String> had = Arrays.stream(now.split().train().row(u))
                            .mapToObj(now.items()::token)
                            .toList();
                    assertArrayEquals(
                            isNew ? student.vectorOf(had) : student.userVector(id),
                            Arrays.copyOfRange(users, 4 * u, 4 * u + 4),
                            id);
                    fresh += isNew ? 1 : 0;
                }
                assertTrue(fresh > 0);
                int i = now.items().dense("i5").getAsInt();
                assertArrayEquals(
                        student.itemVector(student.itemIds().indexOf("i5")),
                        Arrays.copyOfRange(items, 4 * i, 4 * i + 4));
            }
        }
    }

    /** Teachers that were trained apart are gone on from too, where they lie. */
    @ParameterizedTest
    @ValueSource(strings = {"pytorch", "mxnet"})
    void teachersThatWereGivenAreGoneOnFrom(String engine) throws IOException {
        try (Backend backend = open(engine)) {
            Path apart = folder.resolve("apart");
            Hetcomp.teachers(day(0, 0))
                    .families(Teachers.train("mf"))
                    .into(apart)
                    .run(backend);
            Path before = folder.resolve("before");
            Hetcomp.distill(day(0, 0))
                    .teachers(Teachers.folder(apart))
                    .dim(4)
                    .epochs(3)
                    .into(before)
                    .run(backend);
            DistillResult result = of(day(1, 0))
                    .teachers(Teachers.train("mf", "ae"))
                    .from(before)
                    .run(backend);
            List<Integer> most = result.teachers().stream()
                    .map(card -> card.settings().get("epochs").getAsInt())
                    .toList();
            assertEquals(List.of(4, 48), most, "four in place of 24, and all that ae takes, which begins with nothing");
        }
    }

    private static String log(int day) {
        StringBuilder log = new StringBuilder("user,item,rating\nguest,1,5\n");
        Random random = new Random(3);
        for (int u = 0; u < 60; u++) {
            for (int i = 0; i < 40; i++) {
                boolean has = random.nextDouble() < (u % 2 == i % 2 ? 0.5 : 0.05);
                if (has && (u < 55 || day > 0)) {
                    log.append(u + 5)
                            .append(',')
                            .append(i + 5)
                            .append(',')
                            .append(1 + random.nextInt(5))
                            .append('\n');
                }
            }
        }
        return log.toString();
    }

    private static void refused(String why, Distillation asked, Backend backend) {
        DataException refused = assertThrows(DataException.class, () -> asked.run(backend));
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
    }

    private static byte[] student(Path model) throws IOException {
        return Files.readAllBytes(model.resolve(ModelFolder.STUDENT));
    }

    /** Stops when it is asked for the n-th time. */
    private static final class StopsAt implements Events {
        private final int most;
        private int heard;

        StopsAt(int most) {
            this.most = most;
        }

        @Override
        public void progress(Progress progress) {
            heard++;
        }

        @Override
        public boolean stopRequested() {
            return heard > most;
        }
    }
}
