package org.hetcomp.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hetcomp.io.DataException;
import org.hetcomp.model.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareReportTest {
    @TempDir
    Path folder;

    private Path run;

    @BeforeEach
    void sample() {
        run = Samples.comparison(folder.resolve("compare"));
    }

    private Html page() throws IOException {
        Path html = folder.resolve("page.html");
        Reports.write(run, null, html);
        return Html.read(html);
    }

    private JsonObject json() throws IOException {
        return Json.GSON.fromJson(Files.readString(run.resolve("run.json")), JsonObject.class);
    }

    @Test
    void saysWhetherTheBestIsToldFromTheNext() throws IOException {
        Html page = page();
        assertEquals("hetcomp and converged find about as much: Recall@50 of 0.319 and 0.317", page.text("h1"));
        assertTrue(page.text().contains("of which hetcomp keeps 99%"), page.text());
        assertTrue(page.text().contains("< 0.001"), page.text());
        JsonObject json = json();
        json.getAsJsonObject("result")
                .getAsJsonArray("tests")
                .get(0)
                .getAsJsonObject()
                .addProperty("adjusted", 0.01);
        Samples.write(run.resolve("run.json"), json);
        assertEquals("hetcomp finds the most: Recall@50 of 0.319, 0.5% more than converged", page().text("h1"));
    }

    /** The tests say that they differ, but a student was best in its last epoch. */
    @Test
    void whatIsNotAtItsEndIsAheadSoFar() throws IOException {
        JsonObject json = json();
        JsonObject result = json.getAsJsonObject("result");
        result.getAsJsonArray("tests").get(0).getAsJsonObject().addProperty("adjusted", 0.01);
        result.getAsJsonObject("methods")
                .getAsJsonObject("converged")
                .getAsJsonArray("runs")
                .get(1)
                .getAsJsonObject()
                .addProperty("bestEpoch", 70);
        Samples.write(run.resolve("run.json"), json);
        Html page = page();
        assertTrue(page.text("h1").startsWith("hetcomp is ahead so far: Recall@50 of 0.319"), page.text("h1"));
        assertTrue(page.text().contains("perhaps not at its end: converged."), page.text());
        assertTrue(page.text().contains("hetcomp > convergedRecall@50not at its end"), page.text());
        assertTrue(page.text().contains("hetcomp > noneRecall@50users, seeds"), page.text());
    }

    /** As comparisons of earlier versions, and those of one seed, have it. */
    @Test
    void ofUsersAloneIsSaidToBe() throws IOException {
        JsonObject json = json();
        json.getAsJsonObject("result")
                .getAsJsonArray("tests")
                .get(1)
                .getAsJsonObject()
                .remove("seeds");
        Samples.write(run.resolve("run.json"), json);
        assertTrue(page().text().contains("hetcomp > noneRecall@50users only"), page().text());
    }

    @Test
    void wordsFollowEveryMeasure() throws IOException {
        JsonObject json = json();
        JsonObject result = json.getAsJsonObject("result");
        result.getAsJsonArray("tests").addAll(Json.GSON.fromJson("""
            [{"methods": ["converged", "hetcomp"], "measure": "N10", "users": 5219, "difference": 0.0015,
              "low": 0.0004, "high": 0.0034, "p": 0.01, "adjusted": 0.01},
             {"methods": ["hetcomp", "converged"], "measure": "recall@20", "users": 5219, "difference": 0.001,
              "low": -0.001, "high": 0.003, "p": 0.3, "adjusted": 0.3}]
            """, com.google.gson.JsonArray.class));
        for (var one :
                result.getAsJsonObject("methods").getAsJsonObject("converged").getAsJsonArray("runs")) {
            one.getAsJsonObject().getAsJsonObject("test").addProperty("N10", 0.9);
        }
        Samples.write(run.resolve("run.json"), json);
        String text = page().text();
        assertTrue(
                text.contains(
                        "By the other measures converged has more of NDCG@10; they are not told apart by Recall@20."),
                text);
    }

    @Test
    void warnsOfASingleSeedAndDoesWithoutTeachersAndCurves() throws IOException {
        JsonObject json = json();
        JsonObject result = json.getAsJsonObject("result");
        result.remove("ensemble");
        for (String method : List.of("hetcomp", "converged", "none")) {
            JsonObject trials = result.getAsJsonObject("methods").getAsJsonObject(method);
            trials.remove("std");
            trials.getAsJsonArray("runs").remove(1);
            Files.delete(run.resolve(method + "-0/metrics.jsonl"));
        }
        Samples.write(run.resolve("run.json"), json);
        Html page = page();
        assertTrue(page.text().contains("One seed: how much another would change is not known"), page.text());
        assertTrue(page.texts("h2").stream().noneMatch(heading -> heading.contains("learned")), page.text());
    }

    @Test
    void namesTheCommandWithItsMethodsAndSeeds() throws IOException {
        String command = page().text("code");
        assertTrue(command.startsWith("./hetcomp compare "), command);
        assertTrue(command.contains("--methods hetcomp,converged,none"), command);
        assertTrue(command.contains("--seeds 0,1"), command);
        assertTrue(!command.contains("--epochs"), command);
    }

    @Test
    void refusesWhatIsNotFinishedOrDamaged() throws IOException {
        JsonObject unfinished = json();
        unfinished.remove("result");
        Samples.write(run.resolve("run.json"), unfinished);
        assertTrue(assertThrows(DataException.class, this::page).getMessage().contains("is not finished"));
        JsonObject damaged = unfinished.deepCopy();
        damaged.add("result", new JsonObject());
        Samples.write(run.resolve("run.json"), damaged);
        assertTrue(assertThrows(DataException.class, this::page).getMessage().contains("something is missing"));
    }

    @Test
    void hasNoPlaceForARunWithoutTeachers() {
        Path html = folder.resolve("page.html");
        DataException refused = assertThrows(DataException.class, () -> Reports.write(run, run, html));
        assertTrue(refused.getMessage().contains("--alone"), refused.getMessage());
    }
}
