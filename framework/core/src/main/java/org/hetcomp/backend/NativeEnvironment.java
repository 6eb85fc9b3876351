package org.hetcomp.backend;

import com.sun.jna.Function;
import com.sun.jna.Platform;

/**
 * The process environment as native libraries read it when they load. A Java process cannot change its own through {@code System}, so
 * this calls the C library.
 */
public final class NativeEnvironment {
    private NativeEnvironment() {}

    /** Sets a variable, in the place of what it was. */
    public static void set(String name, String value) {
        if (Platform.isWindows()) {
            Function.getFunction("msvcrt", "_putenv_s").invokeInt(new Object[] {name, value});
        } else {
            Function.getFunction(Platform.C_LIBRARY_NAME, "setenv").invokeInt(new Object[] {name, value, 1});
        }
    }

    /** Sets a variable unless the user has; where no C library can be called it stays as it is. */
    public static void suggest(String name, String value) {
        try {
            if (System.getenv(name) == null) {
                set(name, value);
            }
        } catch (LinkageError e) {
            // It is for memory or speed alone.
        }
    }

    /** A variable as native code sees it; null if it is not set. */
    public static String get(String name) {
        Function getenv = Function.getFunction(Platform.isWindows() ? "msvcrt" : Platform.C_LIBRARY_NAME, "getenv");
        return getenv.invokeString(new Object[] {name}, false);
    }
}
