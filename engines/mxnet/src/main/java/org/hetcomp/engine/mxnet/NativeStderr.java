package org.hetcomp.engine.mxnet;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** What native code writes to the process' stderr, past Java's {@code System.err}. */
final class NativeStderr {
    private static final int STDERR = 2;
    private static final int OWNER_ONLY = 0600;

    private NativeStderr() {}

    /**
     * Does something without one of the remarks that it makes; all else that the process writes to stderr meanwhile is
     * written when it is done. Just does it where the C library's calls are not those of POSIX, or no file can be made to
     * hold what is written.
     *
     * @param remark part of the line that is left out
     */
    static <T> T without(String remark, Supplier<T> action) {
        Path file = Platform.isWindows() ? null : file();
        if (file == null) {
            return action.get();
        }
        int terminal = call("dup", STDERR);
        int held = call("creat", file.toString(), OWNER_ONLY);
        call("dup2", held, STDERR);
        call("close", held);
        try {
            return action.get();
        } finally {
            call("dup2", terminal, STDERR);
            call("close", terminal);
            pass(file, remark);
        }
    }

    private static Path file() {
        try {
            return Files.createTempFile("hetcomp-", ".stderr");
        } catch (IOException e) {
            return null;
        }
    }

    private static void pass(Path file, String remark) {
        try {
            String text = new String(Files.readAllBytes(file), Charset.defaultCharset());
            text.lines().filter(line -> !line.contains(remark)).forEach(System.err::println);
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int call(String name, Object... arguments) {
        return Function.getFunction(Platform.C_LIBRARY_NAME, name).invokeInt(arguments);
    }
}
