package org.hetcomp.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hetcomp.io.DataException;
import org.hetcomp.model.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuneReportTest {
    @TempDir
    Path folder;

    private Path run;
    private JsonObject json;

    /** A search of three settings in two rounds, of which the last one won and the second diverged. */
    @BeforeEach
    void sample() throws IOException {
        run = Samples.comparison(folder.resolve("tune"));
        json = Json.GSON.fromJson(Files.readString(run.resolve("run.json")), JsonObject.class);
        json.addProperty("command", "tune");
        JsonObject settings = json.getAsJsonObject("settings");
        settings.addProperty("of", "student");
        settings.addProperty("trials", 3);
        settings.add("search", Json.GSON.fromJson("{\"weightDecay\": \"1.0E-6..0.001\"}", JsonObject.class));
        JsonObject result = Json.GSON.fromJson("""
            {"of": "student", "by": "R50", "data": {"users": 10, "items": 20, "train": 30}, "winner": 2,
             "isCut": false, "seconds": 9.5, "config": "runs/tuned <b>/config.json", "out": "runs/tuned"}
            """, JsonObject.class);
        JsonArray trials = new JsonArray();
        trials.add(tried(0, 1e-5, 0.2, 0.31));
        trials.add(tried(1, 2e-4, Double.NaN));
        trials.add(tried(2, 3e-6, 0.25, 0.33));
        result.add("trials", trials);
        json.add("result", result);
        Samples.write(run.resolve("run.json"), json);
    }

    private static JsonObject tried(int number, double decay, double... scores) {
        JsonObject tried = new JsonObject();
        tried.addProperty("number", number);
        JsonObject settings = new JsonObject();
        settings.addProperty("lr", 0.04);
        settings.addProperty("weightDecay", decay);
        tried.add("settings", settings);
        JsonArray rounds = new JsonArray();
        for (double score : scores) {
            JsonObject round = new JsonObject();
            round.addProperty("epochs", rounds.isEmpty() ? 24 : 70);
            if (!Double.isNaN(score)) {
                round.add("valid", Samples.measures(score));
                round.addProperty("score", score);
            }
            round.addProperty("seconds", 1.5);
            rounds.add(round);
        }
        tried.add("rounds", rounds);
        return tried;
    }

    private Html page() throws IOException {
        Path html = folder.resolve("page.html");
        Reports.write(run, null, html);
        return Html.read(html);
    }

    @Test
    void saysWhatWonAndWhatItWasWorth() throws IOException {
        Html page = page();
        assertEquals(
                "Settings for the student: valid Recall@50 of 0.330, where the default ones have 0.310",
                page.text("h1"));
        assertTrue(page.text().contains("1 of the settings let training diverge."), page.text());
        assertTrue(page.text().contains("./hetcomp distill --config 'runs/tuned <b>/config.json'"), page.text());
        assertTrue(page.text().contains("--search weight-decay=1.0E-6..0.001"), page.text());
        assertFalse(page.text().contains("Time was up"), page.text());
    }

    @Test
    void saysWhereNothingIsBetterAndWhereTimeWasUp() throws IOException {
        json.getAsJsonObject("result").addProperty("winner", 0);
        json.getAsJsonObject("result").addProperty("isCut", true);
        Samples.write(run.resolve("run.json"), json);
        Html page = page();
        assertEquals(
                "Nothing better than the default settings of the student was found: valid Recall@50 of 0.310",
                page.text("h1"));
        assertTrue(page.text().contains("Time was up before the search was through"), page.text());
    }

    @Test
    void aSearchThatIsNotFinishedIsTold() {
        json.remove("result");
        Samples.write(run.resolve("run.json"), json);
        DataException e = assertThrows(DataException.class, this::page);
        assertTrue(e.getMessage().startsWith("the search is not finished ("), e.getMessage());
        json.add("result", new JsonObject());
        Samples.write(run.resolve("run.json"), json);
        assertThrows(DataException.class, this::page);
    }
}
