package org.hetcomp.cli;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** The product as it is installed, made of what these tests run with: its launcher, and the build that the launcher runs. */
final class Installed {
    private final Path home;

    private Installed(Path home) {
        this.home = home;
    }

    static Installed in(Path home) throws IOException {
        Path build = Files.createDirectories(home.resolve("cli/target/builds/tested"));
        Files.copy(Path.of(System.getProperty("hetcomp.root"), "hetcomp"), home.resolve("hetcomp"));
        for (String entry : classPath()) {
            Path path = Path.of(entry);
            if (Files.isRegularFile(path)) {
                Files.copy(path, build.resolve(path.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            } else if (Files.isDirectory(path) && path.endsWith("classes")) {
                pack(
                        path,
                        build.resolve("hetcomp-" + path.getParent().getParent().getFileName() + ".jar"));
            }
        }
        Files.createFile(build.resolve(".used"));
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        Files.setLastModifiedTime(home.resolve("pom.xml"), FileTime.fromMillis(0));
        Files.writeString(home.resolve("cli/target/built"), "tested\n");
        return new Installed(home);
    }

    /** Surefire gives the class path in the manifest of a jar of its own. */
    private static List<String> classPath() throws IOException {
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry);
            String inside = null;
            if (Files.isRegularFile(path)) {
                try (JarInputStream jar = new JarInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
                    inside = jar.getManifest() == null
                            ? null
                            : jar.getManifest().getMainAttributes().getValue("Class-Path");
                }
            }
            if (inside == null || !path.getFileName().toString().startsWith("surefire")) {
                entries.add(entry);
            } else {
                for (String one : inside.split(" ")) {
                    entries.add(path.toUri().resolve(one).getPath());
                }
            }
        }
        return entries;
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream packed = new JarOutputStream(out);
                Stream<Path> all = Files.walk(classes)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                packed.putNextEntry(
                        new JarEntry(classes.relativize(path).toString().replace('\\', '/')));
                Files.copy(path, packed);
                packed.closeEntry();
            }
        }
    }

    /** What a call has written. */
    static String text(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** What was being written aside and was left in a folder. */
    static List<Path> aside(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> path.getFileName().toString().matches("\\..*-[0-9a-f-]{36}"))
                    .toList();
        }
    }

    /** A call of it, with its output in a file. */
    ProcessBuilder call(Path log, String... words) {
        List<String> command = new ArrayList<>(List.of(home.resolve("hetcomp").toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("HETCOMP_JAVA_OPTS", "-Dhetcomp.checkpoint.seconds=0 -XX:TieredStopAtLevel=1");
        return builder;
    }
}
