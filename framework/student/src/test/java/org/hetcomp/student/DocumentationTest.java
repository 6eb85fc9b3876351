package org.hetcomp.student;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/student.md promises: its Java runs as it stands there, and the module needs the JDK's base alone. */
class DocumentationTest {
    private static final Path CLASSES = Path.of("target", "classes");

    @TempDir
    Path folder;

    private static String run(String tool, String... arguments) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        int code = ToolProvider.findFirst(tool).orElseThrow().run(writer, writer, arguments);
        assertEquals(0, code, out.toString());
        return out.toString();
    }

    @Test
    void theExampleRuns() throws Exception {
        String page = Files.readString(Path.of(System.getProperty("hetcomp.root"), "docs", "student.md"));
        String example = page.split("```java\n")[1].split("```")[0];
        assertTrue(example.contains("Student.open(Path.of(\"runs/mine\"))"), example);
        float[][] user = Cases.vectors(1, 10, 4);
        Written.of(user, Cases.vectors(2, 12, 4)).into(folder.resolve("mine/student"));
        Path source = folder.resolve("Example.java");
        Files.writeString(
                source,
                "import java.nio.file.Path;\nimport java.util.List;\nimport org.hetcomp.student.*;\n"
                        + "public class Example {\npublic static void main(String[] args) {\n"
                        + example.replace("Path.of(\"runs/mine\")", "Path.of(args[0])") + "}\n}\n");
        run("javac", "-Xlint:all", "-Werror", "-cp", CLASSES.toString(), "-d", folder.toString(), source.toString());
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            loader.loadClass("Example").getMethod("main", String[].class).invoke(null, (Object)
                    new String[] {folder.resolve("mine").toString()});
        }
    }

    @Test
    void nothingButTheBaseOfTheJdkIsNeeded() {
        assertEquals(
                "classes -> java.base", run("jdeps", "-s", CLASSES.toString()).strip());
    }
}
