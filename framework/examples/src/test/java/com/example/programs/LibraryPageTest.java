package com.example.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Java on a page is a file that is compiled and run: what stands after a mark with a file's name is that file. */
class LibraryPageTest {
    private static final Pattern SHOWN = Pattern.compile("<!-- file: (\\S+) -->\n```java\n(.*?)```\n", Pattern.DOTALL);

    @ParameterizedTest
    @ValueSource(strings = {"library.md", "add-a-teacher.md"})
    void pagesShowTheFilesThemselves(String page) throws IOException {
        Path root = Path.of(System.getProperty("hetcomp.root", "../.."));
        String text = Files.readString(root.resolve("docs").resolve(page));
        Matcher shown = SHOWN.matcher(text);
        int files = 0;
        while (shown.find()) {
            assertEquals(Files.readString(root.resolve(shown.group(1))), shown.group(2), shown.group(1));
            files++;
        }
        assertFalse(files == 0, "no file is shown");
        assertEquals(files, text.split("```java\n", -1).length - 1, "Java that is no file");
    }
}
