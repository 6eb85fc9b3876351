package org.hetcomp.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.hetcomp.io.DataException;
import org.hetcomp.model.Json;
import org.hetcomp.teacher.TeacherFamilies;
import org.hetcomp.teacher.TeacherFamily;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;

/** The page of a run says what its files say, whatever is in them. */
class RunReportTest {
    @TempDir
    Path folder;

    private Html page(Path run, Path alone) throws IOException {
        Path html = folder.resolve("page.html");
        Reports.write(run, alone, html);
        return Html.read(html);
    }

    @Test
    void saysWhatWasGained() throws IOException {
        Html page = page(Samples.run(folder.resolve("run")), Samples.alone(folder.resolve("alone")));
        assertEquals(
                "One small model reaches 100% of the Recall of an ensemble of six, with 1/37 of its parameters",
                page.text("h1"));
        assertEquals(page.text("h1"), page.text("title"));
        assertTrue(page.text().contains("trained without teachers finds 16.9%: its teachers raise that by 91%."));
        assertTrue(page.text().contains("0.486 million"), page.text());
        List<String> results = page.all("table")
                .get(0)
                .getElementsByTagName("tr")
                .item(8)
                .getTextContent()
                .lines()
                .toList();
        assertEquals(List.of("student0.15140.32210.11270.1611486,400100%dimension 16"), results);
        assertEquals(4, page.all("figure").size());
    }

    @Test
    void showsBaselinesAndWhoGetsWhat() throws IOException {
        Html page = page(Samples.judged(folder.resolve("run"), 0.064), null);
        assertTrue(
                page.text("h1").startsWith("One small model reaches 100% of the Recall of an ensemble"),
                page.text("h1"));
        String text = page.text();
        assertTrue(text.contains("counting finds: the most popular items 6.4%, the item neighbourhood 15.0%."), text);
        assertTrue(text.contains("On valid, ml is below <popularity>: valid Recall@50 0.0500, not 0.1."), text);
        assertTrue(text.contains("popularity0.03010.06400.02240.032025,18120%most popular items"), text);
        assertTrue(text.contains("Further measures on testmodelRecall@20"), text);
        assertTrue(text.contains("popularity0.1987"), text);
        assertTrue(text.contains("ensemble44.7%0.8619.5012.30.310"), text);
        assertTrue(text.contains("student35.2%0.9129.5012.30.3100.3500.123"), text);
        assertTrue(text.contains("few 3 to 6, many 13 to 1197, tail 0 to 3"), text);
        assertTrue(text.contains("User <u>7 had a & b, c and 10 more, and is recommended d, <e>."), text);
        assertTrue(
                page.text("pre").contains("--measures recall@20 \\\n    --validate-by ndcg@10 \\"), page.text("pre"));
    }

    @Test
    void aStudentBelowPopularityIsNoSuccess() throws IOException {
        Html page = page(Samples.judged(folder.resolve("run"), 0.3301), null);
        assertEquals(
                "The student is worse than the most popular items: Recall@50 of 0.322, not 0.330", page.text("h1"));
    }

    @Test
    void theBestBesideTheStudentIsNamed() throws IOException {
        Path run = Samples.judged(folder.resolve("run"), 0.064);
        JsonObject json = Json.GSON.fromJson(Files.readString(run.resolve("run.json")), JsonObject.class);
        JsonObject result = json.getAsJsonObject("result");
        result.getAsJsonObject("teachers").getAsJsonObject("dl").add("test", Samples.measures(0.35));
        Samples.write(run.resolve("run.json"), json);
        assertEquals(
                "One small model keeps 92% of the Recall of dl, its best teacher, which is better than all as one",
                page(run, null).text("h1"));
        result.getAsJsonObject("baselines").getAsJsonObject("itemknn").add("test", Samples.measures(0.4));
        Samples.write(run.resolve("run.json"), json);
        Html page = page(run, null);
        assertEquals(
                "One small model keeps 81% of the Recall of the item neighbourhood, which is better than its teachers",
                page.text("h1"));
        assertTrue(page.text().contains("0.32281% of the item neighbourhood"), page.text());
    }

    /** The last epoch of the sample is 60, the student of epoch 55 was kept. */
    @Test
    void aCurveIsLabelledWithTheStudentThatWasKept() throws IOException {
        Html page = page(Samples.run(folder.resolve("run")), null);
        double kept = 0.324 * (1 - Math.exp(-55 / 12.0));
        String curve = page.all("svg").get(2).getTextContent();
        assertTrue(curve.contains(String.format(Locale.ROOT, "student %.3f", kept)), curve);
    }

    @Test
    void chartsTellWhatTheyShowAndHaveTheirNumbers() throws IOException {
        Html page = page(Samples.run(folder.resolve("run")), null);
        assertEquals(10, page.all("svg").size());
        for (Element svg : page.all("svg")) {
            assertEquals("img", svg.getAttribute("role"));
            assertEquals(
                    svg.getAttribute("aria-label"),
                    svg.getElementsByTagName("title").item(0).getTextContent());
            assertTrue(svg.getElementsByTagName("desc").item(0).getTextContent().length() > 20);
            assertFalse(svg.toString().contains("NaN"));
        }
        for (Element figure : page.all("figure")) {
            assertTrue(figure.getElementsByTagName("details")
                    .item(0)
                    .getTextContent()
                    .contains("The numbers of figure"));
            assertTrue(((Element) figure.getElementsByTagName("details").item(0))
                            .getElementsByTagName("tr")
                            .getLength()
                    > 4);
        }
        for (Element path : page.all("path")) {
            assertTrue(path.getAttribute("d").matches("[MLlz0-9. -]+"), path.getAttribute("d"));
        }
        assertEquals(
                List.of("1  What came out", "2  How the student learned", "3  What it took", "4  To do it again"),
                page.texts("h2"));
    }

    @Test
    void takesNothingInItsFilesForMarkup() throws IOException {
        Path run = Samples.run(folder.resolve("a <b> & 'c'"));
        Html page = page(run, null);
        assertTrue(page.all("script").isEmpty());
        assertTrue(page.all("b").stream().allMatch(b -> b.getTextContent().startsWith("Figure ")));
        assertTrue(page.all("i").isEmpty());
        assertTrue(page.text().contains(Samples.HOSTILE));
        assertTrue(page.text().contains("<i>user & autoencoder"));
        assertTrue(page.text("pre").contains("--data '/data/<script>alert(\"x\")</script> & Tom'\\''s/pairs<b>.tsv'"));
    }

    @Test
    void loadsNothing() throws IOException {
        Path html = folder.resolve("page.html");
        RunReport.write(Samples.run(folder.resolve("run")), null, html);
        Html page = Html.read(html);
        assertEquals(
                "default-src 'none'; style-src 'unsafe-inline'",
                page.all("meta").stream()
                        .filter(meta -> meta.getAttribute("http-equiv").equals("Content-Security-Policy"))
                        .map(meta -> meta.getAttribute("content"))
                        .findFirst()
                        .orElseThrow());
        for (String loader : List.of("link", "img", "iframe", "object", "script", "image", "use")) {
            assertTrue(page.all(loader).isEmpty(), loader);
        }
        assertFalse(page.text("style").matches("(?s).*(url\\(|@import|@font-face).*"));
    }

    @Test
    void showsARunThatIsNotFinished() throws IOException {
        Html page = page(Samples.unfinished(folder.resolve("run")), null);
        assertEquals("Not finished yet: epoch 15 of at most 150", page.text("h1"));
        assertEquals(List.of("1  The teachers", "2  How the student learned", "3  To do it again"), page.texts("h2"));
        assertTrue(page.all("dl").isEmpty());
    }

    @Test
    void showsARunBeforeItsFirstTeacher() throws IOException {
        Path run = Samples.unfinished(folder.resolve("run"));
        Files.delete(run.resolve("metrics.jsonl"));
        for (TeacherFamily family : TeacherFamilies.byDefault()) {
            String id = family.id();
            Files.delete(run.resolve("teachers").resolve(id).resolve("card.json"));
        }
        Html page = page(run, null);
        assertEquals("Not finished yet: epoch 0 of at most 150", page.text("h1"));
        assertTrue(page.all("figure").isEmpty());
    }

    @Test
    void showsAStudentByItself() throws IOException {
        Html page = page(Samples.alone(folder.resolve("run")), null);
        assertEquals(
                "One model by itself, without teachers: Recall@50 of 0.169 with 0.486 million parameters",
                page.text("h1").replace('\u00a0', ' '));
        assertEquals(8, page.all("svg").size());
    }

    @Test
    void tellsTeachersThatWereTrainedBefore() throws IOException {
        Path run = Samples.run(folder.resolve("run"));
        assertTrue(page(run, null).text().contains("of which teachers 478 s"));
        for (TeacherFamily family : TeacherFamilies.byDefault()) {
            String id = family.id();
            Files.delete(run.resolve("teachers").resolve(id).resolve("card.json"));
        }
        Html page = page(run, null);
        assertTrue(page.text().contains("with teachers trained before"), page.text());
        assertTrue(page.text().contains("reading teachers"), page.text());
        assertEquals(9, page.all("svg").size());
    }

    /** A teacher that was best at once has but one snapshot, with which it is done from the beginning. */
    @Test
    void measuresEachTeacherByItsOwnLastSnapshot() throws IOException {
        Path run = Samples.run(folder.resolve("run"));
        String text = Files.readString(run.resolve("metrics.jsonl"));
        Samples.write(
                run.resolve("metrics.jsonl"),
                text.replaceAll("\"mf\":[0-9.]+", "\"mf\":0.0").replaceAll("\"ml\":[0-9.]+", "\"ml\":1.0"));
        String notes = page(run, null).all("svg").get(6).getTextContent();
        assertTrue(notes.contains("mfone only"), notes);
        assertTrue(notes.contains("ml1 at epoch 5"), notes);
        assertTrue(notes.contains("iae3 at epoch 25"), notes);
    }

    @Test
    void holdsAlongsideOnlyWhatIsOfTheSameData() throws IOException {
        Path run = Samples.run(folder.resolve("run"));
        Path alone = Samples.alone(folder.resolve("alone"));
        Path html = folder.resolve("page.html");
        assertRefused("that is no finished run of --method none (" + run + ")", () -> Reports.write(run, run, html));
        JsonObject json = Json.GSON.fromJson(Files.readString(alone.resolve("run.json")), JsonObject.class);
        json.addProperty("splitSha256", "another");
        Samples.write(alone.resolve("run.json"), json);
        assertRefused("that run is of other data", () -> Reports.write(run, alone, html));
        assertFalse(Files.exists(html));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ | something is missing",
                "null | something is missing",
                "{} | something is missing",
                "[] | something is missing",
                "{\"command\": \"distill\", \"state\": \"complete\"} | something is missing",
                "{\"command\": \"distill\", \"state\": 1e999, \"users\": \"x\"} | something is missing",
            })
    void refusesWhatIsDamaged(String json, String line) {
        Samples.write(folder.resolve("run.json"), json);
        assertRefused(line, () -> Reports.write(folder, null, folder.resolve("page.html")));
        assertFalse(Files.exists(folder.resolve("page.html")));
    }

    @Test
    void refusesARunOfTeachers() throws IOException {
        Path run = Samples.run(folder.resolve("run"));
        String text = Files.readString(run.resolve("run.json"));
        Samples.write(run.resolve("run.json"), text.replace("\"distill\"", "\"teachers\""));
        assertRefused(
                "a run of teachers, which has no report (" + run,
                () -> Reports.write(run, null, folder.resolve("page.html")));
    }

    @Test
    void refusesAResultWithoutMeasures() throws IOException {
        Path run = Samples.run(folder.resolve("run"));
        String text = Files.readString(run.resolve("run.json"));
        for (String key : List.of("student", "test", "seconds")) {
            Samples.write(run.resolve("run.json"), text.replace("\"" + key + "\": {", "\"other\": {"));
            assertRefused("something is missing", () -> Reports.write(run, null, folder.resolve("page.html")));
        }
    }

    @Test
    void refusesAFolderOfNothing() {
        assertRefused("neither a run nor a benchmark (" + folder + ")", () -> Reports.write(folder, null, folder));
        Path nowhere = folder.resolve("nowhere");
        assertRefused("no such folder (" + nowhere + ")", () -> Reports.write(nowhere, null, folder));
    }

    @Test
    void replacesAPageWhole() throws IOException {
        Path run = Samples.run(folder.resolve("run"));
        Path html = run.resolve(Reports.PAGE);
        Files.writeString(html, "old");
        Reports.write(run, null, html);
        assertTrue(Files.readString(html).startsWith("<!DOCTYPE html>"));
        try (Stream<Path> files = Files.list(run)) {
            assertEquals(4, files.count());
        }
    }

    /** What is to be refused. */
    interface Call {
        void run() throws IOException;
    }

    static void assertRefused(String begin, Call call) {
        DataException refused = assertThrows(DataException.class, call::run);
        assertTrue(refused.getMessage().startsWith(begin), refused.getMessage());
        assertEquals(1, refused.getMessage().lines().count());
    }
}
