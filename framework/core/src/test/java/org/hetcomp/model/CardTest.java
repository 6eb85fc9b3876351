package org.hetcomp.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hetcomp.data.DataSpec;
import org.hetcomp.eval.Measures;
import org.hetcomp.io.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CardTest {
    private static final Measures MEASURES = new Measures(0.1, 0.2, 0.3, 0.4);

    @TempDir
    Path folder;

    private static Card card(int format) {
        return new Card(
                format,
                Card.Kind.TEACHER,
                "mf",
                "matrix factorisation",
                new Provenance("1.0", "any", "2.0", "cpu", 1, 7, "2026-01-01T00:00:00Z"),
                DataSpec.of("lab"),
                "d",
                "s",
                2,
                3,
                6,
                null,
                new JsonObject(),
                10,
                1,
                List.of(1),
                0.5,
                MEASURES,
                MEASURES,
                Map.of(),
                Map.of("parameters.safetensors", "0"),
                Map.of("parameters.safetensors", 5L),
                null,
                null);
    }

    @Test
    void measuresHaveTheNamesOfTheirKind() {
        String json = Json.GSON.toJson(MEASURES);
        assertEquals("{\"R10\":0.1,\"R50\":0.2,\"N10\":0.3,\"N50\":0.4}", json);
        assertEquals(MEASURES, Json.GSON.fromJson(json, Measures.class));
    }

    @Test
    void cardsComeBackAsTheyWere() throws Exception {
        Files.writeString(folder.resolve(ModelFolder.CARD), Json.PRETTY.toJson(card(Card.FORMAT)));
        Card read = ModelFolder.open(folder).card();
        assertEquals(card(Card.FORMAT).made(), read.made());
        assertEquals(DataSpec.of("lab"), read.data());
        assertEquals(MEASURES, read.test());
    }

    /** A card older than the key {@code family} has the family as its id, which another name must not hide. */
    @Test
    void anotherNameKeepsTheFamily() {
        Card old = card(Card.FORMAT);
        assertEquals("mf", old.scoringFamily());
        assertEquals("mf", old.named("mf-2").named("third").scoringFamily());
        assertFalse(Json.GSON.toJson(old).contains("family"));
        assertEquals(
                "mf",
                Json.GSON
                        .fromJson(Json.GSON.toJson(old.named("other")), Card.class)
                        .family());
    }

    @Test
    void anotherLayoutNamesTheVersionThatWroteIt() throws Exception {
        Files.writeString(folder.resolve(ModelFolder.CARD), Json.GSON.toJson(card(Card.FORMAT + 1)));
        DataException e = assertThrows(DataException.class, () -> ModelFolder.open(folder));
        assertTrue(e.getMessage().contains("use the version that wrote it, 1.0"), e.getMessage());
    }

    @Test
    void missingAndForeignFilesAreNotRead() throws Exception {
        Files.writeString(folder.resolve(ModelFolder.CARD), Json.GSON.toJson(card(Card.FORMAT)));
        ModelFolder model = ModelFolder.open(folder);
        DataException none = assertThrows(DataException.class, () -> model.scorer(null, null));
        assertEquals("the file is missing", none.what());
        Files.writeString(folder.resolve(ModelFolder.PARAMETERS), "other");
        DataException other = assertThrows(DataException.class, () -> model.scorer(null, null));
        assertTrue(other.what().startsWith("the file is not the one that the card vouches for"), other.what());
        DataException unknown = assertThrows(DataException.class, model::trajectory);
        assertEquals("the card does not vouch for the file", unknown.what());
    }
}
