package org.hetcomp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two of the launcher at once, to one place: each ends with what it was to make or with a line, and what is there is whole. */
@Tag("faults")
class AtOnceTest {
    @TempDir
    static Path shared;

    private static Installed product;
    private static Path data;
    private static Path run;

    @TempDir
    Path folder;

    @BeforeAll
    static void install() throws Exception {
        assumeTrue(Files.exists(Path.of("/bin/sh")), "a system with a shell");
        product = Installed.in(shared.resolve("house"));
        data = Program.pairs(shared);
        run = shared.resolve("run");
        Path log = shared.resolve("log");
        String line = "distill --families mf --teacher-epochs 2 --dim 4 --epochs 2 --data DATA --out RUN";
        assertEquals(0, start(log, line).waitFor(), () -> Installed.text(log));
    }

    private static Process start(Path log, String line) throws IOException {
        String words = line.replace("DATA", data.toString()).replace("RUN", run.toString()) + " --threads 1";
        return product.call(log, words.split(" ")).start();
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
                "zoo import --name knn --rankings DATA --data DATA --out OUT",
                "evaluate --model RUN"
            })
    void twoAtOnce(String line) throws Exception {
        Path out = folder.resolve("out");
        String words = line.replace("OUT", out.toString());
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        Process one = start(first, words);
        Process other = start(second, words);
        int[] codes = {one.waitFor(), other.waitFor()};
        assertTrue(codes[0] == 0 || codes[1] == 0, () -> Installed.text(first) + Installed.text(second));
        for (Path log : List.of(first, second)) {
            int code = codes[log == first ? 0 : 1];
            String last = Installed.text(log).lines().reduce((a, b) -> b).orElse("");
            assertTrue(
                    code == 0 || code == 2 && last.matches("hetcomp: .+ \\(.+\\): .+"),
                    () -> code + Installed.text(log));
        }
        assertEquals(List.of(), Installed.aside(folder));
        Path check = folder.resolve("check");
        if (line.startsWith("distill") || line.startsWith("teachers") || line.startsWith("zoo pull")) {
            assertEquals(0, start(check, "zoo verify " + out).waitFor(), () -> Installed.text(check));
        } else if (line.startsWith("zoo push")) {
            assertEquals(0, start(check, "zoo verify --repository " + out).waitFor(), () -> Installed.text(check));
        }
    }
}
