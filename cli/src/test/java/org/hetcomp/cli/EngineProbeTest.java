package org.hetcomp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.hetcomp.bench.process.ChildProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An engine whose process hangs, crashes or talks is told in a line, and no other waits for it for ever. */
class EngineProbeTest {
    private static final Duration LONG = Duration.ofMinutes(2);

    /** Writes what native libraries write, and never ends. */
    static final class Hanging {
        public static void main(String[] engine) throws InterruptedException {
            System.out.println("loading " + engine[0]);
            new CountDownLatch(1).await();
        }
    }

    static final class Crashing {
        public static void main(String[] engine) {
            Runtime.getRuntime().halt(134);
        }
    }

    static final class Talking {
        public static void main(String[] engine) {
            System.out.println("{\"not\": \"an answer\"}");
            System.out.println(ChildProcess.MARK + "{\"engine\": {\"name\": \"" + engine[0]
                    + "\", \"usable\": true}, \"devices\": [\"cpu\"]}");
        }
    }

    /** Without the limit it would wait for ever; the time here only ends that. */
    @Test
    @Timeout(60)
    void oneThatHangsIsEnded() {
        EngineProbe.Found found = EngineProbe.of("mxnet", Hanging.class, Duration.ofMillis(200));
        assertFalse(found.engine().usable());
        assertEquals("it did not answer within 0.2 s", found.engine().reason());
        assertEquals(EngineVersions.of("mxnet"), found.engine().version());
        assertEquals(List.of(), found.devices());
    }

    @Test
    void oneThatCrashesSaysItsCode() {
        EngineProbe.Found found = EngineProbe.of("mxnet", Crashing.class, LONG);
        assertEquals("its process ended with code 134", found.engine().reason());
    }

    @Test
    void onlyTheAnswerIsListenedTo() {
        EngineProbe.Found found = EngineProbe.of("mxnet", Talking.class, LONG);
        assertTrue(found.engine().usable());
        assertEquals(List.of("cpu"), found.devices());
    }
}
