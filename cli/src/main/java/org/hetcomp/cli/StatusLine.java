package org.hetcomp.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * A line at the end of a terminal that is overwritten as work goes on. Whatever else is written to the terminal goes
 * through {@link #stream}, which takes the line away first. Nothing is drawn where there is no terminal.
 */
final class StatusLine {
    private static final long PAUSE = 100_000_000L;
    private static final int WIDTH = 79;

    private final PrintStream terminal;
    private final PrintStream through;
    private boolean drawing;
    private boolean drawn;
    private long last;

    StatusLine(PrintStream terminal, boolean drawing) {
        this.terminal = terminal;
        this.drawing = drawing;
        this.last = System.nanoTime() - PAUSE;
        this.through = new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        write(new byte[] {(byte) b}, 0, 1);
                    }

                    @Override
                    public void write(byte[] bytes, int from, int length) {
                        synchronized (StatusLine.this) {
                            erase();
                            terminal.write(bytes, from, length);
                            terminal.flush();
                        }
                    }
                },
                true,
                StandardCharsets.UTF_8);
    }

    /** The terminal for everything else. */
    PrintStream stream() {
        return through;
    }

    /** Draws nothing from now on. */
    synchronized void mute() {
        erase();
        drawing = false;
    }

    /** Shows where work stands; at most ten times a second. */
    synchronized void show(String text) {
        long now = System.nanoTime();
        if (!drawing || now - last < PAUSE) {
            return;
        }
        last = now;
        erase();
        terminal.print(text.length() > WIDTH ? text.substring(0, WIDTH) : text);
        terminal.flush();
        drawn = true;
    }

    /** Takes the line away. */
    synchronized void erase() {
        if (drawn) {
            terminal.print("\r\033[K");
            terminal.flush();
            drawn = false;
        }
    }
}
