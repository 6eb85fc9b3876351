package org.hetcomp.backend;

import com.sun.jna.Function;
import com.sun.jna.Platform;

/**
 * Tells the C library's allocator to keep freed memory instead of returning it to the operating system. A step makes and
 * frees arrays of many megabytes; by default each one is mapped afresh, page by page, which costs more than the
 * arithmetic on it. Does nothing where the C library is not glibc.
 */
public final class NativeMemory {
    private static final int M_TRIM_THRESHOLD = -1;
    private static final int M_TOP_PAD = -2;
    private static final int M_MMAP_THRESHOLD = -3;
    private static final int KEEP = 1 << 30;
    private static final int TOP_PAD = 256 << 20;
    // Older versions refuse a larger one, and would then map every array.
    private static final int MOST_BEFORE_2_35 = 32 << 20;

    private NativeMemory() {}

    /** Keeps freed memory from now on; to be called before an engine allocates. */
    public static void keep() {
        if (!Platform.isLinux()) {
            return;
        }
        try {
            Function mallopt = Function.getFunction(Platform.C_LIBRARY_NAME, "mallopt");
            if (mallopt.invokeInt(new Object[] {M_MMAP_THRESHOLD, KEEP}) == 0) {
                mallopt.invokeInt(new Object[] {M_MMAP_THRESHOLD, MOST_BEFORE_2_35});
            }
            mallopt.invokeInt(new Object[] {M_TRIM_THRESHOLD, KEEP});
            mallopt.invokeInt(new Object[] {M_TOP_PAD, TOP_PAD});
        } catch (UnsatisfiedLinkError e) {
            // Another C library: its allocator stays as it is.
        }
    }
}
