package org.hetcomp.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hetcomp.data.DataException;
import org.hetcomp.zoo.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of a benchmark calls a backend faster only where it is, and hides no failure. */
class BenchReportTest {
    @TempDir
    Path folder;

    private Html page() throws IOException {
        Path html = folder.resolve("page.html");
        Reports.write(folder, null, html);
        return Html.read(html);
    }

    /** Sets least, median and most of a metric's backends in the order in which they were measured. */
    private void set(String name, double... medians) throws IOException {
        Path file = folder.resolve("results.json");
        JsonObject json = Json.GSON.fromJson(Files.readString(file), JsonObject.class);
        int at = 0;
        for (var result : json.getAsJsonArray("results")) {
            JsonObject one = result.getAsJsonObject();
            if (one.get("name").getAsString().equals(name)) {
                one.addProperty("min", 0.9 * medians[at]);
                one.addProperty("median", medians[at]);
                one.addProperty("max", 1.1 * medians[at++]);
            }
        }
        Samples.write(file, json);
    }

    @Test
    void fasterIsWhatIsFasterInEveryRepetition() throws IOException {
        Samples.bench(folder);
        set("coarseUsPerUserRow", 4, 2, 8, 6);
        set("fineUsPerUserRow", 4, 3.9, 8, 6);
        // Of what is done in a second, more is better.
        set("usersPerSecond", 4, 9, 2, 3);
        Html page = page();
        assertEquals("Clearly the fastest in 2 of 3 measurements: pytorch cpu, 2 threads", page.text("h1"));
        assertTrue(page.text().contains("So is pytorch cpu, 2 threads in 2; in 1 the spreads overlap."), page.text());
        set("coarseUsPerUserRow", 4, 4, 4, 4);
        set("usersPerSecond", 4, 4, 4, 4);
        assertEquals("No backend is clearly faster in any of 3 measurements", page().text("h1"));
    }

    @Test
    void showsAllThatWasMeasuredAndAllThatWasNot() throws IOException {
        Html page = page(Samples.bench(folder));
        assertEquals(4, page.all("svg").size());
        assertEquals(32, page.all("line").stream()
                .filter(line -> line.getAttribute("class").equals("whisker"))
                .count() - 4);
        assertTrue(page.text().contains("not a number on mxnet"));
        assertTrue(page.text().contains("terminate called / <what>: bad & worse"));
        assertTrue(page.text().contains("device gpu is not usable: no CUDA driver"));
        assertTrue(page.text().contains("Some <fast> CPU & more"));
        assertEquals(3, page.all("p").stream().filter(p -> p.getAttribute("role").equals("note")).count());
        assertTrue(page.text().contains("seconds per user0.001100.02141/19"), page.text());
    }

    private Html page(Path bench) throws IOException {
        Path html = bench.resolve("page.html");
        BenchReport.write(bench.resolve("results.json"), html);
        return Html.read(html);
    }

    @Test
    void oneBackendWinsNothing() throws IOException {
        Samples.bench(folder);
        Path file = folder.resolve("results.json");
        JsonObject json = Json.GSON.fromJson(Files.readString(file), JsonObject.class);
        JsonArray one = new JsonArray();
        one.add(json.getAsJsonArray("results").get(4));
        json.add("results", one);
        json.remove("inference");
        json.remove("agreement");
        json.remove("skipped");
        Samples.write(file, json);
        assertEquals("1 measurement of pytorch cpu, 1 thread", page().text("h1"));
        json.add("results", new JsonArray());
        Samples.write(file, json);
        assertEquals("Nothing could be measured", page().text("h1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "null", "[]", "{\"results\": [{}]}", "{\"results\": [null]}",
        "{\"results\": [], \"skipped\": [{}]}", "{\"results\": [], \"agreement\": [null]}"})
    void refusesWhatIsDamaged(String json) {
        Samples.write(folder.resolve("results.json"), json);
        RunReportTest.assertRefused("something is missing", () -> Reports.write(folder, null, folder.resolve("p.html")));
    }

    @Test
    void hasNothingToSetAlone() {
        Samples.bench(folder);
        assertThrows(DataException.class, () -> Reports.write(folder, folder, folder.resolve("p.html")));
    }
}
