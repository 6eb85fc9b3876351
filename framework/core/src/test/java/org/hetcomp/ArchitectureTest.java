package org.hetcomp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of the house. */
class ArchitectureTest {
    private static final List<String> ROOMS =
            List.of("io", "table", "data", "backend", "eval", "trajectory", "teacher", "distill", "model");
    private static final List<String> ENGINES = List.of("pytorch", "mxnet", "tensorflow", "onnxruntime");

    @Test
    void roomsImportOneWay() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.hetcomp");
        assertFalse(classes.isEmpty());
        for (int room = 0; room + 1 < ROOMS.size(); room++) {
            String[] later = ROOMS.subList(room + 1, ROOMS.size()).stream()
                    .map(name -> "org.hetcomp." + name + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("org.hetcomp." + ROOMS.get(room) + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(later)
                    .because("rooms import one way: " + String.join(" <- ", ROOMS))
                    .allowEmptyShould(true)
                    .check(classes);
        }
    }

    @Test
    void noFileNamesAnEngine() throws IOException {
        List<String> named = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src", "main"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file).toLowerCase(Locale.ROOT);
                ENGINES.stream().filter(text::contains).forEach(engine -> named.add(file + " names " + engine));
            }
        }
        assertEquals(List.of(), named);
    }
}
