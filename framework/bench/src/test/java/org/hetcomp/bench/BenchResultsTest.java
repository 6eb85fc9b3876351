package org.hetcomp.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hetcomp.data.DataSpec;
import org.hetcomp.io.DataException;
import org.hetcomp.model.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code results.json} has one declaration: what wrote the sample before there was one wrote the same bytes. */
class BenchResultsTest {
    @TempDir
    Path folder;

    private Path sample;

    @BeforeEach
    void find() throws URISyntaxException {
        sample = Path.of(BenchResultsTest.class.getResource("results.json").toURI());
    }

    @Test
    void isReadAndWrittenByteForByte() throws IOException {
        Path copy = folder.resolve("copy.json");
        BenchResults.read(sample).write(copy);
        assertEquals(Files.readString(sample), Files.readString(copy));
    }

    private static List<String> keys(JsonObject json) {
        return new ArrayList<>(json.keySet());
    }

    private static JsonObject json(BenchResults results) {
        return Json.GSON.toJsonTree(results).getAsJsonObject();
    }

    private static Findings findings(BenchResults results) {
        Findings findings = new Findings();
        findings.results().addAll(results.results());
        findings.agreement().addAll(results.agreement());
        findings.skipped().addAll(results.skipped());
        return findings;
    }

    private static BenchResults.Builder again(BenchResults before) {
        Workload workload =
                Workload.on(DataSpec.of("lab")).families(List.of("mf"), 300).build();
        return BenchResults.of(findings(before), workload)
                .versions(before.hetcomp(), before.djl())
                .command(before.command(), true);
    }

    @Test
    void whatIsPutTogetherHasTheSameKeysInTheSameOrder() {
        BenchResults before = BenchResults.read(sample);
        BenchResults now = again(before).baseline(before).build();
        assertEquals(keys(json(before)), keys(json(now)));
        for (String part : List.of("workload", "machine", "baseline")) {
            assertEquals(
                    keys(json(before).getAsJsonObject(part)), keys(json(now).getAsJsonObject(part)), part);
        }
        assertEquals(before.inference(), now.inference());
        assertEquals(24, now.baseline().changes().size());
        assertTrue(
                now.baseline().changes().stream().allMatch(change -> change.ratio() == 1 && !change.exceedsSpread()));
        assertTrue(now.baseline().differences().contains("workload.users: 1000, now 5219"));
    }

    @Test
    void onlyOneThatWasInterruptedSaysSo() {
        BenchResults before = BenchResults.read(sample);
        BenchResults now = again(before).interrupted(true).build();
        assertTrue(now.isInterrupted());
        assertTrue(json(now).get("interrupted").getAsBoolean());
        assertTrue(!before.isInterrupted() && !json(again(before).build()).has("interrupted"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | something is missing, or another version wrote it: no object (FILE)",
                "{ | something is missing, or another version wrote it: End of input",
                "[] | something is missing, or another version wrote it: no object (FILE)",
                "{} | something is missing, or another version wrote it: key format is missing (FILE)",
                "{\"results\": []} | something is missing, or another version wrote it: key format is missing (FILE)",
                "{\"format\": 1, \"results\": [{\"engine\": []}]} | something is missing, or another version wrote it: key results[0].engine, ",
                "{\"format\": 2, \"results\": []} | the file is of layout 2, not 1 (FILE): measure again",
                "{\"format\": 1, \"results\": [{\"engine\": \"a\"}]} | something is missing, or another version wrote it: "
                        + "key results[0], a result without device (FILE)",
                "{\"format\": 1, \"results\": [], \"skipped\": [{}]} | something is missing, or another version wrote it: "
                        + "key skipped[0], something skipped without a reason (FILE)",
                "{\"format\": 1, \"results\": [], \"inference\": {\"engine\": \"a\", \"device\": \"cpu\"}} | something is "
                        + "missing, or another version wrote it: key inference, inference without student (FILE)",
                "{\"format\": 1, \"results\": [], \"baseline\": {}} | something is missing, or another version wrote it: "
                        + "key baseline, a baseline without changes (FILE)"
            })
    void whatIsDamagedIsToldInALine(String text, String line) throws IOException {
        Path file = Files.writeString(folder.resolve("results.json"), text);
        DataException refused = assertThrows(DataException.class, () -> BenchResults.read(file));
        String message = refused.getMessage().replace(file.toString(), "FILE");
        assertTrue(message.startsWith(line), message);
    }

    @ParameterizedTest
    @CsvSource({"median, NaN", "p10, Infinity", "repetitions, 0", "repetitions, 7.5", "min, many"})
    void whatIsNoNumberIsRefused(String key, String value) throws IOException {
        JsonObject json = Json.GSON.fromJson(Files.readString(sample), JsonObject.class);
        json.getAsJsonArray("results").get(3).getAsJsonObject().addProperty(key, value);
        Path file = Files.writeString(folder.resolve("results.json"), Json.GSON.toJson(json));
        DataException refused = assertThrows(DataException.class, () -> BenchResults.read(file));
        assertTrue(refused.getMessage().startsWith("something is missing"), refused.getMessage());
    }
}
