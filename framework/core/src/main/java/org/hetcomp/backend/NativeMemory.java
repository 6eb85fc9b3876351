package org.hetcomp.backend;

import com.sun.jna.Function;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells the C library's allocator to keep freed memory instead of returning it to the operating system, and when to return it. A
 * step makes and frees arrays of many megabytes; by default each one is mapped afresh, page by page, which costs more than the
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

    private static final long SELDOM = 30_000_000_000L;
    private static final AtomicLong GIVEN_BACK = new AtomicLong(System.nanoTime());

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
        } catch (LinkageError e) {
            // Another C library, or none that can be called: its allocator stays as it is.
        }
    }

    /**
     * Returns what is free now, between arrays too, unless that was done within half a minute, since the next steps fetch what they need
     * again. Where arrays are of many sizes the holes that are kept add up: to two gigabytes, of teachers of six million pairs.
     */
    public static void giveBack() {
        long now = System.nanoTime();
        long last = GIVEN_BACK.get();
        if (!Platform.isLinux() || now - last < SELDOM || !GIVEN_BACK.compareAndSet(last, now)) {
            return;
        }
        trim();
    }

    /** The same at once; returns whether the C library has a way to do so. */
    static boolean trim() {
        try {
            Function.getFunction(Platform.C_LIBRARY_NAME, "malloc_trim").invokeInt(new Object[] {new NativeLong(0)});
            return true;
        } catch (LinkageError e) {
            return false;
        }
    }
}
