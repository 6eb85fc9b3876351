package org.hetcomp.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.hetcomp.pipeline.Events;
import org.hetcomp.pipeline.StoppedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that crash, hang or miss what they need, and those beside them. */
class SuiteRunTest {
    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    Path scratch;

    private Findings run(String... words) throws IOException {
        Findings findings = new Findings();
        run(Events.NONE, findings, words);
        return findings;
    }

    private void run(Events events, Findings findings, String... words) throws IOException {
        List<Contender> contenders = Arrays.stream(words)
                .map(word -> new Contender(
                        new Request.Opening(new Candidate(word, "cpu", 1), Suite.KERNELS, null, Models.NONE, ""),
                        FakeChild.command(word.replaceAll("[0-9]", "")),
                        word.equals("hang") ? Duration.ofMillis(200) : LONG))
                .toList();
        Session session = new Session(3, LONG, scratch, step -> {}, events);
        try {
            new SuiteRun(Suite.KERNELS, contenders, session, findings).run();
        } finally {
            contenders.forEach(Contender::close);
        }
    }

    private static List<String> names(Findings findings) {
        return findings.results().stream()
                .map(result -> result.engine() + " " + result.title())
                .toList();
    }

    @Test
    void oneThatCrashesTakesNoOtherAlong() throws IOException {
        Findings findings = run("crash", "good");
        assertEquals(
                List.of("good loadSeconds", "good firstStepSeconds", "good one", "good two, d = 6"), names(findings));
        assertEquals(2, findings.skipped().size());
        Skipped crash = findings.skipped().get(0);
        assertEquals("crash", crash.engine());
        assertEquals("one", crash.name());
        assertEquals("its process ended with code 134", crash.skipped());
        assertEquals(List.of("a library's own words", "about to crash"), crash.lastLines());
        assertTrue(crash.failed());
        assertEquals("two, d = 6", findings.skipped().get(1).name(), "it is started anew for the next task");
        assertEquals(List.of(), findings.agreement(), "nothing to compare the good one with");
    }

    @Test
    void oneThatHangsIsEnded() throws IOException {
        Findings findings = run("good", "hang");
        assertEquals(4, findings.results().size());
        Skipped hang = findings.skipped().get(0);
        assertEquals("it did not answer within 0.2 s", hang.skipped());
        assertNull(hang.name(), "it did not even open");
        assertEquals(2, findings.skipped().size(), "given up after two failures");
    }

    @Test
    void whatIsMissingIsNoFailure() throws IOException {
        Findings findings = run("missing", "good");
        assertEquals(4, findings.results().size());
        assertEquals(1, findings.skipped().size());
        assertEquals("no such device", findings.skipped().get(0).skipped());
        assertFalse(findings.skipped().get(0).failed());
    }

    @Test
    void resultsAreWhatTheChildrenSaid() throws IOException {
        Findings findings = run("good1", "good2");
        Result one = findings.results().get(2);
        assertEquals("one", one.name());
        assertEquals("9", one.engineVersion());
        assertEquals(3, one.repetitions());
        assertEquals(0.75, one.median());
        assertEquals(0.25, one.firstSeconds());
        assertEquals(0.125, one.cpuSeconds());
        assertEquals(77, one.peakMemoryMb());
        assertEquals(0.5, findings.results().get(0).median());
        assertEquals(2, findings.agreement().size());
        assertEquals("two", findings.agreement().get(1).name());
        assertEquals(0, findings.agreement().get(1).maxAbsDiff());
    }

    @Test
    void whatIsNoNumberIsAFailureOfThatBackendAlone() throws IOException {
        Findings findings = run("mad", "good");
        assertEquals(4, findings.results().size());
        assertEquals(
                "its answer is of no use: measured [NaN]",
                findings.skipped().get(0).skipped());
        assertEquals("mad", findings.skipped().get(0).engine());
    }

    /** Asks to stop once the second task begins. */
    private static Events until(Findings findings) {
        return new Events() {
            @Override
            public boolean stopRequested() {
                return !findings.results().isEmpty();
            }
        };
    }

    @Test
    void whatWasMeasuredOutlivesTheWishToStop() {
        Findings findings = new Findings();
        assertThrows(StoppedException.class, () -> run(until(findings), findings, "good"));
        assertEquals(List.of("good loadSeconds", "good firstStepSeconds", "good one"), names(findings));
    }
}
