package org.hetcomp.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JSON that may be anybody's. */
class JsonTextTest {
    private static final Gson GSON = new Gson();

    @TempDir
    Path folder;

    private record Inner(int seed, double share) {}

    record Outer(String name, Inner made, List<Inner> all) {
        Outer {
            if (name != null && name.equals("none")) {
                throw new IllegalArgumentException("a name that is none");
            }
        }
    }

    private static JsonText of(String text) {
        return new JsonText(text, "there", "do this");
    }

    private static String told(String text) {
        DataException e =
                assertThrows(DataException.class, () -> of(text).require("name").as(GSON, Outer.class));
        assertEquals("there", e.where());
        assertEquals("do this", e.advice());
        return e.what();
    }

    @Test
    void whatIsSoundIsRead() {
        Outer outer = of("{\"name\": \"x\", \"made\": {\"seed\": 3}, \"all\": [{\"share\": 0.5}]}")
                .require("name", "made.seed")
                .as(GSON, Outer.class);
        assertEquals(3, outer.made().seed());
        assertEquals(0.5, outer.all().get(0).share());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{} | key name is missing",
                "{\"name\": null} | key name is missing",
                "[] | no object",
                "3 | no object",
                "{\"name\": \"x\", \"made\": {\"seed\": \"y\"}} | key made.seed, ",
                "{\"name\": \"x\", \"made\": {\"seed\": 1e99}} | key made.seed, ",
                "{\"name\": \"x\", \"all\": [{}, {\"share\": []}]} | key all[1].share, ",
                "{\"name\": \"x\", \"made\": {\"share\": NaN}} | key made.share, ",
                "{\"name\": \"x\", \"made\": {\"share\": 1e999}} | key made.share, ",
                "{\"name\": \"none\"} | a name that is none",
                "{\"name\": \"x\"} {} | malformed JSON",
                "{\"name\": \"x\" | End of input",
                "{'name': \"x\"} | malformed JSON",
                "{\"name\": \"x\", /* */ \"made\": {}} | malformed JSON"
            })
    void whatIsNotIsToldWithItsKey(String text, String why) {
        assertTrue(told(text).contains(why), told(text));
        assertTrue(told(text).lines().count() == 1 && !told(text).contains("http"), told(text));
    }

    @Test
    void depthIsBounded() {
        assertTrue(told("{\"name\": " + "[".repeat(100_000)).contains("Nesting limit"), "an array in an array ...");
        assertTrue(told("{\"name\": ".repeat(100_000)).contains("Nesting limit"));
    }

    @Test
    void sizeIsBounded() throws IOException {
        Path file = Files.writeString(folder.resolve("x.json"), "{\"name\": \"0123456789\"}");
        assertEquals("longer than 10 bytes", refused(file, 10).what());
        String long64 = " ".repeat((int) JsonText.LARGEST + 1);
        DataException e = assertThrows(DataException.class, () -> new JsonText(long64, "a line", "cut it"));
        assertEquals("longer than 67108864 characters", e.what());
        JsonText.read(file, 100, "no file", "do this").object();
        Files.write(file, new byte[] {'{', (byte) 0xff, '}'});
        assertEquals("no file: not in UTF-8", refused(file, 10).what());
        assertEquals("no plain file", refused(folder, 10).what());
        assertTrue(refused(folder.resolve("nowhere"), 10).what().startsWith("cannot be read, "));
    }

    private static DataException refused(Path file, long most) {
        return assertThrows(DataException.class, () -> JsonText.read(file, most, "no file", "do this"));
    }
}
