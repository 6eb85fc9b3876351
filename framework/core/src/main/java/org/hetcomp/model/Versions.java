package org.hetcomp.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The versions that were built together. */
public final class Versions {
    private static final Properties KNOWN = load();

    private Versions() {}

    /** Ours. */
    public static String hetcomp() {
        return KNOWN.getProperty("hetcomp");
    }

    /** DJL's. */
    public static String djl() {
        return KNOWN.getProperty("djl");
    }

    private static Properties load() {
        try (InputStream in = Versions.class.getResourceAsStream("versions.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
