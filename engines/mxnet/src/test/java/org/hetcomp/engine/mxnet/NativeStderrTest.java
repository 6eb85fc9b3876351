package org.hetcomp.engine.mxnet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NativeStderrTest {
    @BeforeEach
    void needsPosix() {
        assumeFalse(Platform.isWindows(), "its C library has other calls");
    }

    @Test
    void oneRemarkIsLeftOutAndTheRestIsPassedOn() {
        String passed = stderrOf(() -> assertEquals(7, NativeStderr.without("a remark", () -> {
            write("first\nhere is a remark\nlast\n");
            return 7;
        })));
        assertEquals(String.format("first%nlast%n"), passed);
    }

    @Test
    void whatWasWrittenBeforeAFailureIsPassedOnToo() {
        Supplier<Object> failing = () -> {
            write("why\n");
            throw new IllegalStateException();
        };
        String passed = stderrOf(
                () -> assertThrows(IllegalStateException.class, () -> NativeStderr.without("a remark", failing)));
        assertEquals(String.format("why%n"), passed);
    }

    private static String stderrOf(Runnable action) {
        PrintStream before = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            action.run();
        } finally {
            System.setErr(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void write(String text) {
        Function.getFunction(Platform.C_LIBRARY_NAME, "write").invokeInt(new Object[] {2, text, (long) text.length()});
    }
}
