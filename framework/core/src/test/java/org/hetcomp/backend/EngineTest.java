package org.hetcomp.backend;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/**
 * A test that runs on an engine: each engine's module subclasses it. Skipped only where there is no native library of
 * the engine for this platform.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class EngineTest {
    /** Where the engine is opened; a GPU by {@code -Dhetcomp.test.device=gpu:0} (docs/gpu.md). */
    protected static final String DEVICE = System.getProperty("hetcomp.test.device", "cpu");

    /** The engine, open with two threads. */
    protected Backend backend;

    /** The engine's name as users write it. */
    protected abstract String engine();

    @BeforeAll
    void open() {
        String resource = "native/lib/" + engine() + ".properties";
        String folder = engine().toUpperCase(Locale.ROOT) + "_LIBRARY_PATH";
        assumeTrue(
                getClass().getClassLoader().getResource(resource) != null || System.getenv(folder) != null,
                "no native library of " + engine() + " for this platform: no " + resource + " and no " + folder);
        backend = Backends.open(engine(), new BackendOptions(DEVICE, 2));
    }

    @AfterAll
    void close() {
        if (backend != null) {
            backend.close();
        }
    }
}
