package org.hetcomp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A disk with no space, for each command that writes: one line, and once there is space the same call does it. */
@Tag("faults")
class FullDiskTest {
    @TempDir
    static Path shared;

    private static Path data;
    private static Path run;

    @TempDir
    Path folder;

    private Path disk;

    @BeforeAll
    static void distil() {
        data = Program.pairs(shared);
        run = shared.resolve("run");
        Program program =
                run("distill --families mf --teacher-epochs 2 --dim 4 --epochs 2", "--data", data, "--out", run);
        assertEquals(0, program.code(), program.err());
    }

    private static Program run(String line, Object... more) {
        List<String> words = new ArrayList<>(Arrays.asList(line.split(" ")));
        Arrays.stream(more).forEach(word -> words.add(word.toString()));
        words.addAll(List.of("--threads", "1"));
        return Program.run(words.toArray(String[]::new));
    }

    private static int system(String... words) throws IOException, InterruptedException {
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private void mount(String size) throws IOException, InterruptedException {
        disk = Files.createDirectories(folder.resolve("disk"));
        boolean mounted = "root".equals(System.getProperty("user.name"))
                && system("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", disk.toString()) == 0;
        assumeTrue(mounted, "a small disk takes root and mount");
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        if (disk != null) {
            system("umount", "-l", disk.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "distill --families mf --teacher-epochs 2 --dim 4 --epochs 4 --data DATA --out OUT",
                "teachers --families mf --epochs 2 --data DATA --out OUT",
                "compare --methods none --seeds 0 --dim 4 --epochs 4 --data DATA --out OUT",
                "data split --data DATA --out OUT",
                "recommend --model RUN --top 20 --out OUT",
                "report RUN --out OUT",
                "zoo push --name small RUN OUT",
                "zoo pull lab-mf --out OUT",
                "zoo import --name knn --rankings DATA --data DATA --out OUT"
            })
    void endsInALineAndGoesOnWithSpace(String line) throws IOException, InterruptedException {
        mount("16k");
        Path out = disk.resolve("out");
        String words = line.replace("DATA", data.toString())
                .replace("RUN", run.toString())
                .replace("OUT", out.toString());
        Program full = run(words);
        assertTrue(full.code() == 1 || full.code() == 2, full.out() + full.err());
        String last = full.err().lines().reduce((a, b) -> b).orElseThrow();
        assertTrue(last.matches("hetcomp: .+ \\(.+\\): .+"), last);
        assertTrue(
                last.contains("No space left") || last.contains("free space") || last.contains("cannot write"), last);
        assertEquals(0, system("mount", "-o", "remount,size=64m", disk.toString()));
        Program done = run(words);
        assertEquals(0, done.code(), done.err());
        assertEquals(List.of(), Installed.aside(disk));
    }
}
