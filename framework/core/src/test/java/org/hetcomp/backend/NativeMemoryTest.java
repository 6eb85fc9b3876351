package org.hetcomp.backend;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Platform;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NativeMemoryTest {
    private static final int MEGABYTE = 1 << 20;

    /** Of 256 MB in pieces every second one is freed; what lies after a hole keeps it from being given back otherwise. */
    @Test
    void holesAreGivenBack() {
        assumeTrue(isGlibc());
        NativeMemory.keep();
        List<Memory> pieces = new ArrayList<>();
        for (int p = 0; p < 64; p++) {
            Memory piece = new Memory(4L * MEGABYTE);
            piece.setMemory(0, piece.size(), (byte) 1);
            pieces.add(piece);
        }
        try {
            for (int p = 0; p < 64; p += 2) {
                pieces.get(p).close();
            }
            long kept = Resident.megabytes();
            assertTrue(NativeMemory.trim());
            long left = Resident.megabytes();
            assertTrue(kept - left > 100, kept + " MB, " + left + " after");
        } finally {
            for (int p = 1; p < 64; p += 2) {
                pieces.get(p).close();
            }
        }
    }

    private static boolean isGlibc() {
        try {
            return Platform.isLinux() && Function.getFunction(Platform.C_LIBRARY_NAME, "gnu_get_libc_version") != null;
        } catch (UnsatisfiedLinkError e) {
            return false;
        }
    }
}
