package com.example.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The programs of docs/library.md, run as they are. */
class ProgramsTest {
    @TempDir
    Path folder;

    private interface Main {
        void run(String[] args) throws IOException;
    }

    private static List<String> said(Main main, Object... args) throws IOException {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            String[] words = new String[args.length];
            for (int n = 0; n < words.length; n++) {
                words[n] = args[n].toString();
            }
            main.run(words);
        } finally {
            System.setOut(before);
        }
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private Path pairs() throws IOException {
        Random random = new Random(7);
        StringBuilder lines = new StringBuilder();
        for (int u = 0; u < 60; u++) {
            for (int i = 0; i < 40; i++) {
                if (random.nextDouble() < (u % 2 == i % 2 ? 0.5 : 0.05)) {
                    lines.append("anna-")
                            .append(u)
                            .append('\t')
                            .append("film ")
                            .append(i)
                            .append('\n');
                }
            }
        }
        return Files.writeString(folder.resolve("pairs.tsv"), lines.toString());
    }

    @Test
    void distilsAFile() throws IOException {
        List<String> said = said(DistilFile::main, pairs(), folder.resolve("run"));
        assertTrue(said.get(0).startsWith("Measures[r10="), said.toString());
        assertTrue(Files.exists(folder.resolve("run/student/student.safetensors")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pytorch", "mxnet"})
    void distilsWhatAProgramHas(String engine) throws IOException {
        List<String> said = said(DistilMemory::main, engine);
        assertEquals(3, said.size(), said.toString());
        said.forEach(line -> assertTrue(line.startsWith("article "), line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pytorch", "mxnet"})
    void stopsGoesOnComparesAndAsks(String engine) throws IOException {
        Path run = folder.resolve("run");
        List<String> first = said(WatchAndStop::main, engine, pairs(), run, 3);
        assertEquals("teacher 1/1 ae: 3 of 4", first.get(2));
        assertEquals("stopped, start again to go on", first.get(3));
        List<String> second = said(WatchAndStop::main, engine, pairs(), run, 6);
        assertEquals("stopped, start again to go on", second.get(second.size() - 1));
        List<String> last = said(WatchAndStop::main, engine, pairs(), run, 100);
        assertEquals("student: 3 of 8", last.get(0));
        assertEquals("done", last.get(last.size() - 1));

        List<String> asked = said(AskAndMeasure::main, engine, run, "anna-3");
        assertEquals(6, asked.size());
        assertTrue(asked.get(0).startsWith("film "), asked.toString());
        assertTrue(asked.get(5).startsWith("Recall@50 on test "), asked.toString());

        List<String> compared = said(CompareMethods::main, engine, pairs(), run);
        assertTrue(compared.get(0).startsWith("hetcomp Measures["), compared.toString());
        assertTrue(compared.get(2).startsWith("[") && compared.get(2).contains(" p = "), compared.toString());

        List<String> tuned = said(TuneAndRefit::main, engine, pairs(), run, folder);
        assertTrue(tuned.get(0).startsWith("step size 0."), tuned.toString());
        assertTrue(Files.exists(folder.resolve("student/refit/student/student.safetensors")));
    }
}
