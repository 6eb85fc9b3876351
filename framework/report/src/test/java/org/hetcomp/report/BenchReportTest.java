package org.hetcomp.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hetcomp.io.DataException;
import org.hetcomp.model.Json;
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
        set("latencyP50Ms", 4, 4, 4, 4);
        // Recall is no speed.
        set("studentTestRecall50", 1, 2, 3, 4);
        Html page = page();
        assertEquals("Clearly the fastest in 2 of 4 measurements: pytorch on cpu, 2 threads", page.text("h1"));
        assertTrue(
                page.text().contains("So is pytorch on cpu, 2 threads in 2; in 2 the spreads overlap."), page.text());
        set("coarseUsPerUserRow", 4, 4, 4, 4);
        set("usersPerSecond", 4, 4, 4, 4);
        assertEquals("No backend is clearly faster in any of 4 measurements", page().text("h1"));
    }

    @Test
    void showsAllThatWasMeasuredAndAllThatWasNot() throws IOException {
        Html page = page(Samples.bench(folder));
        assertEquals(8, page.all("svg").size());
        // A whisker is three lines; what was measured once has none.
        assertEquals(
                3 * 4 * 5,
                page.all("line").stream()
                        .filter(line -> line.getAttribute("class").equals("whisker"))
                        .count());
        assertTrue(page.text().contains("not a number on mxnet"));
        assertTrue(page.text().contains("terminate called / <what>: bad & worse"));
        assertTrue(page.text().contains("device gpu is not usable: no CUDA driver"));
        assertTrue(page.text().contains("2 cores of Some <fast> CPU & more, 24,033 MB, Linux amd64"));
        assertTrue(page.text().contains("1 of 1 median changed by more than the spread of both runs."), page.text());
        assertTrue(page.text().contains("The runs differ in more than time: machine.cores: 4, now 2."));
        assertEquals("./hetcomp bench --data '<a> & b'", page.text("pre"));
        assertTrue(page.text()
                .contains("reaches 100% of the Recall@50 of its ensemble, with 1/37 of the parameters, 1/37 of "
                        + "the memory and 1/20 of the time to answer one user."));
        assertEquals(
                3,
                page.all("p").stream()
                        .filter(p -> p.getAttribute("role").equals("note"))
                        .count());
        assertTrue(page.text().contains("latency of one user, median, ms0.3106.201/20"), page.text());
    }

    private Html page(Path bench) throws IOException {
        Path html = bench.resolve("page.html");
        BenchReport.write(bench.resolve("results.json"), html);
        return Html.read(html);
    }

    @Test
    void saysThatItWasInterrupted() throws IOException {
        Path file = Samples.bench(folder).resolve("results.json");
        assertTrue(!page().text().contains("It was interrupted"));
        JsonObject json = Json.GSON.fromJson(Files.readString(file), JsonObject.class);
        json.addProperty("interrupted", true);
        Samples.write(file, json);
        assertTrue(page().text().contains("It was interrupted: what was measured until then is shown"));
    }

    @Test
    void saysThatItWasQuickAndTheMachineBusy() throws IOException {
        Path file = Samples.bench(folder).resolve("results.json");
        JsonObject json = Json.GSON.fromJson(Files.readString(file), JsonObject.class);
        json.addProperty("load", 1.0);
        Samples.write(file, json);
        assertTrue(!page().text().contains("was busy") && !page().text().contains("--quick"), page().text());
        json.addProperty("load", 1.1);
        json.addProperty("quick", true);
        Samples.write(file, json);
        String text = page().text();
        assertTrue(text.contains("Measured with --quick: "), text);
        assertTrue(text.contains("The machine was busy when it began, 1.1 processes wanting 2 cores: "), text);
    }

    /** A number at the end of a whisker would be read as that of its end. */
    @Test
    void mediansStandBeforeTheBarsWhereThereAreWhiskers() throws IOException {
        Samples.bench(folder);
        set("coarseUsPerUserRow", 40, 20, 80, 60);
        for (var svg : page().all("svg")) {
            if (svg.getAttribute("aria-label").startsWith("coarse")) {
                var texts = svg.getElementsByTagName("text");
                double axis = Double.parseDouble(
                        ((org.w3c.dom.Element) svg.getElementsByTagName("rect").item(0)).getAttribute("x"));
                for (int i = 0; i < texts.getLength(); i++) {
                    var text = (org.w3c.dom.Element) texts.item(i);
                    if (text.getAttribute("class").equals("value")) {
                        assertTrue(Double.parseDouble(text.getAttribute("x")) < axis, text.getTextContent());
                        assertEquals("end", text.getAttribute("text-anchor"));
                    }
                }
                return;
            }
        }
        throw new AssertionError("no such chart");
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
        json.remove("baseline");
        json.remove("agreement");
        json.remove("skipped");
        Samples.write(file, json);
        assertEquals("1 measurement of pytorch on cpu, 1 thread", page().text("h1"));
        json.add("results", new JsonArray());
        Samples.write(file, json);
        assertEquals("Nothing could be measured", page().text("h1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "null",
                "[]",
                "{\"format\": 1}",
                "{\"format\": 1, \"results\": [{}]}",
                "{\"format\": 1, \"results\": [null]}",
                "{\"format\": 1, \"results\": [], \"skipped\": [{}]}",
                "{\"format\": 1, \"results\": [], \"agreement\": [null]}",
                "{\"format\": 1, \"results\": [], \"inference\": {}}",
                "{\"format\": 1, \"results\": [], \"baseline\": {}}"
            })
    void refusesWhatIsDamaged(String json) {
        Samples.write(folder.resolve("results.json"), json);
        RunReportTest.assertRefused(
                "something is missing", () -> Reports.write(folder, null, folder.resolve("p.html")));
    }

    @Test
    void hasNothingToSetAlone() {
        Samples.bench(folder);
        assertThrows(DataException.class, () -> Reports.write(folder, folder, folder.resolve("p.html")));
    }
}
