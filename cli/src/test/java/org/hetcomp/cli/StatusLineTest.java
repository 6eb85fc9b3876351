package org.hetcomp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StatusLineTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream terminal = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void goesOutOfTheWayOfWhatElseIsWritten() {
        StatusLine status = new StatusLine(terminal, true);
        status.show("epoch 1/9");
        status.stream().print("a warning\n");
        status.erase();
        assertEquals("epoch 1/9\r\033[Ka warning\n", written());
    }

    @Test
    void fitsTheWidth() {
        StatusLine status = new StatusLine(terminal, true);
        status.show("x".repeat(200));
        assertEquals(79, written().length());
    }

    @Test
    void drawsNothingWithoutATerminal() {
        StatusLine status = new StatusLine(terminal, false);
        status.show("epoch 1/9");
        status.stream().print("a warning\n");
        assertEquals("a warning\n", written());
    }
}
