package org.hetcomp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of the house over all its modules; docs/architecture.md has them in words. */
class HouseTest {
    private static final int MOST_LINES = 300;
    private static final int MOST_PARAMETERS = 6;
    private static final List<String> CORE =
            List.of("io", "table", "data", "backend", "eval", "trajectory", "teacher", "distill", "model");

    /** What each room may import, besides itself. */
    private static final Map<String, List<String>> MAY = new LinkedHashMap<>();

    static {
        for (int room = 0; room < CORE.size(); room++) {
            MAY.put(CORE.get(room), CORE.subList(0, room));
        }
        MAY.put("student", List.of());
        MAY.put("export", List.of("io", "student"));
        MAY.put("engine", CORE);
        MAY.put("pipeline", with(CORE, "student"));
        MAY.put("bench", with(CORE, "pipeline"));
        MAY.put("report", with(CORE, "pipeline", "bench"));
        MAY.put("serve", List.of("student"));
        MAY.put("spark", with(CORE, "student"));
        MAY.put("zoo", with(CORE, "student", "pipeline"));
        MAY.put("cli", with(CORE, "student", "export", "pipeline", "bench", "report", "serve", "zoo"));
    }

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.hetcomp");

    private static List<String> with(List<String> some, String... more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(List.of(more));
        return all;
    }

    @Test
    void everyRoomIsHeldToItsImports() {
        TreeSet<String> rooms = new TreeSet<>();
        CLASSES.forEach(one -> rooms.add(one.getPackageName().split("\\.")[2]));
        assertEquals(new TreeSet<>(MAY.keySet()), rooms);
        MAY.forEach((room, allowed) -> {
            String[] others = MAY.keySet().stream()
                    .filter(other -> !other.equals(room) && !allowed.contains(other))
                    .map(other -> "org.hetcomp." + other + "..")
                    .toArray(String[]::new);
            if (others.length > 0) {
                noClasses()
                        .that()
                        .resideInAPackage("org.hetcomp." + room + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(others)
                        .because(room + " imports " + allowed + " only")
                        .check(CLASSES);
            }
        });
    }

    @Test
    void packagesHaveNoKnots() {
        SlicesRuleDefinition.slices()
                .matching("org.hetcomp.(**)")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    /** Seven numbers in a row are mixed up: whoever is outside a class builds by name. */
    @Test
    void nobodyPassesMoreThanSixByPosition() {
        List<String> calls = new ArrayList<>();
        for (JavaClass one : CLASSES) {
            for (JavaAccess<?> call : one.getAccessesFromSelf()) {
                if (call.getTarget() instanceof com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget target
                        && target.getRawParameterTypes().size() > MOST_PARAMETERS
                        && target.getOwner().getPackageName().startsWith("org.hetcomp")
                        && !outermost(target.getOwner()).equals(outermost(one))) {
                    calls.add(call.getDescription());
                }
            }
        }
        assertEquals(List.of(), calls);
    }

    @Test
    void noPublicMethodTakesMoreThanSix() {
        List<String> found = new ArrayList<>();
        for (JavaClass one : CLASSES) {
            for (JavaCodeUnit unit : one.getCodeUnits()) {
                boolean isOfRecord = one.isRecord() && unit.isConstructor();
                if (one.getModifiers().contains(JavaModifier.PUBLIC)
                        && unit.getModifiers().contains(JavaModifier.PUBLIC)
                        && unit.getRawParameterTypes().size() > MOST_PARAMETERS
                        && !isOfRecord) {
                    found.add(unit.getFullName());
                }
            }
        }
        assertEquals(List.of(), found);
    }

    private static JavaClass outermost(JavaClass one) {
        return one.getEnclosingClass().map(HouseTest::outermost).orElse(one);
    }

    @Test
    void noClassIsLongerThanAFewScreens() throws IOException {
        Path root = Path.of(System.getProperty("hetcomp.root", ".."));
        List<String> longer = new ArrayList<>();
        int files = 0;
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(HouseTest::isSource).toList()) {
                files++;
                long lines;
                try (Stream<String> text = Files.lines(file)) {
                    lines = text.count();
                }
                if (lines > MOST_LINES) {
                    longer.add(root.relativize(file) + ": " + lines);
                }
            }
        }
        assertTrue(files > 200, files + " files");
        assertEquals(List.of(), longer);
    }

    /** What runs on every engine names none; engines are found by their names, which users give. */
    @Test
    void noRoomOfTheFrameworkNamesAnEngine() throws IOException {
        Path framework = Path.of(System.getProperty("hetcomp.root", ".."), "framework");
        List<String> named = new ArrayList<>();
        for (String module : List.of("student", "core", "pipeline")) {
            try (Stream<Path> all = Files.walk(framework.resolve(module).resolve("src/main"))) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    String text = Files.readString(file).toLowerCase(Locale.ROOT);
                    Stream.of("pytorch", "mxnet", "tensorflow", "onnxruntime")
                            .filter(text::contains)
                            .forEach(engine -> named.add(framework.relativize(file) + " names " + engine));
                }
            }
        }
        assertEquals(List.of(), named);
    }

    private static boolean isSource(Path path) {
        String name = path.toString().replace('\\', '/');
        return name.contains("/src/main/java/org/hetcomp/") && name.endsWith(".java");
    }
}
