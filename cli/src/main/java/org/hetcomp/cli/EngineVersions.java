package org.hetcomp.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.TreeSet;
import org.hetcomp.model.Versions;

/** The engines' versions that were built together. */
final class EngineVersions {
    private static final String ENGINE = "engine.";
    private static final Properties KNOWN = load();

    private EngineVersions() {}

    /** That of an engine's native library, or {@code unknown}. */
    static String of(String name) {
        return KNOWN.getProperty(ENGINE + name, "unknown");
    }

    /** All of them, a line each. */
    static String text() {
        StringBuilder text = new StringBuilder("hetcomp " + Versions.hetcomp() + "\nDJL " + Versions.djl() + "\n");
        for (String key : new TreeSet<>(KNOWN.stringPropertyNames())) {
            if (key.startsWith(ENGINE)) {
                String name = key.substring(ENGINE.length());
                text.append("engine " + name + " " + of(name) + "\n");
            }
        }
        return text.append("Java " + Runtime.version() + "\n").toString();
    }

    private static Properties load() {
        try (InputStream in = EngineVersions.class.getResourceAsStream("versions.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
