package org.hetcomp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.util.Platform;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hetcomp.backend.BackendException;
import org.hetcomp.backend.Backends;
import org.hetcomp.backend.NativeCache;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of the folder into which an engine's libraries are unpacked. */
class NativeCacheTest {
    @TempDir
    Path folder;

    private Path place;

    @BeforeEach
    void cache() throws IOException {
        System.setProperty("ENGINE_CACHE_DIR", folder.toString());
        String version = Platform.detectPlatform("pytorch").getVersion();
        place = Files.createDirectories(folder.resolve("pytorch").resolve(version + "-cpu-any"));
    }

    @AfterEach
    void usersCache() {
        System.clearProperty("ENGINE_CACHE_DIR");
    }

    private static NativeCache natives() {
        return NativeCache.of("pytorch", "PyTorch");
    }

    private static byte[] library(int length, long end) {
        return library(length, end, 56, 1);
    }

    private static byte[] library(int length, long end, int size, int count) {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(0, 0x464c457f).put(4, (byte) 2).put(5, (byte) 1);
        // One segment, told of behind the head, and no table.
        bytes.putLong(32, 64).putShort(54, (short) size).putShort(56, (short) count);
        bytes.putLong(64 + 8, 0).putLong(64 + 32, end);
        return bytes.array();
    }

    @Test
    void aLibraryThatIsCutShortIsNotLoaded() throws IOException {
        Path file = place.resolve("libx.so.1");
        Files.write(file, library(200, 200));
        natives().requireWhole();
        for (byte[] cut : new byte[][] {
            library(200, 201),
            library(200, -1),
            library(200, Long.MAX_VALUE),
            library(200, 200, 0, 1),
            library(200, 200, 0xffff, 1),
            library(200, 200, 56, 0xffff),
            new byte[0],
            new byte[63]
        }) {
            Files.write(file, cut);
            BackendException e =
                    assertThrows(BackendException.class, () -> natives().requireWhole());
            assertEquals("PyTorch cannot be loaded: its native library libx.so.1 is damaged", e.getMessage());
            assertEquals(place.toString(), e.where());
            assertTrue(e.advice().startsWith("delete that folder"), e.advice());
        }
    }

    @Test
    void anEngineIsNotOpenedWithIt() throws IOException {
        Files.write(place.resolve("libx.so.1"), new byte[3]);
        BackendException e = assertThrows(BackendException.class, () -> Backends.open("pytorch"));
        assertEquals(place.toString(), e.where());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "/x/libc10.so: failed to map segment from shared object | such as a mount with noexec | elsewhere",
                "No space left on device | no space is left | free some",
                "/x/libc10.so: file too short | is damaged, /x/libc10.so: file too short | delete that folder",
                "/x/a.so: invalid ELF header | is damaged, /x/a.so: invalid ELF header | delete that folder",
                "/lib/libc.so.6: version `GLIBC_2.99' not found | C library is too old | newer system",
                "/x/a.so: wrong ELF class: ELFCLASS32 | another processor | own processor",
                "dlopen(/x/a.dylib): mach-o file, but is an incompatible architecture | another processor | own processor",
                "libgfortran.so.3: cannot open shared object file | is missing that it needs, libgfortran | install it",
                "dlopen(/x/a.dylib): Library not loaded, image not found | is missing that it needs | install it"
            })
    void reasonsAreToldApart(String error, String what, String advice) {
        UnsatisfiedLinkError link =
                new UnsatisfiedLinkError("Unable to load library '/x':\nnot found in resource path (a:b)");
        link.addSuppressed(new UnsatisfiedLinkError(error));
        BackendException e = natives().explain(new ExceptionInInitializerError(new IllegalStateException("x", link)));
        assertTrue(
                e.getMessage().startsWith("PyTorch cannot be loaded: ")
                        && e.getMessage().contains(what),
                e.getMessage());
        assertTrue(e.advice().contains(advice), e.advice());
        assertTrue(e.where().startsWith(folder.toString()), e.where());
        assertTrue(e.getMessage().lines().count() == 1 && !e.getMessage().contains("resource path"), e.getMessage());
    }
}
