package org.hetcomp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The launcher's own work: one builds, the others wait, and nothing is taken away from who runs. Maven and Java are stood in
 * for by scripts that write down when they begin and end.
 */
class LauncherTest {
    private static final List<String> TOOLS = List.of(
            "sh",
            "cat",
            "mkdir",
            "rm",
            "rmdir",
            "mv",
            "cp",
            "ln",
            "ls",
            "sed",
            "head",
            "tail",
            "sort",
            "find",
            "grep",
            "date",
            "dirname",
            "readlink",
            "sleep",
            "ps",
            "kill",
            "mkfifo",
            "touch");

    @TempDir
    Path folder;

    private Path home;
    private Path log;
    private Path tools;

    @BeforeEach
    void house() throws IOException, InterruptedException {
        assumeTrue(Files.exists(Path.of("/bin/sh")), "a system with a shell");
        home = Files.createDirectories(folder.resolve("house"));
        log = Files.createFile(folder.resolve("log"));
        Files.copy(Path.of(System.getProperty("hetcomp.root"), "hetcomp"), home.resolve("hetcomp"));
        Program.write(home.resolve("pom.xml"), "<project/>");
        Program.write(home.resolve("cli/src/main/x"), "x");
        script(home.resolve("mvnw"), """
                echo "begin $$" >> LOG
                if [ -p GATE ]; then read line < GATE; else sleep 0.3; fi
                mkdir -p cli/target/lib
                echo "$$" > cli/target/lib/hetcomp-cli.jar
                echo x > cli/target/lib/other.jar
                echo "end $$" >> LOG
                """);
        script(folder.resolve("java/bin/java"), """
                case $1 in
                    -version) echo 'openjdk version "17.0.1"' >&2 ;;
                    --list-modules) echo jdk.compiler@17 ;;
                    *) for last; do :; done
                       while [ "$1" != -cp ]; do shift; done
                       echo "$2 ${LC_ALL:-none} ${LC_CTYPE:-none}"
                       if [ "$last" = hold ]; then read line < HOLD; cat "${2%/*}/hetcomp-cli.jar"; fi ;;
                esac
                """);
        tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool : TOOLS) {
            for (String place : List.of("/bin", "/usr/bin")) {
                if (Files.exists(Path.of(place, tool)) && !Files.exists(tools.resolve(tool))) {
                    script(tools.resolve(tool), "exec " + place + "/" + tool + " \"$@\"\n");
                }
            }
        }
    }

    private void script(Path file, String text) {
        Program.write(
                file,
                "#!/bin/sh\n"
                        + text.replace("LOG", log.toString())
                                .replace("HOLD", folder.resolve("hold").toString())
                                .replace("GATE", folder.resolve("gate").toString()));
        assertTrue(file.toFile().setExecutable(true));
    }

    private Path gate(String name) throws IOException, InterruptedException {
        Path gate = folder.resolve(name);
        assertEquals(0, new ProcessBuilder("mkfifo", gate.toString()).start().waitFor());
        return gate;
    }

    private Process launch(boolean withFlock, String word) throws IOException {
        return launch(withFlock, "", word);
    }

    private Process launch(boolean withFlock, String profile, String word) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(home.resolve("hetcomp").toString(), word);
        Map<String, String> environment = builder.environment();
        environment.put("JAVA_HOME", folder.resolve("java").toString());
        environment.put("HETCOMP_PROFILE", profile);
        if (!withFlock) {
            environment.put("PATH", tools.toString());
        }
        environment.keySet().removeAll(List.of("LC_ALL", "LC_CTYPE", "LANG"));
        return builder.start();
    }

    private static String end(Process process) throws IOException, InterruptedException {
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it ends");
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.exitValue(), err);
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8) + err;
    }

    /** The builds that were; two at a time would be begun before the first has ended. */
    private int builds() throws IOException {
        List<String> lines = Files.readAllLines(log);
        for (int line = 0; line < lines.size(); line++) {
            assertEquals(line % 2 == 0 ? "begin" : "end", lines.get(line).split(" ")[0], lines.toString());
        }
        return lines.size() / 2;
    }

    private static void assumeFlock(boolean wanted) {
        assumeTrue(!wanted || Files.exists(Path.of("/usr/bin/flock")), "a system with flock");
    }

    private void six(boolean withFlock) throws IOException, InterruptedException {
        List<Process> all = new ArrayList<>();
        for (int n = 0; n < 6; n++) {
            all.add(launch(withFlock, "x"));
        }
        for (Process one : all) {
            assertTrue(end(one).contains("cli/target/builds/"));
        }
        assertEquals(1, builds());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofSixAtOnceOneBuilds(boolean withFlock) throws IOException, InterruptedException {
        assumeFlock(withFlock);
        six(withFlock);
        assertTrue(end(launch(withFlock, "x")).contains("/builds/"));
        assertEquals(1, builds());
    }

    @Test
    void aDeadOwnerIsNotWaitedFor() throws IOException, InterruptedException {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Program.write(home.resolve(".building.lock.d/pid"), dead.pid() + "\n");
        six(false);
    }

    @Test
    void aStrangerIsNotWaitedFor() throws IOException, InterruptedException {
        Process stranger = new ProcessBuilder("sleep", "600").start();
        try {
            Program.write(home.resolve(".building.lock.d/pid"), stranger.pid() + "\n");
            six(false);
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void aLockOfNobodyIsNotWaitedForLong() throws IOException, InterruptedException {
        Path lock = Files.createDirectories(home.resolve(".building.lock.d"));
        Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minus(Duration.ofMinutes(3))));
        six(false);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatGoesOnAfterALauncherWasKilledIsWaitedFor(boolean withFlock) throws IOException, InterruptedException {
        assumeFlock(withFlock);
        Path gate = gate("gate");
        Process first = launch(withFlock, "x");
        try (BufferedReader err = first.errorReader()) {
            for (String line = err.readLine(); !line.contains("building, which takes"); line = err.readLine()) {
                assertTrue(line.startsWith("hetcomp: "), line);
            }
            while (Files.size(log) == 0) {
                Thread.onSpinWait();
            }
            first.destroyForcibly().waitFor();
        }
        String maven = Files.readString(log).strip().replace("begin ", "");
        Process second = launch(withFlock, "x");
        try (BufferedReader err = second.errorReader()) {
            String said = err.readLine();
            assertTrue(said.startsWith("hetcomp: process ") && said.endsWith(" waiting for it"), said);
            assertTrue(!withFlock || said.contains("process " + maven + " builds in " + home), said);
            Files.writeString(gate, "go\n");
            Files.delete(gate);
            assertTrue(second.waitFor(60, TimeUnit.SECONDS));
            assertEquals(0, second.exitValue(), () -> err.lines().toList().toString());
        }
        assertEquals(2, builds());
    }

    @Test
    void aBuildLeavesThoseWhoRunTheirs() throws IOException, InterruptedException {
        assumeFlock(true);
        end(launch(true, "x"));
        Path hold = gate("hold");
        Process running = launch(true, "hold");
        String line = running.inputReader().readLine();
        Path old = Path.of(line.split(" ")[0]).getParent();
        assertTrue(Files.exists(old.resolve("hetcomp-cli.jar")), line);
        Files.setLastModifiedTime(
                home.resolve("pom.xml"), FileTime.from(Instant.now().plusSeconds(60)));
        String said = end(launch(true, "x"));
        assertFalse(said.contains(old.getFileName().toString()), said);
        assertTrue(Files.exists(old.resolve("hetcomp-cli.jar")), "whoever runs keeps its build");
        Files.writeString(hold, "go\n");
        end(running);
    }

    /** Each profile keeps its own build, so that going back and forth builds nothing. */
    @Test
    void aProfileHasABuildOfItsOwn() throws IOException, InterruptedException {
        assumeFlock(true);
        String plain = end(launch(true, "x")).lines().findFirst().orElseThrow();
        String gpu = end(launch(true, "gpu", "x")).lines().findFirst().orElseThrow();
        assertNotEquals(plain, gpu);
        assertEquals(plain, end(launch(true, "x")).strip());
        assertEquals(gpu, end(launch(true, "gpu", "x")).strip());
        assertEquals(2, builds());
        Process unknown = launch(true, "tpu", "x");
        assertEquals(2, unknown.waitFor());
        assertEquals(
                "hetcomp: unknown profile \"tpu\" (HETCOMP_PROFILE): take gpu, or unset it",
                unknown.errorReader().readLine());
    }

    @Test
    void theLocaleOfJavaHasMoreThanAscii() throws IOException, InterruptedException {
        assertTrue(end(launch(true, "x")).contains(" none C.UTF-8\n"));
        Map<String, String> said = new HashMap<>();
        for (String locale : List.of("C", "POSIX", "de_DE.UTF-8")) {
            ProcessBuilder builder = new ProcessBuilder(home.resolve("hetcomp").toString(), "x");
            builder.environment().put("JAVA_HOME", folder.resolve("java").toString());
            builder.environment().put("LC_ALL", locale);
            builder.environment().remove("LC_CTYPE");
            said.put(locale, end(builder.start()));
        }
        assertTrue(said.get("C").contains(" C.UTF-8 none"), said.toString());
        assertTrue(said.get("POSIX").contains(" C.UTF-8 none"), said.toString());
        assertTrue(said.get("de_DE.UTF-8").contains(" de_DE.UTF-8 none"), said.toString());
    }

    @Test
    void oldBuildsAreSwept() throws IOException, InterruptedException {
        assumeFlock(true);
        end(launch(true, "x"));
        Files.setLastModifiedTime(
                home.resolve("pom.xml"), FileTime.from(Instant.now().plusSeconds(60)));
        end(launch(true, "x"));
        assertEquals(2, builds());
        try (Stream<Path> all = Files.list(home.resolve("cli/target/builds"))) {
            assertEquals(1, all.count());
        }
    }
}
