package org.hetcomp.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** The program as its user sees it: exit code, stdout, stderr. */
record Program(int code, String out, String err) {
    static Program run(String... words) {
        return run(() -> false, words);
    }

    static Program run(BooleanSupplier interrupted, String... words) {
        return run(false, interrupted, words);
    }

    static Program run(boolean terminal, BooleanSupplier interrupted, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = Console.of(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminal);
        int code = Main.run(words, console, interrupted);
        return new Program(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Writes pairs of 60 users and 40 items in two camps, {@code user<tab>item}. */
    static Path pairs(Path folder) {
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
        return write(folder.resolve("pairs.tsv"), lines.toString());
    }

    static Path write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
