package org.hetcomp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be used ends with code 2 and one line that says what, where and what to do; nothing is left behind. */
class BadInputTest {
    @TempDir
    Path folder;

    @BeforeEach
    void data() {
        Program.write(folder.resolve("empty.tsv"), "");
        Program.write(folder.resolve("malformed.tsv"), "a\tx\na\ty\nb\n");
        Program.write(folder.resolve("negative.dat"), "2 1 3\n1 -2\n");
        Program.write(folder.resolve("fraction.dat"), "2 1 3\n2 1.5 2\n");
        Program.write(folder.resolve("huge.dat"), "2 1 3\n1 2147483648\n");
        Program.write(folder.resolve("one.tsv"), "a\t1\na\t2\na\t3\na\t4\na\t5\na\t6\n");
        Program.write(folder.resolve("few.tsv"), "a\t1\na\t2\nb\t1\nb\t2\n");
        Program.write(folder.resolve("divided/train.txt"), "0 1 2\n1 2 3\n");
        Program.write(folder.resolve("divided/valid.txt"), "0 3\n2 1\n");
        Program.write(folder.resolve("divided/test.txt"), "1 1\n");
        Program.write(folder.resolve("file"), "");
        Program.pairs(folder);
    }

    private List<Path> all() throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.sorted().toList();
        }
    }

    private void hold(String line, String... words) throws IOException {
        List<Path> before = all();
        Program program = Program.run(words);
        assertEquals(2, program.code(), program.err());
        assertEquals("", program.out());
        assertEquals(1, program.err().lines().count(), program.err());
        String expected = "hetcomp: " + line.replace("FOLDER", folder.toString());
        assertTrue(program.err().startsWith(expected), () -> program.err() + " does not begin with " + expected);
        assertTrue(program.err().matches("hetcomp: .+ \\(.+\\): .+\n"), program.err());
        assertEquals(before, all());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nowhere.tsv | no such file or folder as FOLDER/nowhere.tsv (--data): check the path",
                "empty.tsv | no interactions (FOLDER/empty.tsv): give a file",
                "malformed.tsv | number of fields 1, not 2 as on the first line (FOLDER/malformed.tsv:3):",
                "negative.dat | \"-2\" is no id of an adjacency list (FOLDER/negative.dat:2):",
                "fraction.dat | \"1.5\" is no id of an adjacency list (FOLDER/fraction.dat:2):",
                "huge.dat | \"2147483648\" is no id of an adjacency list (FOLDER/huge.dat:2):",
                "one.tsv | one user only (FOLDER/one.tsv):",
                "few.tsv | nothing is left of 4 interactions",
                "divided | user 2 has no item in train.txt (FOLDER/divided/valid.txt:2):",
            })
    void unusableDataLeavesNothing(String data, String line) throws IOException {
        hold(
                line,
                "distill",
                "--threads",
                "1",
                "--data",
                folder.resolve(data).toString(),
                "--out",
                folder.resolve("run").toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--engine tensorflow | unknown engine \"tensorflow\" (--engine): take one of mxnet, pytorch",
                "--device gpu:7 --engine mxnet | device gpu:7 is not usable: ",
                "--device gpu:7 --engine pytorch | device gpu:7 is not usable: ",
                "--device cuda | unknown device \"cuda\" (--device): take one of auto, cpu, gpu, gpu:N",
                "--dim 0 | \"0\" is no integer from 1 to 4096 (--dim): ",
                "--threads 0 | \"0\" is no integer from 1 to 4096 (--threads): ",
                "--epochs x | \"x\" is no integer from 1 to 1000000 (--epochs): ",
                "--seed 1.5 | \"1.5\" is no integer from ",
                "--families mf,svd | unknown family \"svd\" (--families): take one of mf, ml, dl, gnn, ae, iae",
                "--families mf,mf | mf is there twice (--families): ",
                "--method rr | unknown method \"rr\" (--method): did you mean rrd? take one of hetcomp, converged, none, rrd, ",
                "--method rrd --partition sampled:9 | rrd sums over the items that it draws (--partition): ",
                "--method none --equal-weights | the student by itself has no ensemble (--equal-weights): ",
                "--set list | \"list\" is no NAME=X (--set): give one such as list=50",
                "--set list=x | \"list=x\" is no NAME=X (--set): ",
                "--set list=5,list=6 | list is there twice (--set): name each once",
                "--set list=0 | list must be an integer from 1 to 10000, not 0.0 (--set): ",
                "--set weight=1 | converged has no setting weight; it has lambda, list, observed, ",
                "--method none --families mf | no teacher is trained with these options (--families): ",
                "--teachers nowhere | no such folder as \"nowhere\" (--teachers): ",
                "--split random | unknown split \"random\" (--split): take one of ratio, leave-one-out, temporal, time",
                "--min-user 0 | \"0\" is no integer from 1 to ",
                "--dim 2 --dim 3 | given twice (--dim): ",
                "--out | no value given (--out): ",
                "--resume | no folder named (--resume): ",
                "--resume nowhere | no run in nowhere (--resume): ",
            })
    void wrongOptionsLeaveNothing(String options, String line) throws IOException {
        String data = folder.resolve("pairs.tsv").toString();
        // MXNet warns when it is asked for other threads than it was loaded with.
        String threads = options.contains("--threads") ? "" : "--threads 1 ";
        hold(line, ("distill --data " + data + " " + threads + options).split(" "));
    }

    @Test
    void outIsCheckedBeforeAnythingIsTrained() throws IOException {
        String data = folder.resolve("pairs.tsv").toString();
        String in = folder.resolve("file/run").toString();
        hold("cannot write to FOLDER/file/run (--out): ", "distill", "--data", data, "--out", in);
        hold("cannot write to FOLDER/file/run (--out): ", "teachers", "--data", data, "--out", in);
        String taken = folder.resolve("divided").toString();
        hold("FOLDER/divided exists already (--out): ", "distill", "--data", data, "--out", taken);
        hold("cannot write ", "recommend", "--model", folder.toString(), "--out", in);
    }

    @Test
    void foldersWithoutModelsAreNoModels() throws IOException {
        hold("no model given (--model): ", "evaluate");
        hold("no such folder as \"nowhere\" (--model): ", "evaluate", "--model", "nowhere");
        hold("no model in FOLDER (--model): ", "recommend", "--model", folder.toString());
        Program.write(folder.resolve("broken/card.json"), "{");
        hold(
                "the card cannot be used: End of input (FOLDER/broken/card.json): ",
                "evaluate",
                "--model",
                folder.resolve("broken").toString());
        Program.write(folder.resolve("broken/card.json"), "{}");
        hold(
                "the card cannot be used: key format is missing (FOLDER/broken/card.json): ",
                "evaluate",
                "--model",
                folder.resolve("broken").toString());
    }
}
