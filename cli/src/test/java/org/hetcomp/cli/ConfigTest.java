package org.hetcomp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that are given in a file, and those that a search leaves. */
class ConfigTest {
    @TempDir
    Path folder;

    private Program run(String line, Object... more) {
        return plain(line + " --json", more);
    }

    private static Program plain(String line, Object... more) {
        return plain(() -> false, line, more);
    }

    private static Program plain(BooleanSupplier interrupted, String line, Object... more) {
        List<String> words = new ArrayList<>(Arrays.asList(line.split(" ")));
        for (Object word : more) {
            words.add(word.toString());
        }
        words.addAll(List.of("--threads", "1"));
        return Program.run(interrupted, words.toArray(String[]::new));
    }

    private static JsonObject done(Program program) {
        assertEquals(0, program.code(), program.err());
        return JsonParser.parseString(program.out()).getAsJsonObject();
    }

    private static JsonObject settings(Path run) throws IOException {
        return JsonParser.parseString(Files.readString(run.resolve("run.json")))
                .getAsJsonObject()
                .getAsJsonObject("settings");
    }

    @Test
    void whatARunWroteMakesItAgain() throws IOException {
        Path first = folder.resolve("first");
        JsonObject answer = done(run(
                "distill --families ae,mf --teacher-epochs 4 --dim 3 --epochs 6 --seed 5 --shares 70,15,15 "
                        + "--lr 0.03 --weight-decay 2e-5 --teacher-lr mf=0.02 --teacher-weight-decay 0.01",
                "--data",
                Program.pairs(folder),
                "--out",
                first));
        JsonObject settings = settings(first);
        assertEquals("converged", settings.get("method").getAsString());
        assertEquals(0.03, settings.get("lr").getAsDouble());
        assertEquals(0.02, settings.getAsJsonObject("teacherLr").get("mf").getAsDouble());
        assertEquals(2, settings.getAsJsonObject("teacherWeightDecay").size());

        Path config = Program.write(folder.resolve("config.json"), settings.toString());
        for (Path file : List.of(config, first.resolve("run.json"))) {
            Path again = folder.resolve("again-" + file.getFileName());
            JsonObject same = done(run("distill", "--config", file, "--out", again));
            assertEquals(settings, settings(again));
            assertEquals(answer.get("student"), same.get("student"));
        }
        Path other = folder.resolve("other");
        done(run("distill --dim 2 --method none --split leave-one-out", "--config", config, "--out", other));
        assertEquals(2, settings(other).get("dim").getAsInt());
        assertEquals(0, settings(other).getAsJsonArray("families").size());
        assertFalse(settings(other).getAsJsonObject("data").has("shares"));
        assertEquals(0.03, settings(other).get("lr").getAsDouble());
    }

    @Test
    void defaultsAreNotWritten() throws IOException {
        Path out = folder.resolve("plain");
        done(run("distill --method none --dim 2 --epochs 2", "--data", Program.pairs(folder), "--out", out));
        for (String key : List.of("lr", "weightDecay", "teacherLr", "teacherWeightDecay", "refit", "noSeen")) {
            assertFalse(settings(out).has(key), key);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"lrr\": 1} | unknown key \"lrr\" (FILE): did you mean lr?",
                "{\"data\": {\"name\": \"lab\", \"spilt\": \"ratio\"}} | unknown key \"spilt\" (FILE): did you mean split?",
                "{\"weight-decay\": 1} | unknown key \"weight-decay\" (FILE): did you mean weightDecay?",
                "{\"data\": {\"split\": \"ratio\"}} | data that cannot be, no name of the data (FILE): correct it",
                "[1] | no settings: no object (FILE): write them as",
                "{\"lr\": | no settings: key lr, End of input (FILE): write them as",
                "{\"lr\": \"fast\"} | \"fast\" is no number above 0 to 1000 (--lr): give one such as 0.01",
                "{\"teacherLr\": {\"ml\": 0.1}, \"families\": [\"mf\"]} | ml is not trained (--teacher-lr): leave it out",
                "{\"out\": \"x\"} | unknown key \"out\" (FILE): "
            })
    void whatCannotBeIsTold(String json, String message) {
        Path file = Program.write(folder.resolve("config.json"), json);
        Program program = run("distill", "--config", file, "--out", folder.resolve("out"));
        assertEquals(2, program.code(), program.err());
        assertTrue(program.err().startsWith("hetcomp: " + message.replace("FILE", file.toString())), program.err());
        assertFalse(Files.exists(folder.resolve("out")));
    }

    @Test
    void tuneLeavesSettingsThatDistillTakes() throws IOException {
        Path out = folder.resolve("tuned");
        JsonObject tuned = done(run(
                "tune --of ae --search lr=0.0001..0.1 --trials 6 --epochs 6",
                "--data",
                Program.pairs(folder),
                "--out",
                out));
        assertEquals("ae", tuned.get("of").getAsString());
        assertEquals(6, tuned.getAsJsonArray("trials").size());
        String page = Files.readString(out.resolve("report.html"));
        assertTrue(page.contains("hetcomp tune"), page);
        Path distilled = folder.resolve("distilled");
        done(run(
                "distill --families ae --teacher-epochs 4 --dim 2 --epochs 2",
                "--data",
                folder.resolve("pairs.tsv"),
                "--config",
                tuned.get("config").getAsString(),
                "--out",
                distilled));
        assertEquals(
                JsonParser.parseString(Files.readString(out.resolve("config.json")))
                        .getAsJsonObject()
                        .get("teacherLr"),
                settings(distilled).get("teacherLr"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"student --epochs 3 --families mf,ae --teacher-epochs 4 --dim 2", "mf --epochs 4", "als"})
    void whatASearchWroteMakesItAgain(String of) throws IOException {
        Path out = folder.resolve("first");
        JsonObject answer = done(run(
                "tune --trials 2 --search weightDecay=0.001..0.1 --of " + of,
                "--data",
                Program.pairs(folder),
                "--out",
                out));
        Path again = folder.resolve("again");
        JsonObject same = done(run("tune", "--config", out.resolve("run.json"), "--out", again));
        assertEquals(settings(out), settings(again));
        assertEquals(answer.get("winner"), same.get("winner"));
    }

    @Test
    void whatWonIsHeldAgainstTheDefaultByTheLastLine() {
        Path search = folder.resolve("tuned");
        AtomicInteger polls = new AtomicInteger();
        Program stopped = plain(
                () -> polls.incrementAndGet() > 10,
                "tune --method rrd --families mf,ae --teacher-epochs 4 --dim 2 --epochs 3 --trials 2"
                        + " --search lr=0.01..0.1,weight=1..5 --set list=7 --equal-weights --eval-users 30 --min-item 2",
                "--data",
                Program.pairs(folder),
                "--out",
                search);
        assertEquals(130, stopped.code(), stopped.err());
        // What is to be done with it is of the search, not of the call that ended it.
        Program tuned = plain("tune --resume", search);
        assertEquals(0, tuned.code(), tuned.err());
        String last = tuned.out().lines().reduce((a, b) -> b).orElseThrow();
        assertTrue(
                last.startsWith("Hold it against   hetcomp compare --methods rrd,converged --set rrd.list=7,"), last);
        String where = " --teachers " + search.resolve("teachers")
                + " --epochs 3 --eval-users 30 --equal-weights --data " + folder.resolve("pairs.tsv") + " --min-item 2";
        assertTrue(last.contains(" --dim 2 --engine ") && last.endsWith(where), last);
        assertTrue(
                tuned.out().contains("distill --config " + search.resolve("config.json") + " --engine "), tuned.out());
        assertEquals(2, tuned.out().lines().filter(line -> line.endsWith(where)).count(), tuned.out());
        Path out = folder.resolve("beside");
        Program beside = plain(last.substring(last.indexOf("compare ")), "--seeds", "0,1", "--out", out);
        assertEquals(0, beside.code(), beside.err());
        assertTrue(beside.out().contains("set: rrd.list=7,"), beside.out());
        assertFalse(Files.exists(out.resolve("teachers")), "teachers are those of the search");
    }

    @Test
    void aFamilyThatIsNotByDefaultIsNamedByWhatTuneLeaves() throws IOException {
        JsonObject tuned = done(
                run("tune --of als --trials 3", "--data", Program.pairs(folder), "--out", folder.resolve("tuned")));
        Path out = folder.resolve("distilled");
        done(run(
                "distill --teacher-epochs 4 --dim 2 --epochs 2",
                "--data",
                folder.resolve("pairs.tsv"),
                "--config",
                tuned.get("config").getAsString(),
                "--out",
                out));
        assertTrue(Files.exists(out.resolve("teachers/als")));
        assertTrue(settings(out).getAsJsonObject("teacherWeightDecay").has("als"));
        assertFalse(settings(out).has("teacherLr"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tune --of nothing | unknown of \"nothing\" (--of): ",
                "tune --search dim | unknown setting \"dim\" (--search): ",
                "tune --search lr=1 | \"1\" is no range such as 0.001..0.1 (--search): ",
                "tune --lr 0.1 --search lr | lr is said and searched at once (--search): leave out --lr",
                "tune --lr 0.1 --weight-decay 0 | everything is said already (--search): ",
                "tune --of mf --dim 4 | a teacher's settings are searched (--dim): leave it out",
                "tune --of mf --limits none | a teacher's settings are searched (--limits): leave it out",
                "tune --no-seen | no trial keeps what users have seen (--no-seen): leave it out",
                "tune --minutes 0 | \"0\" is no number of minutes above 0 (--minutes): ",
                "tune --trials 1 | \"1\" is no integer from 2 to 1000 (--trials): "
            })
    void whatCannotBeSearchedIsTold(String line, String message) {
        Program program = run(line);
        assertEquals(2, program.code(), program.err());
        assertTrue(program.err().startsWith("hetcomp: " + message), program.err());
    }
}
