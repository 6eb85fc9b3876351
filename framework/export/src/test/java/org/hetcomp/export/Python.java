package org.hetcomp.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The system's Python, and the lines of it that the page of an export has. */
final class Python {
    private static Boolean isThere;

    private Python() {}

    /** Skips a test where there is no Python with numpy. */
    static void assumeNumpy(Path folder) throws IOException, InterruptedException {
        if (isThere == null) {
            try {
                isThere = run(folder, folder, "import numpy\n") == 0;
            } catch (IOException e) {
                isThere = false;
            }
        }
        assumeTrue(isThere, "no python3 with numpy: install Debian's package python3-numpy");
    }

    /** Runs the lines of an export's page and more after them, in the folder of the export. */
    static void runPage(Path export, Path folder, String more) throws IOException, InterruptedException {
        Matcher page = Pattern.compile("```python\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(export.resolve("README.md")));
        assertTrue(page.find());
        assertEquals(0, run(export, folder, page.group(1) + more));
    }

    private static int run(Path in, Path folder, String lines) throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("script.py"), lines);
        Process process = new ProcessBuilder("python3", script.toString())
                .directory(in.toFile())
                .inheritIO()
                .start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return process.exitValue();
    }
}
