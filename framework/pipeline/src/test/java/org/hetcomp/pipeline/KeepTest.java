package org.hetcomp.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.BackendOptions;
import org.hetcomp.backend.Backends;
import org.hetcomp.data.Dataset;
import org.hetcomp.eval.Measure;
import org.hetcomp.io.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The smallest student that keeps a share of the ensemble. */
class KeepTest {
    private static final Dataset DATA = SmallData.drawn();

    @TempDir
    Path folder;

    private static Distillation small(double share) {
        return Hetcomp.distill(DATA)
                .teachers(Teachers.train("mf", "ae"))
                .teacherEpochs(6)
                .epochs(12)
                .judging(new Judging(List.of(), Measure.N10))
                .keep(share);
    }

    /** Stops when it is asked so often. */
    private static Events stopsAt(int most) {
        AtomicInteger asked = new AtomicInteger();
        return new Events() {
            @Override
            public boolean stopRequested() {
                return asked.incrementAndGet() > most;
            }
        };
    }

    private static List<Integer> dims(Kept kept) {
        return kept.tried().stream().map(Kept.Tried::dim).toList();
    }

    private static byte[] student(Path run) throws IOException {
        return Files.readAllBytes(run.resolve("student/student.safetensors"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pytorch", "mxnet"})
    void endsWithTheSmallestAndGoesOn(String engine) throws IOException {
        try (Backend backend = Backends.open(engine, new BackendOptions("cpu", 1))) {
            Path whole = folder.resolve("whole");
            DistillResult result = small(0.5).into(whole).run(backend);
            Kept kept = result.answer().keep();
            assertEquals(List.of(16, 8, 6, 4), dims(kept), kept.toString());
            assertTrue(kept.reached() && kept.student().share() >= 0.5, kept.toString());
            assertEquals(kept.dim(), result.answer().student().dim());
            assertEquals(
                    kept.student().valid(), result.answer().student().valid().n10(), 1e-9);
            assertEquals(result.answer().ensemble().valid().n10(), kept.ensemble(), 1e-9);
            assertTrue(Files.exists(whole.resolve("student/encoder.safetensors")));
            assertEquals(5, result.student().recommend("anna-7", 5).size());
            assertEquals(
                    result.answer().epochs() / 5 + (result.answer().epochs() % 5 == 0 ? 0 : 1),
                    new MetricsFile(whole).read().size());

            // It is the student that its dimension alone makes.
            Path alone = folder.resolve("alone");
            Hetcomp.distill(DATA)
                    .teachers(Teachers.folder(whole))
                    .judging(new Judging(List.of(), Measure.N10))
                    .epochs(12)
                    .dim(kept.dim())
                    .into(alone)
                    .run(backend)
                    .close();
            assertArrayEquals(student(alone), student(whole));

            Path broken = folder.resolve("broken");
            for (int polls : List.of(8, 12 + 18, 12)) {
                assertThrows(
                        StoppedException.class,
                        () -> small(0.5).into(broken).listen(stopsAt(polls)).run(backend));
            }
            DataException other = assertThrows(
                    DataException.class, () -> small(0.6).into(broken).run(backend));
            assertTrue(other.getMessage().contains("has other keep than asked for"), other.getMessage());
            DistillResult again = small(0.5).into(broken).run(backend);
            assertEquals(dims(kept), dims(again.answer().keep()));
            assertArrayEquals(student(whole), student(broken));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pytorch", "mxnet"})
    void takesWhatKeepsMostWhereNoneIsEnough(String engine) throws IOException {
        try (Backend backend = Backends.open(engine, new BackendOptions("cpu", 1))) {
            DistillResult result = small(1).epochs(1).run(backend);
            Kept kept = result.answer().keep();
            assertEquals(List.of(16, 48, 64), dims(kept), kept.toString());
            assertFalse(kept.reached());
            assertTrue(
                    kept.tried().stream()
                            .allMatch(one -> one.share() <= kept.student().share()),
                    kept.toString());
            String warning = String.join("\n", result.answer().warnings());
            assertTrue(warning.contains("no dimension up to 64 keeps 100% of the ensemble's valid NDCG@10 "), warning);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "4,16 8 6 4",
        "6,16 8 6 4",
        "8,16 8 6",
        "12,16 8 12",
        "16,16 8 12",
        "24,16 48 32 24",
        "32,16 48 32 24",
        "48,16 48 32",
        "64,16 48 64",
        "65,16 48 64"
    })
    void halvesWhatMayBeIt(int least, String order) throws IOException {
        List<String> tried = new ArrayList<>();
        KeepSearch.run(dim -> {
            tried.add(Integer.toString(dim));
            return dim >= least;
        });
        assertEquals(order, String.join(" ", tried));
    }

    @Test
    void takesTheSmallestThatIsEnoughElseTheMost() {
        List<Kept.Tried> tried = List.of(tried(16, 0.99), tried(8, 0.9), tried(12, 0.97));
        assertEquals(12, Kept.of(0.97, "Recall@50", 0.4, tried).dim());
        assertEquals(List.of(), Kept.of(0.97, "Recall@50", 0.4, tried).warnings());
        Kept none = Kept.of(0.995, "Recall@50", 0.4, tried);
        assertEquals(16, none.dim());
        assertEquals("99.5%", none.percent());
        assertEquals(
                8,
                Kept.of(1, "Recall@50", 0.4, List.of(tried(16, 0.9), tried(8, 0.9)))
                        .dim());
    }

    private static Kept.Tried tried(int dim, double share) {
        return new Kept.Tried(dim, share * 0.4, share, 10, 1, "dim-" + dim);
    }

    @Test
    void refusesWhatCannotBeKept() {
        for (double share : new double[] {0, -1, 1.01, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> small(share));
        }
        assertThrows(IllegalArgumentException.class, () -> small(0.9).from(folder));
        assertNull(KeepSearch.require(null, "run"));
    }
}
