package org.hetcomp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Help, versions, and what is said of words that are not known. */
class UsageTest {
    static List<Command> commands() {
        return Main.commands();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpShowsEveryOptionAndTwoExamples(Command command) {
        Program help = Program.run(command.name(), "--help");
        assertEquals(0, help.code());
        assertEquals("", help.err());
        command.options().getOptions().forEach(o -> assertTrue(help.out().contains("--" + o.getLongOpt())));
        String examples = help.out().substring(help.out().indexOf("Examples"));
        assertEquals(
                2,
                examples.lines()
                        .filter(line -> line.contains("hetcomp " + command.name()))
                        .count());
        assertTrue(help.out().lines().allMatch(line -> line.length() <= 80), help.out());
    }

    @Test
    void helpHasSharedOptionsUnderTheirHeadings() {
        List<String> lines = Program.run("distill", "--help").out().lines().toList();
        List<String> headings =
                lines.stream().filter(line -> line.matches("[A-Z][A-Za-z ]+")).toList();
        assertEquals(
                List.of("Options", "Teachers", "Data", "Measures", "The run", "For every command", "Examples"),
                headings);
        List<String> teachers = lines.subList(lines.indexOf("Teachers"), lines.indexOf("Data"));
        assertTrue(teachers.stream().anyMatch(line -> line.startsWith("  --teacher-lr LIST")), teachers.toString());
        assertTrue(lines.indexOf("Teachers") > lines.indexOf("Options") + 4, lines.toString());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void examplesCanBeRead(Command command) {
        for (String example : command.examples()) {
            String[] words = example.split(" ");
            Arguments arguments = Arguments.parse(command, Arrays.copyOfRange(words, 1, words.length));
            assertEquals(command.name(), words[0]);
            assertFalse(CommonOptions.of(arguments).engine().isEmpty());
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void unknownOptionListsTheKnownOnes(Command command) {
        String operand =
                command.operands().isEmpty() ? "--quiet" : command.operands().get(0);
        Program program = Program.run(command.name(), operand, "--engin", "mxnet");
        assertEquals(2, program.code());
        assertEquals(1, program.err().lines().count());
        String meant = command.isOnOneBackend() ? "--engine" : "--engines";
        assertTrue(program.err()
                .startsWith(
                        "hetcomp: unknown option \"--engin\" (" + command.name() + "): did you mean " + meant + "?"));
        command.options().getOptions().forEach(o -> assertTrue(program.err().contains("--" + o.getLongOpt())));
    }

    @Test
    void overviewNamesEveryCommand() {
        Program help = Program.run("--help");
        assertEquals(0, help.code());
        commands().forEach(command -> assertTrue(help.out().contains("\n  " + command.name() + " ")));
    }

    @ParameterizedTest
    @CsvSource({"--version", "doctor --version", "distill --version"})
    void versionsAreThoseOfTheBuild(String words) {
        Program version = Program.run(words.split(" "));
        assertEquals(0, version.code());
        List<String> lines = version.out().lines().toList();
        assertTrue(lines.get(0).matches("hetcomp \\d+\\.\\d+\\.\\d+.*"), version.out());
        assertTrue(lines.get(1).matches("DJL \\d+\\.\\d+\\.\\d+"), version.out());
        assertTrue(version.out().contains("engine pytorch 2."), version.out());
        assertTrue(version.out().contains("engine mxnet 1."), version.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "distil | hetcomp: unknown command \"distil\" (command line): did you mean distill? take one of distill,",
                "data lst | hetcomp: unknown action \"lst\" (data): did you mean list? take one of list, stats, split, get",
                "data | hetcomp: no action given (data): take one of list, stats, split, get",
                "doctor now | hetcomp: unexpected word \"now\" (doctor): leave it out",
                "--seed 1 | hetcomp: unknown option \"--seed\" (command line): begin with one of distill,",
                "data split | hetcomp: split writes a folder (--out): name one",
                "data get --data lab | hetcomp: unknown data set \"lab\" (--data): take one of citeulike-a, citeulike-t",
                "bench --engine mxnet | hetcomp: unknown option \"--engine\" (bench): did you mean --engines?",
                "bench --engines tensorflow | hetcomp: unknown engine \"tensorflow\" (--engines): take one of mxnet, pytorch",
                "bench --suite kernel | hetcomp: unknown suite \"kernel\" (--suite): did you mean kernels? take one of",
                "bench --devices tpu | hetcomp: unknown device \"tpu\" (--devices): take one of auto, cpu, gpu, gpu:N",
                "bench --threads 1,0 | hetcomp: \"0\" is no integer from 1 to 4096 (--threads): give one in that range",
                "bench --dims 6,6 | hetcomp: \"6\" is there twice (--dims): name each once",
                "bench --repetitions 3 | hetcomp: \"3\" is no integer from 7 to 10000 (--repetitions): give one",
                "bench --baseline none.json | hetcomp: cannot read \"none.json\" (--baseline): name the results.json",
                "bench --teachers no/where | hetcomp: no such folder as \"no/where\" (--teachers): ",
                "recommend --json --model x | hetcomp: stdout takes either the recommendations or JSON (--json): write",
            })
    void wrongUsageIsOneLine(String words, String line) {
        Program program = Program.run(words.split(" "));
        assertEquals(2, program.code());
        assertEquals("", program.out());
        assertEquals(1, program.err().lines().count());
        assertTrue(program.err().startsWith(line), program.err());
    }

    @Test
    void noCommandIsWrongUsage() {
        Program program = Program.run();
        assertEquals(2, program.code());
        assertTrue(program.err().startsWith("hetcomp: no command (command line): begin with one of distill,"));
    }

    @Test
    void verboseAddsTheStackTrace() {
        Program program = Program.run("data", "stats", "--data", "there/is/none", "--verbose");
        assertEquals(2, program.code());
        assertTrue(program.err().contains("\tat org.hetcomp."), program.err());
    }
}
