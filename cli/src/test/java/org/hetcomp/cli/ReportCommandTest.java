package org.hetcomp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hetcomp.pipeline.Events;
import org.hetcomp.pipeline.RunRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code report} from the command line: what it refuses, and that the command on its page makes the same run. */
class ReportCommandTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "report | no RUN given (report): name one",
                "report a b | unexpected word \"b\" (report): ",
                "report FOLDER/nowhere | no such folder (FOLDER/nowhere): ",
                "report FOLDER | neither a run nor a benchmark (FOLDER): ",
                "report FOLDER --out FOLDER | FOLDER is a folder (--out): ",
                "report FOLDER/broken | something is missing, or another version wrote it: key format is missing (FOLDER/broken/run.json): ",
                "report FOLDER/teachers | a run of teachers, which has no report (FOLDER/teachers/run.json): ",
            })
    void refusesWithOneLine(String words, String line) {
        Program.write(folder.resolve("broken/run.json"), "{}");
        Program.write(folder.resolve("teachers/run.json"), """
                {"format": 1, "command": "teachers", "state": "complete", "made": {"engine": "any", "device": "cpu", "threads": 1}, "settings": {},
                 "data": {"name": "x", "split": "ratio", "minUser": 1, "minItem": 1}, "splitSha256": "s", "teachers": {}}
                """);
        Program program = Program.run(words.replace("FOLDER", folder.toString()).split(" "));
        assertEquals(2, program.code(), program.err());
        assertEquals("", program.out());
        assertEquals(1, program.err().lines().count(), program.err());
        String expected = "hetcomp: " + line.replace("FOLDER", folder.toString());
        assertTrue(program.err().startsWith(expected), () -> program.err() + " does not begin with " + expected);
        assertFalse(Files.exists(folder.resolve("report.html")));
    }

    /** The words of the page, taken as a shell takes them, come to the settings that run.json has. */
    @Test
    void theCommandOnThePageMakesTheSameRun() throws IOException {
        Path data = Files.move(Program.pairs(folder), folder.resolve("Tom's & <pairs>.tsv"));
        Path run = folder.resolve("run");
        Program program = Program.run(
                "distill",
                "--method",
                "none",
                "--dim",
                "3",
                "--epochs",
                "2",
                "--seed",
                "11",
                "--split-seed",
                "5",
                "--threads",
                "1",
                "--min-user",
                "4",
                "--data",
                data.toString(),
                "--out",
                run.toString());
        assertEquals(0, program.code(), program.err());
        assertTrue(program.out().contains("How it went  " + run.resolve("report.html")), program.out());
        String html = Files.readString(run.resolve("report.html"));
        Matcher command = Pattern.compile("<code>(.*?)</code>", Pattern.DOTALL).matcher(html);
        assertTrue(command.find());
        String text = command.group(1)
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
        List<String> words = words(text);
        assertEquals(List.of("./hetcomp", "distill"), words.subList(0, 2));
        Arguments arguments = Arguments.parse(
                new DistillCommand(), words.subList(2, words.size()).toArray(String[]::new));
        Call call = new Call(arguments, CommonOptions.of(arguments), Console.system(), Events.NONE);
        assertEquals(RunRecord.read(run).settings(), DistillOptions.spec(call).json());
        assertEquals(1, CommonOptions.of(arguments).threads());
    }

    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        Matcher matcher = Pattern.compile("(?:'[^']*'|\\\\'|[^\\s'\\\\])+").matcher(command.replace("\\\n", " "));
        while (matcher.find()) {
            words.add(
                    matcher.group().replace("'\\''", "\u0000").replace("'", "").replace('\u0000', '\''));
        }
        return words;
    }
}
