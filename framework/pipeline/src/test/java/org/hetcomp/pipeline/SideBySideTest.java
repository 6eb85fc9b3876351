package org.hetcomp.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.BackendOptions;
import org.hetcomp.backend.Backends;
import org.hetcomp.teacher.TeacherFamilies;
import org.hetcomp.teacher.TeacherFamily;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Teachers at once; most are none, and do what their test says. */
@Timeout(120)
class SideBySideTest {
    private final Backend backend = Backends.open("pytorch", new BackendOptions("cpu", 2));
    private final Set<String> finished = ConcurrentHashMap.newKeySet();
    private final CountDownLatch both = new CountDownLatch(2);

    @AfterEach
    void close() {
        backend.close();
    }

    private static SideBySide.Piece piece(String family, SideBySide.Work work) {
        return new SideBySide.Piece(TeacherFamilies.of(family), 0, work);
    }

    private void train(Events events, SideBySide.Piece... pieces) throws IOException {
        List<TeacherFamily> families =
                Arrays.stream(pieces).map(SideBySide.Piece::family).toList();
        SideBySide.train(new Run(backend, SmallData.drawn(), null, events), families, List.of(pieces));
    }

    private void meet() {
        both.countDown();
        try {
            assertTrue(both.await(60, TimeUnit.SECONDS), "the other one was not begun");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Progress epoch(String phase, int epoch) {
        return new Progress(phase, epoch, 1000, 0.1, 1, 0);
    }

    /** Goes on until it is told to stop. */
    private SideBySide.Work endless(String name) {
        return tell -> {
            meet();
            for (int epoch = 1; ; epoch++) {
                pause();
                tell.accept(epoch(name, epoch));
            }
        };
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(2);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private SideBySide.Work brief(String name) {
        return tell -> {
            meet();
            tell.accept(epoch(name, 1));
            finished.add(name);
        };
    }

    @Test
    void areToldOfByTheThreadThatRuns() throws IOException {
        List<String> heard = new ArrayList<>();
        Thread here = Thread.currentThread();
        train(
                new Events() {
                    @Override
                    public void progress(Progress progress) {
                        assertSame(here, Thread.currentThread());
                        heard.add(progress.phase());
                    }
                },
                piece("mf", brief("mf")),
                piece("ml", brief("ml")));
        assertEquals(Set.of("mf", "ml"), finished);
        assertEquals(Set.of("mf", "ml"), Set.copyOf(heard));
    }

    @Test
    void oneThatFailsEndsTheOther() {
        IllegalArgumentException thrown = assertThrows(
                IllegalArgumentException.class,
                () -> train(Events.NONE, piece("mf", endless("mf")), piece("ml", tell -> {
                    meet();
                    throw new IllegalArgumentException("this one");
                })));
        assertEquals("this one", thrown.getMessage());
        assertThrows(
                IOException.class,
                () -> train(Events.NONE, piece("mf", endless("mf")), piece("ml", SideBySideTest::fullDisk)));
    }

    private static void fullDisk(Consumer<Progress> tell) throws IOException {
        throw new IOException("no space left");
    }

    @Test
    void allEndWhereTheRunIsStopped() {
        List<Progress> heard = new ArrayList<>();
        Events stops = new Events() {
            @Override
            public void progress(Progress progress) {
                heard.add(progress);
            }

            @Override
            public boolean stopRequested() {
                return heard.size() > 5;
            }
        };
        assertThrows(
                StoppedException.class,
                () -> train(
                        stops,
                        piece("mf", endless("mf")),
                        piece("ml", endless("ml")),
                        piece("dl", tell -> finished.add("dl"))));
        assertEquals(6, heard.size());
        assertEquals(Set.of(), finished, "one that waits is not begun any more");
    }

    @Test
    void aListenerThatThrowsLeavesNobodyAtWork() {
        Events broken = new Events() {
            @Override
            public void progress(Progress progress) {
                throw new IllegalStateException("listener");
            }
        };
        boolean[] ended = new boolean[1];
        assertThrows(
                IllegalStateException.class,
                () -> train(broken, piece("mf", endless("mf")), piece("ml", tell -> {
                    try {
                        endless("ml").train(tell);
                    } finally {
                        ended[0] = true;
                    }
                })));
        assertTrue(ended[0]);
    }

    @Test
    void aFailureIsToldThoughTheRunIsStoppedForIt() {
        Events stops = new Events() {
            @Override
            public boolean stopRequested() {
                return true;
            }
        };
        CountDownLatch failing = new CountDownLatch(1);
        assertThrows(
                IOException.class,
                () -> train(
                        stops,
                        piece("mf", tell -> {
                            try {
                                failing.await();
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                            tell.accept(epoch("mf", 1));
                        }),
                        piece("ml", tell -> {
                            failing.countDown();
                            fullDisk(tell);
                        })));
    }

    @Test
    void oneThatIsTrainedAfterAStopHasTheBitsThatItWouldHaveHad(@TempDir Path folder) throws IOException {
        teachers(folder.resolve("whole"), Events.NONE);
        // ae, the shortest, is begun when one of them is done.
        List<Path> first = List.of(
                folder.resolve("stopped/teachers/mf/card.json"), folder.resolve("stopped/teachers/dl/card.json"));
        Events stops = new Events() {
            @Override
            public boolean stopRequested() {
                return first.stream().anyMatch(Files::exists);
            }
        };
        assertThrows(StoppedException.class, () -> teachers(folder.resolve("stopped"), stops));
        assertFalse(Files.exists(folder.resolve("stopped/teachers/ae/card.json")));
        teachers(folder.resolve("stopped"), Events.NONE);
        for (String family : List.of("mf", "ae", "dl")) {
            String file = "teachers/" + family + "/parameters.safetensors";
            assertEquals(
                    -1,
                    Files.mismatch(
                            folder.resolve("whole").resolve(file),
                            folder.resolve("stopped").resolve(file)),
                    family);
        }
    }

    private void teachers(Path folder, Events events) throws IOException {
        Hetcomp.teachers(SmallData.drawn())
                .families(Teachers.train("mf", "ae", "dl"))
                .epochs(12)
                .into(folder)
                .listen(events)
                .run(backend);
    }

    @Test
    void oneThatIsLeftIsTrainedAsItWouldHaveBeenBesideOthers() throws IOException {
        List<String> threads = new ArrayList<>();
        SideBySide.train(
                new Run(backend, SmallData.drawn(), null, Events.NONE),
                List.of(TeacherFamilies.of("mf"), TeacherFamilies.of("ml")),
                List.of(piece("ml", tell -> threads.add(Thread.currentThread().getName()))));
        assertEquals(List.of("hetcomp-pytorch-lane"), threads);
    }

    /** Two begin at once, and the shortest waits. */
    @Test
    void theLongestBeginFirst() throws IOException {
        List<String> begun = Collections.synchronizedList(new ArrayList<>());
        List<SideBySide.Piece> pieces = new ArrayList<>();
        Map.of("mf", 1.0, "ml", 5.0, "dl", 3.0)
                .forEach((family, seconds) ->
                        pieces.add(new SideBySide.Piece(TeacherFamilies.of(family), seconds, tell -> {
                            begun.add(family);
                            meet();
                        })));
        pieces.sort(Comparator.comparingDouble(SideBySide.Piece::seconds));
        train(Events.NONE, pieces.toArray(SideBySide.Piece[]::new));
        assertEquals(Set.of("ml", "dl"), Set.copyOf(begun.subList(0, 2)));
        assertEquals("mf", begun.get(2));
    }

    @Test
    void whatAllTakeIsToldWhereItIsLong() {
        List<SideBySide.Piece> pieces = List.of(
                new SideBySide.Piece(TeacherFamilies.of("mf"), 400, null),
                new SideBySide.Piece(TeacherFamilies.of("ml"), 900, null),
                new SideBySide.Piece(TeacherFamilies.of("dl"), 1100, null));
        assertEquals("all 3 may take 40 min 0 s of cores, 21 min 40 s by the clock", SideBySide.foretold(pieces, 2));
        assertEquals("all 3 may take 40 min 0 s of cores, 18 min 20 s by the clock", SideBySide.foretold(pieces, 3));
        // ease is trained by itself, and of graph it is not known.
        SideBySide.Piece ease = new SideBySide.Piece(TeacherFamilies.of("ease"), 600, null);
        assertEquals(
                "all 2 may take 28 min 20 s of cores, 28 min 20 s by the clock",
                SideBySide.foretold(List.of(pieces.get(2), ease), 2));
        SideBySide.Piece graph = new SideBySide.Piece(TeacherFamilies.of("graph"), 0, null);
        assertNull(SideBySide.foretold(List.of(pieces.get(2), graph), 2));
        assertNull(SideBySide.foretold(pieces.subList(0, 1), 2));
        assertNull(SideBySide.foretold(List.of(pieces.get(0), pieces.get(0)), 1));
    }

    /** Drawn data of docs/teachers.md; of 1.5 GB, the launcher's, the collector leaves 1,365 MB. */
    @Test
    void tenMillionPairsLeaveRoomForTwoTeachers() {
        MemoryNeed need = new MemoryNeed(140_000, 27_000, 9_895_688, 930, 6, 6);
        assertEquals(1212, need.spacious(2));
        assertTrue(need.spacious(3) > 1365, need.spacious(3) + " MB");
        // Eight ninths of what is advised will do.
        assertEquals("give more, as in HETCOMP_JAVA_OPTS=-Xmx1364m", need.advice(2));
        MemoryNeed huge = new MemoryNeed(20_000_000, 1000, 200_000_000, 10, 6, 6);
        assertEquals(1, huge.beside());
        assertEquals(6, new MemoryNeed(1000, 1000, 10_000, 10, 6, 6).beside());
    }

    @Test
    void oneThatMustBeAloneIs() throws IOException {
        Thread here = Thread.currentThread();
        train(
                Events.NONE,
                piece("ease", tell -> {
                    assertSame(here, Thread.currentThread());
                    assertEquals(Set.of("mf", "ml"), finished);
                    finished.add("ease");
                }),
                piece("mf", brief("mf")),
                piece("ml", brief("ml")));
        assertTrue(finished.contains("ease"));
        assertFalse(TeacherFamilies.of("ease").isBesideOthers());
    }
}
