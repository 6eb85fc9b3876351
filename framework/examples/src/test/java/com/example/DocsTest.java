package com.example;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the documents show is what is compiled here, from a class's first comment to its end. */
class DocsTest {
    @ParameterizedTest
    @CsvSource("docs/add-a-teacher.md, com/example/shop/BprFamily.java")
    void showsTheVeryFile(String document, String source) throws IOException {
        Path root = Path.of(System.getProperty("hetcomp.root"));
        String text = Files.readString(root.resolve("framework/examples/src/main/java").resolve(source));
        String shown = "```java\n" + text.substring(text.indexOf("/**")) + "```\n";
        assertTrue(Files.readString(root.resolve(document)).contains(shown), document + " shows another " + source);
    }
}
