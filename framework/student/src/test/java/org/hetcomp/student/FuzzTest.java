package org.hetcomp.student;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files with bytes changed, cut, doubled and put in: each ends in answers or in one line. */
class FuzzTest {
    private static final int ROUNDS = 600;
    private static final List<String> TOKENS = List.of(
            "[",
            "]",
            "{",
            "}",
            "\"",
            ",",
            ":",
            "-",
            "0",
            "9223372036854775807",
            "1e999",
            "null",
            "\\u0000",
            "\t",
            "\n",
            "F32",
            "user",
            "\u00e9",
            "[[[[",
            "4611686018427387904");

    @TempDir
    Path folder;

    private static byte[] mutated(byte[] bytes, Random random) {
        byte[] mutated = bytes;
        for (int n = 1 + random.nextInt(4); n > 0 && mutated.length > 0; n--) {
            int at = random.nextInt(mutated.length);
            // Half of the changes in the head, where the structure is.
            at = random.nextBoolean() ? at : at % Math.min(mutated.length, 300);
            int length = Math.min(mutated.length - at, 1 + random.nextInt(8));
            mutated = switch (random.nextInt(5)) {
                case 0 -> flipped(mutated, at, random);
                case 1 -> Arrays.copyOf(mutated, at);
                case 2 -> spliced(mutated, at, length, new byte[0]);
                case 3 -> spliced(mutated, at, 0, Arrays.copyOfRange(mutated, at, at + length));
                default ->
                    spliced(
                            mutated,
                            at,
                            random.nextInt(length + 1),
                            TOKENS.get(random.nextInt(TOKENS.size())).getBytes(StandardCharsets.UTF_8));
            };
        }
        return mutated;
    }

    private static byte[] flipped(byte[] bytes, int at, Random random) {
        byte[] flipped = bytes.clone();
        flipped[at] ^= (byte) (1 << random.nextInt(8));
        return flipped;
    }

    private static byte[] spliced(byte[] mutated, int at, int removed, byte[] put) {
        byte[] spliced = new byte[mutated.length - removed + put.length];
        System.arraycopy(mutated, 0, spliced, 0, at);
        System.arraycopy(put, 0, spliced, at, put.length);
        System.arraycopy(mutated, at + removed, spliced, at + put.length, mutated.length - at - removed);
        return spliced;
    }

    private static boolean answers(Path path, String round) {
        try {
            Student student = Student.open(path);
            student.recommendAll(student.userIds().stream().map(Query::of).toList());
            return true;
        } catch (StudentException e) {
            assertTrue(e.getMessage().matches("[^\\p{Cntrl}]+ \\([^\\p{Cntrl}]+\\): [^\\p{Cntrl}]+"), e.getMessage());
            return false;
        } catch (RuntimeException | Error e) {
            return fail(round, e);
        }
    }

    @Test
    void filesThatTheCardVouchesFor() {
        for (String name : List.of(Source.TENSORS, Source.USERS, Source.ITEMS)) {
            Random random = new Random(7);
            int answered = 0;
            for (int n = 0; n < ROUNDS; n++) {
                Written written = Written.small();
                written.put(name, mutated(written.get(name), random)).vouch();
                answered += answers(written.into(folder), name + ", round " + n) ? 1 : 0;
            }
            // Some changes are harmless, and hide no others: a value, a letter of an id.
            assertTrue(answered > 0 && answered < ROUNDS / 2, name + ": " + answered);
        }
    }

    @Test
    void cards() {
        Random random = new Random(8);
        for (int n = 0; n < ROUNDS; n++) {
            Written written = Written.small();
            written.put(Source.CARD, mutated(written.get(Source.CARD), random));
            answers(written.into(folder), "round " + n);
        }
    }

    @Test
    void archives() throws IOException {
        Random random = new Random(9);
        byte[] zip = Written.small().zip();
        for (int n = 0; n < ROUNDS; n++) {
            Path archive = Files.write(folder.resolve("a.zip"), mutated(zip, random));
            answers(archive, "round " + n);
        }
    }
}
