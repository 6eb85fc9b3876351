package org.hetcomp.student;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that somebody made to do harm, or that something damaged: one line each, and nothing else. */
class HostileTest {
    private static final float[][] USER = {{1, 0}, {0, 1}};
    private static final float[][] ITEM = {{1, 2}, {3, 1}, {2, 2}};

    @TempDir
    Path folder;

    private void refused(String why, Path path) {
        String message = assertThrows(StudentException.class, () -> Student.open(path), why)
                .getMessage();
        assertTrue(message.contains(why), message);
        assertTrue(message.matches("[^\\p{Cntrl}]+ \\([^\\p{Cntrl}]+\\): [^\\p{Cntrl}]+"), message);
    }

    private void refused(String why, Written written) {
        refused(why, written.into(folder.resolve("s")));
    }

    private void refusedTensors(String why, String header) {
        refused(
                why,
                Written.small()
                        .put(Source.TENSORS, Written.tensors(header, USER, ITEM))
                        .vouch());
    }

    private static String arrays(String user, String item) {
        return "{\"user\":{\"dtype\":\"F32\"," + user + "},\"item\":{\"dtype\":\"F32\"," + item + "}}";
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 60, Long.MAX_VALUE, Long.MIN_VALUE, -1, 0, 1, 1 << 20, 1 << 21})
    void aHeaderThatCannotBeThatLong(long length) {
        Written written = Written.small();
        byte[] bytes = written.get(Source.TENSORS).clone();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);
        refused(
                "its header cannot be " + length + " bytes long",
                written.put(Source.TENSORS, bytes).vouch());
    }

    @Test
    void aHeaderThatIsLongerThanAnyStudents() {
        String header = Written.header(2, 3, 2);
        String blanks = " ".repeat((1 << 20) + 1 - header.length());
        refusedTensors("its header cannot be 1048584 bytes long", header + blanks);
    }

    @Test
    void arraysThatAreNotWhereTheyOughtToBe() {
        refusedTensors(
                "\"item\" overlaps what is before it",
                arrays("\"shape\":[2,2],\"data_offsets\":[0,16]", "\"shape\":[3,2],\"data_offsets\":[8,32]"));
        refusedTensors(
                "leaves a gap",
                arrays("\"shape\":[2,2],\"data_offsets\":[0,16]", "\"shape\":[2,2],\"data_offsets\":[24,40]"));
        refusedTensors(
                "its header tells of",
                arrays("\"shape\":[2,2],\"data_offsets\":[0,16]", "\"shape\":[2,2],\"data_offsets\":[16,32]"));
        refusedTensors(
                "\"item\" does not fit the file",
                arrays("\"shape\":[2,2],\"data_offsets\":[0,16]", "\"shape\":[3,2],\"data_offsets\":[24,48]"));
        refusedTensors(
                "\"user\" does not fit the file",
                arrays("\"shape\":[2,2],\"data_offsets\":[-16,0]", "\"shape\":[3,2],\"data_offsets\":[16,40]"));
        refusedTensors(
                "\"user\" does not fit the file",
                arrays("\"shape\":[2,2],\"data_offsets\":[0,16,32]", "\"shape\":[3,2],\"data_offsets\":[16,40]"));
    }

    @Test
    void shapesThatOverflow() {
        // 2^62 times 4 bytes is 0 in 64 bits, and so is 2^32 squared times 4.
        for (String shape : List.of(
                "[4611686018427387904,1]", "[4294967296,4294967296]", "[-2,-2]", "[2.0,2]", "[1e400,2]", "\"2\"")) {
            refusedTensors(
                    "\"user\" does not fit the file",
                    arrays(
                            "\"shape\":" + shape + ",\"data_offsets\":[0,0]",
                            "\"shape\":[5,2],\"data_offsets\":[0,40]"));
        }
    }

    @Test
    void arraysOfAnotherKind() {
        refusedTensors(
                "user is I32 [2, 2], not a matrix of F32",
                Written.header(2, 3, 2).replaceFirst("F32", "I32"));
        refusedTensors("does not describe \"user\"", Written.header(2, 3, 2).replaceFirst("F32", "F31"));
        refusedTensors("user is [1, 4], not [2, d]", Written.header(2, 3, 2).replace("[2,2]", "[1,4]"));
        refusedTensors("user is F32 [4], not a matrix", Written.header(2, 3, 2).replace("[2,2]", "[4]"));
        refusedTensors("it has no array user", Written.header(2, 3, 2).replace("user", "usher"));
        refusedTensors("does not describe \"user\"", "{\"user\":null}");
        refusedTensors("its header is not JSON", "[\"user\"]");
        refused(
                "users have 2 dimensions, items 1",
                Written.small()
                        .put(
                                Source.TENSORS,
                                Written.tensors(
                                        arrays(
                                                "\"shape\":[2,2],\"data_offsets\":[0,16]",
                                                "\"shape\":[3,1],\"data_offsets\":[16,28]"),
                                        USER,
                                        new float[][] {{1}, {2}, {3}}))
                        .vouch());
    }

    @Test
    void aBiasIsRefusedAndOtherArraysAreLeftAlone() {
        String more = Written.header(2, 3, 2).replaceFirst("\\}$", "");
        String bias = more + ",\"bias\":{\"dtype\":\"F32\",\"shape\":[1,3],\"data_offsets\":[40,52]}}";
        refused(
                "a student has no bias",
                Written.small()
                        .put(Source.TENSORS, Written.tensors(bias, USER, ITEM, new float[][] {{1, 2, 3}}))
                        .vouch());
        byte[] later = Written.tensors(bias.replace("bias", "encoder"), USER, ITEM, new float[][] {{1, Float.NaN, 3}});
        Path path = Written.small().put(Source.TENSORS, later).vouch().into(folder.resolve("later"));
        assertEquals(3, Student.open(path).recommend("u0", 10).size());
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void numbersThatAreNotFinite(float number) {
        refused("a number in row 1 of user is not finite", Written.of(new float[][] {{1, 0}, {0, number}}, ITEM));
        refused("a number in row 2 of item is not finite", Written.of(USER, new float[][] {{1, 0}, {0, 1}, {number, 1}
        }));
    }

    @Test
    void filesThatAreCutOrChanged() {
        for (String name : List.of(Source.TENSORS, Source.USERS, Source.ITEMS)) {
            Written written = Written.small();
            byte[] whole = written.get(name);
            refused("not the one that the card vouches for", written.put(name, Arrays.copyOf(whole, whole.length - 1)));
            byte[] changed = whole.clone();
            changed[whole.length - 2] ^= 1;
            refused("not the one that the card vouches for", written.put(name, changed));
            Path path = written.into(folder.resolve(name)).resolve(name);
            assertTrue(path.toFile().delete());
            refused("the file is missing", folder.resolve(name));
        }
        Written cut = Written.small();
        byte[] whole = cut.get(Source.TENSORS);
        for (int length = 0; length < whole.length; length++) {
            refused(
                    "no usable safetensors file",
                    cut.put(Source.TENSORS, Arrays.copyOf(whole, length)).vouch());
        }
    }

    @Test
    void idsThatAreNone() {
        refused(
                "rows 0 and 2 have one id, \"a\"",
                Written.small().put(Source.ITEMS, "0\ta\n1\tb\n2\ta\n").vouch());
        for (String bad : List.of(
                "0\ta\n2\tb\n1\tc\n",
                "0\taa\n1\tb\n2\tc",
                "0\taa\n1\t\n2\tc\n",
                "0\ta\n01\tb\n2\tc\n",
                "0\ta\n4294967297\tb\n2\tc\n",
                "0\ta\n1 b\n2\tc\n",
                "0\ta\n1\tbbbbbb\n",
                "0\ta\n\n1\tb\n2\tc\n")) {
            refused("<tab>id", Written.small().put(Source.ITEMS, bad).vouch());
        }
        refused(
                "goes on after row 2",
                Written.small().put(Source.ITEMS, "0\ta\n1\tb\n2\tc\n3\td\n").vouch());
        refused("too short for 3 rows", Written.small().put(Source.ITEMS, "").vouch());
        byte[] noText = {'0', '\t', (byte) 0xC3, '\n', '1', '\t', 'b', '\n', '2', '\t', 'c', '\n'};
        refused("not in UTF-8", Written.small().put(Source.ITEMS, noText).vouch());
    }

    @Test
    void cardsThatAreNone() {
        Written written = Written.small();
        String card = new String(written.get(Source.CARD), StandardCharsets.UTF_8);
        refused("the card is of layout \"2\", not 1", written.put(Source.CARD, card.replace("t\": 1", "t\": 2")));
        refused("of kind \"TEACHER\"", written.put(Source.CARD, card.replace("STUDENT", "TEACHER")));
        refused(
                "its number of users is \"3000000000\"",
                written.put(Source.CARD, card.replace("s\": 2", "s\": 3000000000")));
        refused("its number of users is \"0\"", written.put(Source.CARD, card.replace("s\": 2", "s\": 0")));
        refused("it names no files", written.put(Source.CARD, card.replace("\"files\"", "\"filed\"")));
        refused("the name \"kind\" twice", written.put(Source.CARD, card.replace("\"id\"", "\"kind\"")));
        refused("does not vouch", written.put(Source.CARD, card.replace("users.tsv", "others.tsv")));
        // A number of rows that would take gigabytes is not believed before the file is seen.
        refused("user is [2, 2]", written.put(Source.CARD, card.replace("s\": 2", "s\": 2147483000")));
        refused("more than 32 levels", written.put(Source.CARD, "{\"a\":" + "[".repeat(100_000)));
        refused("more than 100000 values", written.put(Source.CARD, "{\"a\":[" + "0,".repeat(200_000)));
        refused("longer than", written.put(Source.CARD, " ".repeat(1 << 21)));
        refused("not in UTF-8", written.put(Source.CARD, new byte[] {'{', (byte) 0xff}));
    }

    @Test
    void deepHeaders() {
        refusedTensors("more than 32 levels", "{\"a\":" + "{\"a\":".repeat(50_000));
    }

    @Test
    void pathsThatLeadNowhere() throws IOException {
        refused("there is no such file or folder", folder.resolve("nothing"));
        refused("card.json is missing", Files.createDirectory(folder.resolve("empty")));
        refused("no zip archive", Files.writeString(folder.resolve("text"), "text"));
    }

    private Path archive(String name, String... entries) throws IOException {
        Written written = Written.small();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                byte[] content = written.get(entry);
                zip.write(content == null ? new byte[1] : content);
                zip.closeEntry();
            }
        }
        return Files.write(folder.resolve(name), bytes.toByteArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil.txt", "/etc/evil", "..\\evil", "C:\\evil", "a/card.json", "..", "a/"})
    void namesInAnArchiveThatArePaths(String name) throws IOException {
        Path archive = archive("paths.zip", Source.CARD, Source.TENSORS, Source.USERS, Source.ITEMS, name);
        refused("is a path", archive);
        try (Stream<Path> left = Files.walk(folder)) {
            assertEquals(Set.of(folder, archive), left.collect(Collectors.toSet()));
        }
        assertFalse(Files.exists(folder.resolveSibling("evil.txt")));
    }

    @Test
    void archivesWithTooManyTooFewOrTwoOfAName() throws IOException {
        String[] many =
                Stream.iterate(0, n -> n + 1).limit(65).map(n -> "f" + n).toArray(String[]::new);
        refused("it has 65 entries", archive("many.zip", many));
        refused("does not have the file", archive("few.zip", Source.CARD, Source.USERS, Source.ITEMS));
        Path archive = archive("twice.zip", Source.CARD, Source.TENSORS, Source.USERS, Source.ITEMS, "user5.tsv");
        String bytes = new String(Files.readAllBytes(archive), StandardCharsets.ISO_8859_1);
        Files.write(archive, bytes.replace("user5.tsv", "users.tsv").getBytes(StandardCharsets.ISO_8859_1));
        refused("is there twice", archive);
    }

    @Test
    void anArchiveThatUnpacksToMoreThanMemoryMayTake() throws IOException {
        Path archive = Files.write(folder.resolve("large.zip"), Written.small().zip());
        Source source = new Archive(archive, 100);
        try (source) {
            String message = assertThrows(StudentException.class, () -> source.content(Source.CARD))
                    .getMessage();
            assertTrue(message.contains("too large"), message);
            assertEquals(14, source.content(Source.USERS).size() + 4);
            assertEquals(15, source.content(Source.ITEMS).size());
        }
    }
}
