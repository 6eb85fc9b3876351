package org.hetcomp.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import org.hetcomp.student.Recommendation;
import org.hetcomp.student.Student;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arrays read by numpy, in a Python of the system's, by the lines that the export's own page has. */
class NpzTest {
    private static final String ASK = String.join(
            "\n",
            "",
            "import json",
            "expected = json.load(open('expected.json', encoding='utf-8'))",
            "without = [expected['without']] if 'without' in expected else []",
            "answers = [best(user, 10, without) for user in student['users'][:20]]",
            "json.dump({'types': [str(student[s].dtype) for s in ('user', 'item')],",
            "    'users': [str(u) for u in student['users']], 'items': [str(i) for i in student['items']],",
            "    'first': [float(x) for x in item[0]], 'answers': answers}, open('told.json', 'w'))",
            "");

    @TempDir
    Path folder;

    private record Told(
            List<String> types,
            List<String> users,
            List<String> items,
            float[] first,
            List<List<List<Object>>> answers) {}

    @ParameterizedTest
    @CsvSource({"32, 200", "16, 200", "8, 200", "32, 10", "32, 1"})
    void isReadByNumpy(int bits, int items) throws Exception {
        Python.assumeNumpy(folder);
        Student student = Students.of(folder.resolve("student"), 40, items);
        Export export = Export.of(student, Target.NPZ).bits(bits);
        export.write(folder.resolve("export"));
        Python.runPage(folder.resolve("export"), folder, ASK);
        Told told = Texts.GSON.fromJson(Files.readString(folder.resolve("export/told.json")), Told.class);

        String type = bits == 32 ? "float32" : bits == 16 ? "float16" : "int8";
        assertEquals(List.of(type, type), told.types());
        assertEquals(student.userIds(), told.users());
        assertEquals(student.itemIds(), told.items());
        assertArrayEquals(student.itemVector(0), told.first(), bits == 32 ? 0 : bits == 16 ? 1e-3f : 2e-2f);
        Rounded rounded = export.rounded();
        BitSet without = new BitSet();
        if (items > 1) {
            without.set(rounded.best(0, 1, without)[0]);
        }
        for (int user = 0; user < 20; user++) {
            int asked = user;
            List<Recommendation> expected = java.util.stream.IntStream.of(rounded.best(user, 10, without))
                    .mapToObj(row -> new Recommendation(student.itemIds().get(row), rounded.score(asked, row)))
                    .toList();
            Answers.assertSame(
                    expected,
                    told.answers().get(user).stream()
                            .map(one -> new Recommendation((String) one.get(0), ((Number) one.get(1)).floatValue()))
                            .toList());
        }
    }

    @Test
    void whatNumpyCannotHoldIsRefused() throws IOException {
        Student wide = Students.of(
                folder.resolve("wide"),
                List.of("u"),
                java.util.stream.Stream.concat(
                                java.util.stream.Stream.of("x".repeat(300_000)),
                                java.util.stream.IntStream.range(1, 2000).mapToObj(n -> "i" + n))
                        .toList(),
                1);
        Refusals.assertRefused(
                Export.of(wide, Target.NPZ),
                folder.resolve("none"),
                "numpy makes all texts of an array as wide as the longest: 2000 times 300000 characters are more than 2 GB"
                        + " (items.tsv): give shorter ids, or export to another target");
    }
}
