package org.hetcomp.cli;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Bytes of a file as accidents and enemies leave them: flipped, cut, doubled, taken out, with words of formats put in. */
final class Damage {
    private static final List<String> WORDS = List.of(
            "[",
            "]",
            "{",
            "}",
            "\"",
            ",",
            ":",
            "-",
            "0",
            "-1",
            "NaN",
            "null",
            "true",
            "1e999",
            "9223372036854775807",
            "4611686018427387904",
            "99999999999999999999",
            "\t",
            "\n",
            "\r",
            "\u0000",
            "\u00e9",
            "\u202e",
            "../",
            "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
            "F32",
            "I64",
            "PK\u0003\u0004",
            "\u001f\u008b",
            "::",
            "user\titem\tscore");

    private Damage() {}

    /** One to four accidents, half of them in the head, where the structure is. */
    static byte[] of(byte[] bytes, Random random) {
        byte[] damaged = bytes;
        for (int n = 1 + random.nextInt(4); n > 0 && damaged.length > 0; n--) {
            int bound = random.nextBoolean() ? damaged.length : Math.min(damaged.length, 300);
            int at = random.nextInt(bound);
            int length = Math.min(damaged.length - at, 1 + random.nextInt(16));
            damaged = switch (random.nextInt(7)) {
                case 0 -> flipped(damaged, at, random);
                case 1 -> Arrays.copyOf(damaged, at);
                case 2 -> spliced(damaged, at, length, new byte[0]);
                case 3 -> spliced(damaged, at, 0, Arrays.copyOfRange(damaged, at, at + length));
                case 4 -> eightBytes(damaged, at, random);
                default -> spliced(damaged, at, random.nextInt(length + 1), word(random));
            };
        }
        return damaged;
    }

    private static byte[] word(Random random) {
        return WORDS.get(random.nextInt(WORDS.size())).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] flipped(byte[] bytes, int at, Random random) {
        byte[] flipped = bytes.clone();
        flipped[at] ^= (byte) (1 << random.nextInt(8));
        return flipped;
    }

    /** A length, an offset or a number written over: huge, negative or almost right. */
    private static byte[] eightBytes(byte[] bytes, int at, Random random) {
        byte[] written = bytes.clone();
        long value = switch (random.nextInt(4)) {
            case 0 -> 1L << random.nextInt(64);
            case 1 -> -1L - random.nextInt(3);
            case 2 -> bytes.length + random.nextInt(9) - 4;
            default -> random.nextLong();
        };
        for (int j = 0; j < 8 && at + j < written.length; j++) {
            written[at + j] = (byte) (value >> (8 * j));
        }
        return written;
    }

    private static byte[] spliced(byte[] bytes, int at, int out, byte[] in) {
        byte[] spliced = new byte[bytes.length - out + in.length];
        System.arraycopy(bytes, 0, spliced, 0, at);
        System.arraycopy(in, 0, spliced, at, in.length);
        System.arraycopy(bytes, at + out, spliced, at + in.length, bytes.length - at - out);
        return spliced;
    }
}
