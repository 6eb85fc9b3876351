package org.hetcomp.engine.pytorch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CudaBuildTest {
    @TempDir
    Path folder;

    private URL jar(String flavor) throws IOException {
        Path jar = folder.resolve(flavor);
        Path lib = Files.createDirectories(jar.resolve("native/lib"));
        Files.writeString(lib.resolve("pytorch.properties"), "version=2.5.1\nflavor=" + flavor + "\n");
        return jar.toUri().toURL();
    }

    /** The platform's own library is there, too. */
    @ParameterizedTest
    @CsvSource({"cu124, true", "cpu-precxx11, false"})
    void isFoundBesideTheOneForCpus(String flavor, boolean expected) throws IOException {
        try (URLClassLoader jars = new URLClassLoader(new URL[] {jar("cpu"), jar(flavor)}, null)) {
            assertEquals(expected, CudaBuild.isAmong(jars));
        }
    }
}
