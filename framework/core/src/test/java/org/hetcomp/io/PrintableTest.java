package org.hetcomp.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void whatATerminalWouldObeyIsWrittenOut() {
        assertEquals("a\\u001b[2Jb\\u000a\\u0009\\u0000\\u007f", Printable.of("a\u001b[2Jb\n\t\0\u007f"));
        assertEquals("\\u009b1m\\u0085", Printable.of("\u009b1m\u0085"), "C1");
        assertEquals(
                "\\u202egnp.exe\\u2066\\u200b\\ufeff\\u2028", Printable.of("\u202egnp.exe\u2066\u200b\ufeff\u2028"));
        assertEquals("\\u{e0041}\\ud800", Printable.of("\udb40\udc41\ud800"), "tags, and half a character");
        assertEquals("Füße, 日本語, 🎬 \"x\" \\", Printable.of("Füße, 日本語, 🎬 \"x\" \\"));
        assertTrue(Printable.isPlain("Füße 🎬"));
        assertFalse(Printable.isPlain("a\u202eb"));
    }

    @Test
    void messagesHoldIt() {
        DataException e = new DataException("no \u001b]0;x\u0007 there", "a\u202eb", "look\n");
        assertEquals("no \\u001b]0;x\\u0007 there (a\\u202eb): look\\u000a", e.getMessage());
    }
}
