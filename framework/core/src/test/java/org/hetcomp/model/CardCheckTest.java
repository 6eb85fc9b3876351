package org.hetcomp.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.hetcomp.io.DataException;
import org.hetcomp.io.Hashes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cards of others, which may say anything. */
class CardCheckTest {
    private static final String SOUND = """
        {"format": 1, "kind": "TEACHER", "id": "mf", "title": "matrix factorisation",
         "made": {"version": "1.0", "engine": "any", "engineVersion": "2.0", "device": "cpu", "threads": 1, "seed": 7,
                  "time": "2026-01-01T00:00:00Z"},
         "data": {"name": "lab", "split": "ratio", "minUser": 5, "minItem": 1, "splitSeed": 0},
         "dataSha256": "d", "splitSha256": "s", "users": 2, "items": 3, "interactions": 6, "settings": {},
         "parameters": 10, "epochs": 1, "snapshots": [1], "seconds": 0.5,
         "valid": {"R10": 0.1, "R50": 0.2, "N10": 0.3, "N50": 0.4},
         "test": {"R10": 0.1, "R50": 0.2, "N10": 0.3, "N50": 0.4},
         "shapes": {}, "files": {}, "sizes": {}}
        """;

    @TempDir
    Path folder;

    private static JsonObject card() {
        return Json.GSON.fromJson(SOUND, JsonObject.class);
    }

    private static DataException refused(JsonObject card) {
        DataException e = assertThrows(DataException.class, () -> ModelFolder.card(card.toString(), "there"));
        assertEquals("there", e.where());
        assertFalse(e.getMessage().contains("\n"), e.getMessage());
        return e;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "..", "../x", "a/b", "/etc", "a\\b", "C:x", ".hidden", "-x", "a b", "a\0b", "ü", "a\n"})
    void idsOfCardsAreNames(String id) {
        JsonObject card = card();
        card.addProperty("id", id);
        assertTrue(refused(card).what().contains("is no name of letters"), id);
        JsonObject family = card();
        family.addProperty("family", id);
        assertTrue(refused(family).what().contains("is no name of letters"), id);
    }

    @Test
    void namesHaveALength() {
        assertTrue(Names.isId("a".repeat(100)));
        assertFalse(Names.isId("a".repeat(101)));
        assertFalse(Names.isId(null));
        assertTrue(Names.isVersion("1.20.3.4"));
        for (String none : new String[] {"", "1.", "..", "1.2.3.4.5", "1/2", "1234567890", "v1", "1\n"}) {
            assertFalse(Names.isVersion(none), none);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../x", "libs/a.jar", "a.jar", "classes", "card.json", "notes.txt", ""})
    void cardsNameFilesOfModelsOnly(String name) {
        JsonObject card = card();
        card.getAsJsonObject("files").addProperty(name, "0");
        assertTrue(refused(card).what().contains("no file of a model"), name);
        JsonObject sizes = card();
        sizes.getAsJsonObject("sizes").addProperty(name, 1);
        assertTrue(refused(sizes).what().contains("a size that no file has"), name);
    }

    @ParameterizedTest
    @CsvSource({"users, -1", "items, -1", "parameters, -1"})
    void nothingIsCountedBelowZero(String key, int value) {
        JsonObject card = card();
        card.add(key, new JsonPrimitive(value));
        assertEquals("the card counts less than nothing", refused(card).what());
    }

    @ParameterizedTest
    @ValueSource(strings = {"title", "licence", "dataSha256"})
    void textThatCannotBeShownIsRefusedAndShown(String key) {
        JsonObject card = card();
        card.addProperty(key, "nice\u001b[31m");
        assertTrue(refused(card).what().contains("nice\\u001b[31m"));
        JsonObject made = card();
        made.getAsJsonObject("made").addProperty("engine", "a\u202eb");
        assertTrue(refused(made).what().contains("a\\u202eb"));
    }

    private ModelFolder model(String name, String content) throws IOException {
        JsonObject card = card();
        card.getAsJsonObject("files")
                .addProperty(name, Hashes.of(content.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        Files.writeString(folder.resolve(name), content);
        Files.writeString(folder.resolve(ModelFolder.CARD), card.toString());
        return ModelFolder.open(folder);
    }

    @Test
    void filesAreFilesAndNoLinks() throws IOException {
        ModelFolder model = model(ModelFolder.USERS, "0\ta\n");
        model.verify();
        Path elsewhere = folder.resolveSibling(folder.getFileName() + "-elsewhere");
        Files.move(folder.resolve(ModelFolder.USERS), elsewhere);
        Files.createSymbolicLink(folder.resolve(ModelFolder.USERS), elsewhere);
        DataException e = assertThrows(DataException.class, model::verify);
        assertEquals("no plain file, but a link or a folder", e.what());
        Files.move(folder.resolve(ModelFolder.CARD), elsewhere, StandardCopyOption.REPLACE_EXISTING);
        Files.createSymbolicLink(folder.resolve(ModelFolder.CARD), elsewhere);
        assertTrue(assertThrows(DataException.class, () -> ModelFolder.open(folder))
                .what()
                .startsWith("no plain file"));
        Files.delete(elsewhere);
    }

    @Test
    void nothingElseLiesThere() throws IOException {
        ModelFolder model = model(ModelFolder.USERS, "0\ta\n");
        model.requireNothingElse();
        Files.createDirectory(folder.resolve("classes"));
        DataException e = assertThrows(DataException.class, model::requireNothingElse);
        assertEquals("the card does not name \"classes\"", e.what());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "blockFactory=evil.Factory",
                "translatorFactory=evil.Factory",
                "translator=x",
                "engine=Rust",
                "option.x=1",
                "option.hasParameter=true",
                "application=nlp",
                "block\\u0046actory=evil.Factory"
            })
    void servingPropertiesNameOursOnly(String line) throws IOException {
        String ours = "blockFactory=" + ModelWriter.BLOCK_FACTORY + "\noption.hasParameter=false\n";
        model(ModelFolder.SERVING, ours).verify();
        // The one that the card names, in DJL's spelling.
        model(ModelFolder.SERVING, ours + "engine=Any\n").verify();
        ModelFolder model = model(ModelFolder.SERVING, ours + line + "\n");
        DataException e = assertThrows(DataException.class, model::verify);
        assertTrue(e.what().startsWith("the model asks to be loaded with"), e.what());
    }
}
