package org.hetcomp.data;

import static org.hetcomp.data.Loading.ALL;
import static org.hetcomp.data.Loading.file;
import static org.hetcomp.data.Loading.load;
import static org.hetcomp.data.Loading.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.hetcomp.io.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadInputTest {
    private static final String NO_ID =
            "ids are integers from 0 to 2147483647 here; if these are pairs, give --format space, tsv or csv";

    private static final String OR_SKIP = ", or leave such lines out by --skip-bad N";
    private static final String BY_PLACE =
            "; it was taken for csv, no header: user = field 1, item = field 2: if that is wrong, give --format or"
                    + " --columns";
    private static final String AS_LIST =
            "; it was taken for an adjacency list, a user per line: if it has a pair per line,"
                    + " give --format space";

    @TempDir
    private Path folder;

    private void refusedFile(String text, Format format, String what, String line, String advice) throws IOException {
        Path file = file(folder, "data", text);
        refused(what + " (" + file + line + "): " + advice, () -> load(file, ALL.withFormat(format)));
    }

    @Test
    void missing() {
        refused(
                "no such file or folder as no/such.csv (--data): check the path, or take one of lab, citeulike-a,"
                        + " citeulike-t",
                () -> new Datasets().load(ALL.withName("no/such.csv")));
        refused(
                "unknown data set \"movies\" (--data): give a file or a folder, or take one of lab, citeulike-a,"
                        + " citeulike-t",
                () -> new Datasets().load(ALL.withName("movies")));
        for (String odd : new String[] {"", " ", "a\0b"}) {
            assertThrows(DataException.class, () -> new Datasets().load(ALL.withName(odd)));
        }
    }

    @Test
    void names() {
        refused(
                "unknown format \"xml\" (--format): take one of adjacency, tsv, csv, semicolon, pipe, space,"
                        + " double-colon, inter, jsonl",
                () -> Format.of("xml"));
        refused(
                "unknown split \"half\" (--split): take one of ratio, leave-one-out, temporal, time",
                () -> SplitKind.of("half"));
        refused("a least count of 0 (--min-user): give an integer from 1", () -> ALL.withLeast(0, 1));
        refused("a least count of -3 (--min-item): give an integer from 1", () -> ALL.withLeast(1, -3));
    }

    @Test
    void empty() throws IOException {
        String give = "give a file that holds some";
        refusedFile("", null, "no interactions", "", give);
        refusedFile("\n\n", null, "no interactions", "", give);
        refusedFile("user,item\n", null, "no interactions", "", give);
        refusedFile("user_id:token\titem_id:token\n", null, "no interactions", "", give);
        for (Format format : Format.values()) {
            refusedFile("", format, "no interactions", "", give);
        }
    }

    @Test
    void adjacency() throws IOException {
        refusedFile("1 2\n3 -4\n", Format.ADJACENCY, "\"-4\" is no id of an adjacency list", ":2", NO_ID);
        refusedFile("1 2\n3 4.5\n", Format.ADJACENCY, "\"4.5\" is no id of an adjacency list", ":2", NO_ID);
        refusedFile("u1 i1\n", Format.ADJACENCY, "\"u1\" is no id of an adjacency list", ":1", NO_ID);
        refusedFile("5 6\n7 2147483648\n", null, "\"2147483648\" is no id of an adjacency list", ":2", NO_ID);
        refusedFile(
                "5 99999999999999999999\n",
                null,
                "\"99999999999999999999\" is no id of an adjacency list",
                ":1",
                NO_ID);
        refusedFile(
                "2 5 6\n3 5 6\n1 7\n",
                null,
                "the line's count is 3 and 2 items follow",
                ":2",
                "correct the line, or leave the count out of every line" + AS_LIST);
    }

    @Test
    void pairs() throws IOException {
        refusedFile(
                "u,i\nv\n",
                null,
                "number of fields 1, not 2 as on the first line",
                ":2",
                "give every line the same fields" + OR_SKIP);
        refusedFile(
                "u,i\nv,i\nw,i,3\n",
                null,
                "number of fields 3, not 2 as on the first line",
                ":3",
                "give every line the same fields" + OR_SKIP);
        refusedFile("u,i\n\n,j\n", null, "no user", ":3", "give a user and an item" + OR_SKIP);
        refusedFile("u,i\nv,\n", null, "no item", ":2", "give a user and an item" + OR_SKIP);
        refusedFile(
                "a|b|1|2|5\n",
                null,
                "5 fields without a header",
                ":1",
                "say which is what, as in --columns user=1,item=2, or give a header that names user and item");
        refusedFile(
                "u1;i1\nu2;i2\n",
                Format.CSV,
                "one field where a user and an item are expected",
                ":1",
                "separate the fields by commas, or give --format");
        refusedFile(
                "u\ti\n",
                Format.INTER,
                "no header of name:type",
                ":1",
                "begin with user_id:token<tab>item_id:token, or give --format tsv");
        refusedFile(
                "\"a\tb\",i\n",
                Format.CSV,
                "a tab, a line break or the like in the user \"a\\u0009b\"",
                ":1",
                "take it out, or give --format" + OR_SKIP);
        refusedFile(
                "a,b\n\nc,d\n\"e\"f,g\n",
                null,
                "quotes or fields that cannot be told apart",
                ":4",
                "correct the line, or give --format");
    }

    @Test
    void notText() throws IOException {
        Path file = folder.resolve("latin1.csv");
        byte[] bytes = "u1,caf\n".repeat(3000).getBytes(StandardCharsets.UTF_8);
        bytes[7 * 1999 + 5] = (byte) 0xe9;
        Files.write(file, bytes);
        refused("not UTF-8 text (" + file + ":2000): convert the file to UTF-8", () -> load(file, ALL));
    }

    @Test
    void brokenGzip() throws IOException {
        Path whole = Loading.gzip(folder, "whole", "u,i\nv,i\n".repeat(500));
        byte[] bytes = Files.readAllBytes(whole);
        for (int length : new int[] {2, 12, bytes.length - 9}) {
            Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(bytes, length));
            refused("broken gzip (" + cut + "): copy or compress the file again", () -> load(cut, ALL));
        }
        bytes[15] ^= 0x55;
        Path damaged = Files.write(folder.resolve("damaged"), bytes);
        refused("broken gzip (" + damaged + "): copy or compress the file again", () -> load(damaged, ALL));
    }

    @Test
    void tooLittle() throws IOException {
        refusedFile("u,i\nu,j\n", null, "one user only", "", "give interactions of several users" + BY_PLACE);
        refusedFile("u,i\nv,i\n", null, "one item only", "", "give interactions with several items" + BY_PLACE);
        refusedFile(
                "u,i\nv,j\n",
                null,
                "no interactions in valid",
                "",
                "give data in which some users have at least 5 items" + BY_PLACE);
        Path file = file(folder, "few", "u,i\nv,i\nv,j\n");
        refused(
                "nothing is left of 3 interactions with at least 5 items a user and 1 users an item (" + file
                        + "): lower --min-user or --min-item" + BY_PLACE,
                () -> load(file, DataSpec.of("data")));
    }

    @Test
    void noTimes() throws IOException {
        refused(
                "the data has no times (--split temporal): give a time with every pair or split by ratio" + BY_PLACE,
                () -> load(file(folder, "a", "u,i\nv,j\n"), ALL.withSplit(SplitKind.TEMPORAL)));
    }

    @Test
    void dividedFolders() throws IOException {
        refused(
                "no train.txt in the folder (" + folder + "): give train.txt, valid.txt and test.txt, or a file",
                () -> load(folder, ALL));
        file(folder, "train.txt", "0 1\n1 2\n");
        file(folder, "valid.txt", "0 2\n");
        refused(
                "no test.txt in the folder (" + folder + "): give train.txt, valid.txt and test.txt, or a file",
                () -> load(folder, ALL));
        refusedFolder(
                "0 1\n",
                "0 2\n",
                "0 3\n3 1\n",
                "user 3 has no item in train.txt (" + folder.resolve("test.txt")
                        + ":2): leave the user out, or give it an item in train.txt");
        refusedFolder(
                "0 1\n5\n",
                "0 2\n",
                "0 3\n",
                "user 5 has no item in train.txt (" + folder.resolve("train.txt")
                        + ":2): leave the user out, or give it an item in train.txt");
        refusedFolder(
                "0 1\n1 2 7\n",
                "0 2\n",
                "0 3\n1 3\n1 4 7\n",
                "user 1 has item 7 in train.txt and in test.txt (" + folder.resolve("test.txt")
                        + ":3): keep it in one of them");
        refusedFolder(
                "0 1\n1 2 7\n",
                "0 1\n",
                "0 3\n1 4\n",
                "user 0 has item 1 in train.txt and in valid.txt (" + folder.resolve("valid.txt")
                        + ":1): keep it in one of them");
        refusedFolder(
                "0 1\n1 2 7\n",
                "0 2\n",
                "1 3\n0 7\n1 7\n",
                "user 1 has item 7 in train.txt and in test.txt (" + folder.resolve("test.txt")
                        + ":3): keep it in one of them");
        refusedFolder(
                "0 1\n1 2\n",
                "0 2\n",
                "0 3 2\n",
                "user 0 has item 2 in valid.txt and in test.txt (" + folder.resolve("test.txt")
                        + ":1): keep it in one of them");
        refusedFolder(
                "0 1\n1 -2\n",
                "0 2\n",
                "0 3\n",
                "\"-2\" is no id of an adjacency list (" + folder.resolve("train.txt") + ":2): " + NO_ID);
        refusedFolder("", "", "", "no interactions (" + folder.resolve("train.txt") + "): give pairs to learn from");
        refusedFolder(
                "0 1 3\n", "0 2\n", "0 4\n", "one user only (" + folder + "): give interactions of several users");
        refusedFolder(
                "0 1\n1 2\n", "0 2\n", "", "no interactions in test (" + folder + "): move some interactions there");
    }

    @Test
    void namesOfIds() throws IOException {
        Path users = file(folder, "users.tsv", "0\tann\n");
        refusedFolder(
                "0 1\n1 2\n",
                "0 2\n",
                "0 3\n",
                "no name for id 1 (" + users + "): add a line id<tab>name, or take the file away");
        file(folder, "users.tsv", "0\tann\n1\tann\n");
        refusedFolder(
                "0 1\n1 2\n",
                "0 2\n",
                "0 3\n",
                "id 1 or its name \"ann\" was on a line before (" + users + ":2): give each id one name of its own");
        file(folder, "users.tsv", "id\tname\n");
        refusedFolder(
                "0 1\n1 2\n",
                "0 2\n",
                "0 3\n",
                "\"id\\u0009name\" is no id<tab>name (" + users + ":1): correct the line, or take the file away");
    }

    private void refusedFolder(String train, String valid, String test, String message) throws IOException {
        Loading.folder(folder, train, valid, test);
        refused(message, () -> load(folder, ALL));
    }

    @Test
    void aMessageIsOneShortLine() {
        DataException e = new DataException("a\nb", DataException.quote("x".repeat(100)), "c\u001b[31m");
        assertEquals("a\\u000ab (\"" + "x".repeat(40) + "...\"): c\\u001b[31m", e.getMessage());
        assertFalse(e.getMessage().contains("\n"));
        assertEquals("a\\u000ab", e.what());
        assertEquals("c\\u001b[31m", e.advice());
    }
}
