package org.hetcomp.teacher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.Split;
import org.hetcomp.io.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TeacherFamiliesTest {
    @TempDir
    Path folder;

    private final List<String> warnings = new ArrayList<>();

    /** What a jar beside ours brings. */
    public abstract static class Other implements TeacherFamily {
        @Override
        public String title() {
            return "of a test";
        }

        @Override
        public TeacherOptions defaults() {
            return new TeacherOptions(1, 1, 0, 1, 1, 1, 1, 1, 1, 0.15, false);
        }

        @Override
        public Teacher teacher(Backend backend, Split split, TeacherOptions options, long seed) {
            throw new UnsupportedOperationException();
        }
    }

    /** A good one. */
    public static final class Walk extends Other {
        @Override
        public String id() {
            return "walk";
        }
    }

    /** Another good one. */
    public static final class Als extends Other {
        @Override
        public String id() {
            return "als-2";
        }
    }

    /** Has the id of another. */
    public static final class Twin extends Other {
        @Override
        public String id() {
            return "mf";
        }
    }

    /** Has an id that no folder should have. */
    public static final class Climber extends Other {
        @Override
        public String id() {
            return "../\nup";
        }
    }

    /** Cannot tell its id. */
    public static final class Silent extends Other {
        @Override
        public String id() {
            throw new IllegalStateException("not yet");
        }
    }

    /** Cannot be made. */
    public static final class Broken extends Other {
        /** Fails. */
        public Broken() {
            throw new IllegalStateException("no licence");
        }

        @Override
        public String id() {
            return "broken";
        }
    }

    private FamilyScan scan(String... names) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.write(services.resolve(TeacherFamily.class.getName()), List.of(names));
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, TeacherFamily.class.getClassLoader())) {
            return new FamilyScan(loader, warnings::add);
        }
    }

    private static List<String> ids(FamilyScan scan) {
        return scan.families().stream().map(TeacherFamily::id).toList();
    }

    @Test
    void theSixComeInTheirOrder() {
        assertEquals(List.of("mf", "ml", "dl", "gnn", "ae", "iae", "als", "graph", "ease"), TeacherFamilies.ids());
        assertEquals("neural matrix factorisation", TeacherFamilies.of("dl").title());
        assertEquals(3, TeacherFamilies.order("gnn"));
        assertEquals(9, TeacherFamilies.order("bpr"));
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> TeacherFamilies.of("bpr"));
        assertEquals("no family bpr; there are: mf, ml, dl, gnn, ae, iae, als, graph, ease", e.getMessage());
    }

    @Test
    void othersComeAfterThemById() throws IOException {
        assertEquals(
                List.of("mf", "ml", "dl", "gnn", "ae", "iae", "als", "graph", "ease", "als-2", "walk"),
                ids(scan(Walk.class.getName(), Als.class.getName())));
        assertEquals(List.of(), warnings);
    }

    @Test
    void whatCannotBeUsedIsToldAndHidesNoOther() throws IOException {
        FamilyScan scan = scan(
                Broken.class.getName(),
                Climber.class.getName(),
                Silent.class.getName(),
                "com.example.Gone",
                Walk.class.getName());
        assertEquals(List.of("mf", "ml", "dl", "gnn", "ae", "iae", "als", "graph", "ease", "walk"), ids(scan));
        assertEquals(4, warnings.size(), warnings.toString());
        assertTrue(warnings.get(0).contains(Broken.class.getName())
                && warnings.get(0).contains("no licence"));
        assertEquals(
                "the teacher family " + Climber.class.getName()
                        + " is left out: its id, ../ up, is not [a-z0-9][a-z0-9-]{0,30}",
                warnings.get(1));
        assertTrue(warnings.get(2).contains(Silent.class.getName())
                && warnings.get(2).contains("not yet"));
        assertTrue(warnings.get(3).contains("com.example.Gone not found"), warnings.get(3));
    }

    @Test
    void twoOfOneIdAreAnErrorThatNamesBoth() throws IOException {
        FamilyScan scan = scan(Walk.class.getName(), Twin.class.getName());
        DataException e = assertThrows(DataException.class, scan::families);
        assertEquals(
                "two teacher families have the id mf: " + StandardFamily.Mf.class.getName() + " and "
                        + Twin.class.getName() + " (class path): leave one of their jars out",
                e.getMessage());
    }

    /** A listing that cannot be read stands in the way of those after it in its file only. */
    @Test
    void aListingThatIsNoneIsTold() throws IOException {
        assertEquals(
                List.of("mf", "ml", "dl", "gnn", "ae", "iae", "als", "graph", "ease"),
                ids(scan("no class, but words")));
        assertEquals(1, warnings.size(), warnings.toString());
    }
}
