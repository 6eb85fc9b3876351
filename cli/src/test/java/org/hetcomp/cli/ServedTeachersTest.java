package org.hetcomp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.BackendOptions;
import org.hetcomp.backend.Backends;
import org.hetcomp.distill.EnsembleOptions;
import org.hetcomp.model.ModelFolder;
import org.hetcomp.pipeline.Known;
import org.hetcomp.pipeline.Models;
import org.hetcomp.serve.Question;
import org.hetcomp.serve.Served.Beside;
import org.hetcomp.serve.Served.Listed;
import org.hetcomp.student.Recommendation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Teachers that are asked themselves, and those beside a student, which are read once and are of the student's own data. */
class ServedTeachersTest {
    private static final Question TWENTY = Question.of("anna-3", 20);

    @TempDir
    static Path folder;

    private static Path run;
    private static String split;

    @BeforeAll
    static void train() {
        run = folder.resolve("run");
        Program program = Program.run(
                "distill",
                "--data",
                Program.pairs(folder).toString(),
                "--out",
                run.toString(),
                "--families",
                "mf,als",
                "--teacher-epochs",
                "2",
                "--epochs",
                "1",
                "--dim",
                "2");
        assertEquals(0, program.code(), program.err());
        split = ModelFolder.open(run.resolve("student")).card().splitSha256();
    }

    private static RememberedTeachers teachers(boolean keepsSeen) {
        return new RememberedTeachers(run.resolve("student"), split, keepsSeen);
    }

    private static List<String> names(Beside beside) {
        return ids(beside.lists().get(1).items());
    }

    @Test
    void leaveOutWhatTheStudentDoesAndWhatIsExcluded() {
        List<String> all = names(teachers(false).best(TWENTY, List.of()));
        List<String> had = all.subList(0, 2);
        Question question =
                new Question("anna-3", null, null, 4, List.of(all.get(3)), List.of(all.get(2), all.get(3), all.get(5)));
        Beside beside = teachers(false).best(question, had);
        assertEquals(
                List.of("mf", "als", "ensemble"),
                beside.lists().stream().map(Listed::name).toList());
        assertEquals(List.of(all.get(2), all.get(5)), names(beside));
        assertEquals(List.of(), beside.notes());
        assertEquals(all.subList(2, 6), names(teachers(false).best(Question.of("anna-3", 4), had)));
        assertEquals(
                List.of("teachers are remembered without what they learned from, which the student recommends too"),
                teachers(true).best(TWENTY, List.of()).notes());
    }

    @Test
    void ofOtherDataAreNotShown() {
        Beside beside = new RememberedTeachers(run.resolve("student"), "0".repeat(64), false).best(TWENTY, List.of());
        assertEquals(List.of(), beside.lists());
        assertEquals(
                List.of(
                        "2 of 2 teachers beside the student are of other data than it, or of the same divided otherwise, and are"
                                + " not shown"),
                beside.notes());
    }

    @Test
    void whatIsDamagedIsReadOnce() throws IOException {
        Path file = run.resolve("teachers/als").resolve(ModelFolder.TRAJECTORY);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, new byte[] {1, 2});
        RememberedTeachers teachers = teachers(false);
        List<String> note = List.of("what the teachers recommend cannot be read, the server's log says why");
        try {
            assertEquals(note, teachers.best(TWENTY, List.of()).notes());
        } finally {
            Files.write(file, whole);
        }
        // Read again it would be whole.
        assertEquals(new Beside(List.of(), note), teachers.best(TWENTY, List.of()));
        assertEquals(3, teachers(false).best(TWENTY, List.of()).lists().size());
    }

    @Test
    void nobodyWaitsForWhoReads() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        ReadOnce<String> once = new ReadOnce<>(() -> {
            begun.countDown();
            go.await();
            return "read";
        });
        CompletableFuture<Optional<String>> first = CompletableFuture.supplyAsync(() -> {
            try {
                return once.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        });
        begun.await();
        assertEquals(Optional.empty(), once.get());
        go.countDown();
        assertEquals(Optional.of("read"), first.get());
        assertEquals(Optional.of("read"), once.get());
    }

    @Test
    void aFailureIsRemembered() {
        AtomicInteger reads = new AtomicInteger();
        ReadOnce<String> once = new ReadOnce<>(() -> {
            reads.incrementAndGet();
            throw new IOException("damaged");
        });
        for (int n = 0; n < 2; n++) {
            ExecutionException e = assertThrows(ExecutionException.class, once::get);
            assertTrue(e.getCause().getMessage().contains("damaged"), e.getMessage());
        }
        assertEquals(1, reads.get());
    }

    private static ServedModels models(String which, Backend backend) {
        Models models = Models.in(run.resolve("teachers").resolve(which), "here");
        EnsembleOptions five = new EnsembleOptions(20, 5, 5, 5);
        return new ServedModels(models, "v", Known.of(models), backend, five);
    }

    /** Of 40 items, where the best 5 of a teacher count. */
    @ParameterizedTest
    @ValueSource(strings = {"pytorch", "mxnet"})
    void whatIsAllowedIsFoundBelowTheRanksThatCount(String engine) {
        try (Backend backend = Backends.open(engine, new BackendOptions("cpu", 1));
                ServedModels teacher = models("mf", backend);
                ServedModels ensemble = models("", backend)) {
            List<String> all = ids(teacher, new Question("anna-3", null, null, 40, List.of(), null));
            assertTrue(all.size() > 12, all.toString());
            List<String> low = List.of(all.get(all.size() - 1), all.get(8), all.get(all.size() - 3));
            Question allowed = new Question("anna-3", null, null, 10, List.of(all.get(8)), low);
            assertEquals(List.of(low.get(2), low.get(0)), ids(teacher, allowed));
            assertEquals(List.of(), teacher.notes(allowed, 2));
            assertEquals(
                    all.subList(10, 15), ids(teacher, new Question("anna-3", null, null, 5, all.subList(0, 10), null)));
            assertEquals(List.of(), ids(teacher, new Question("anna-3", null, null, 5, List.of(), List.of("none"))));

            List<String> best = ids(ensemble, Question.of("anna-3", 40));
            assertTrue(best.size() >= 5 && best.size() <= 10, best.toString());
            assertEquals(
                    List.of(best.size() + " items and not " + all.size()
                            + ": of each teacher the best 5 count, and what none has there is not found"),
                    ensemble.notes(Question.of("anna-3", 40), best.size()));
            assertEquals(List.of(), ensemble.notes(Question.of("anna-3", 4), 4));
            Question without = new Question("anna-3", null, null, 5, best, null);
            List<String> next = ids(ensemble, without);
            assertEquals(5, next.size());
            // In a batch as alone.
            assertEquals(
                    List.of(best.subList(0, 3), next, best.subList(0, 4)),
                    ensemble.answer(List.of(Question.of("anna-3", 3), without, Question.of("anna-3", 4))).stream()
                            .map(ServedTeachersTest::ids)
                            .toList());
        }
    }

    private static List<String> ids(ServedModels models, Question question) {
        return ids(models.answer(List.of(question)).get(0));
    }

    private static List<String> ids(List<Recommendation> items) {
        return items.stream().map(Recommendation::item).toList();
    }
}
