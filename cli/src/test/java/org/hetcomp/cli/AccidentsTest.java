package org.hetcomp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.hetcomp.io.Hashes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to files by accident, and what commands say of it. */
class AccidentsTest {
    @TempDir
    static Path shared;

    private static Path made;

    @TempDir
    Path folder;

    private Path run;

    @BeforeAll
    static void distil() {
        made = shared.resolve("run");
        Program program = run(
                "distill --families mf --teacher-epochs 2 --dim 4 --epochs 2",
                "--data",
                Program.pairs(shared),
                "--out",
                made);
        assertEquals(0, program.code(), program.err());
    }

    @BeforeEach
    void copy() throws IOException {
        run = folder.resolve("run");
        try (Stream<Path> all = Files.walk(made)) {
            for (Path path : all.toList()) {
                Files.copy(path, run.resolve(made.relativize(path)));
            }
        }
    }

    private static Program run(String line, Object... more) {
        List<String> words = new ArrayList<>(Arrays.asList(line.split(" ")));
        Arrays.stream(more).forEach(word -> words.add(word.toString()));
        words.addAll(List.of("--threads", "1"));
        return Program.run(words.toArray(String[]::new));
    }

    private static void refused(int code, Program program, String what) {
        assertEquals(code, program.code(), program.out() + program.err());
        String last = program.err().lines().reduce((a, b) -> b).orElseThrow();
        assertTrue(last.matches("hetcomp: .+ \\(.+\\): .+") && last.contains(what), last);
    }

    /** Puts a number in place of the first one, and makes the card fit. */
    private void spoil(Path model, String name, float number) throws IOException {
        Path file = model.resolve(name);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putFloat(bytes.capacity() - 4, number);
        Files.write(file, bytes.array());
        Path card = model.resolve("card.json");
        JsonObject json = JsonParser.parseString(Files.readString(card)).getAsJsonObject();
        json.getAsJsonObject("files").addProperty(name, Hashes.of(file));
        Files.writeString(card, json.toString());
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void modelsOfNumbersThatAreNoneAreRefused(float number) throws IOException {
        spoil(run.resolve("student"), "student.safetensors", number);
        for (String engine : List.of("pytorch", "mxnet")) {
            refused(
                    2,
                    run("recommend --engine " + engine, "--model", run),
                    "of item is " + number + " (" + run + "/student/student.safetensors)");
        }
        refused(2, run("evaluate", "--model", run), "student/student.safetensors");
        spoil(run.resolve("teachers/mf"), "parameters.safetensors", number);
        refused(2, run("evaluate", "--model", run.resolve("teachers/mf")), "is " + number);
        spoil(run.resolve("teachers/mf"), "trajectory.safetensors", number);
        refused(2, run("evaluate", "--model", run.resolve("teachers")), "of valid_recall50 is not finite");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "recommend --model RUN --out",
                "report RUN --out",
            })
    void aFileGoesThroughALinkAndIntoADevice(String line) throws IOException {
        assumeTrue(Files.exists(Path.of("/dev/full")), "a system with /dev/full");
        String words = line.replace("RUN", run.toString());
        Path file = Files.writeString(folder.resolve("file"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        assertEquals(0, run(words, link).code());
        assertTrue(Files.isSymbolicLink(link));
        assertTrue(Files.size(file) > 100);
        refused(1, run(words, "/dev/full"), "No space left on device");
        assertFalse(Files.isRegularFile(Path.of("/dev/full")));
        assertEquals(0, run(words, "/dev/null").code());
        Path nothing = Files.createSymbolicLink(folder.resolve("nothing"), Path.of("nowhere"));
        refused(2, run(words, nothing), "a link that leads to nothing");
        assertFalse(Files.exists(folder.resolve("nowhere")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "distill --method none --epochs 1 --data DATA --out OUT",
                "teachers --families mf --epochs 1 --data DATA --out OUT",
                "compare --methods none --seeds 0 --epochs 1 --data DATA --out OUT",
                "data split --data DATA --out OUT",
                "zoo import --name knn --rankings DATA --data DATA --out OUT",
                "zoo pull lab-mf --out OUT",
                "zoo push RUN OUT"
            })
    void aFolderGoesThroughALinkAndOverNothingElse(String line) throws IOException {
        String words = line.replace("DATA", Program.pairs(folder).toString()).replace("RUN", run.toString());
        Path real = Files.createDirectory(folder.resolve("real"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);
        Program done = run(words.replace("OUT", link.toString()));
        assertEquals(0, done.code(), done.err());
        assertTrue(Files.isSymbolicLink(link));
        try (Stream<Path> inside = Files.list(real)) {
            assertTrue(inside.findAny().isPresent());
        }
        Path nothing = Files.createSymbolicLink(folder.resolve("nothing"), Path.of("nowhere"));
        refused(2, run(words.replace("OUT", nothing.toString())), "a link that leads to nothing");
        Path file = Files.writeString(folder.resolve("file"), "mine");
        assertEquals(2, run(words.replace("OUT", file.toString())).code());
        assertEquals("mine", Files.readString(file));
        if (Files.exists(Path.of("/dev/full"))) {
            assertEquals(2, run(words.replace("OUT", "/dev/full")).code());
            assertFalse(Files.isRegularFile(Path.of("/dev/full")));
        }
    }
}
