package org.hetcomp.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hetcomp.io.DataException;
import org.hetcomp.model.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurveyReportTest {
    @TempDir
    Path folder;

    private Path run;

    @BeforeEach
    void sample() throws IOException {
        run = SampleSurvey.write(folder.resolve("survey"));
    }

    private Html page() throws IOException {
        Path html = folder.resolve("page.html");
        Reports.write(run, null, html);
        return Html.read(html);
    }

    @Test
    void beginsWithHowTheMethodsStandAndHasATableForEachComparison() throws IOException {
        Html page = page();
        assertEquals("hetcomp above converged in 3 of 6, below in 1, level in 2, by Recall@50", page.text("h1"));
        String text = page.text();
        assertTrue(text.contains("Further hetcomp above none in all 6."), text);
        assertTrue(text.contains("below in 2, level in 4"), text);
        for (int dim : new int[] {6, 16, 32}) {
            assertTrue(text.contains("ratings-of-a-long-name.csv, dimension " + dim + ", on test"), text);
        }
        assertTrue(
                text.contains("Recall@50: hetcomp 88% more than none; not told apart: hetcomp and converged."), text);
        assertTrue(text.contains("0.313"), text);
        assertTrue(text.contains("citeulike-t, dimension 6: <b>low</b>"), text);
    }

    @Test
    void namesTheCommandWithItsSetsAndDimensions() throws IOException {
        String command = page().text("code");
        assertTrue(command.contains("--data citeulike-t \\\n    --data /home/me/ratings-of-a-long-name.csv"), command);
        assertTrue(command.contains("--dims 6,16,32"), command);
        assertTrue(command.contains("--teachers train") && !command.contains("--dim "), command);
    }

    @Test
    void refusesWhatIsNotFinishedOrDamaged() throws IOException {
        JsonObject json = Json.GSON.fromJson(Files.readString(run.resolve("run.json")), JsonObject.class);
        json.remove("result");
        Samples.write(run.resolve("run.json"), json);
        assertTrue(assertThrows(DataException.class, this::page).getMessage().contains("is not finished"));
        json.add("result", new JsonObject());
        Samples.write(run.resolve("run.json"), json);
        assertTrue(assertThrows(DataException.class, this::page).getMessage().contains("something is missing"));
    }
}
