package org.hetcomp.model;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.hetcomp.io.DataException;

/**
 * What a model may tell DJL of how it is loaded, in {@code serving.properties} or in a repository's metadata. DJL makes
 * an object of any class that it is told of there, so only ours are let through.
 */
public final class Serving {
    /** Bytes that no such file has. */
    public static final int LARGEST = 1 << 16;

    private static final Map<String, String> KNOWN = Map.of(
            "blockFactory",
            ModelWriter.BLOCK_FACTORY,
            "translatorFactory",
            ModelWriter.TRANSLATOR_FACTORY,
            "option.hasParameter",
            "false",
            "hasParameter",
            "false");

    private static final String ENGINE = "engine";

    private Serving() {}

    /**
     * The text of a model's file. Whoever loads it need not say more than where it lies.
     *
     * @param engine by DJL's name, the one that made it; who names another gets that
     */
    static String of(String engine) {
        // The block comes with its arrays, so there is no file of parameters of DJL's own to look for.
        return "engine=" + engine + "\nblockFactory=" + ModelWriter.BLOCK_FACTORY + "\ntranslatorFactory="
                + ModelWriter.TRANSLATOR_FACTORY + "\noption.hasParameter=false\n";
    }

    /**
     * Checks a file of a model's folder.
     *
     * @param engine that the card says made it, which the file may name and no other
     */
    static void check(Path file, String engine) {
        try {
            if (Files.size(file) > LARGEST) {
                throw bad("the file is longer than " + LARGEST + " bytes", file.toString());
            }
            check(Files.readString(file), file.toString(), engine);
        } catch (IOException e) {
            throw bad("the file cannot be read, " + e.getMessage(), file.toString());
        }
    }

    /** Checks the text of such a file. */
    public static void check(String text, String where, String engine) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException e) {
            throw bad("no properties, " + e.getMessage(), where);
        }
        if (engine.equalsIgnoreCase(properties.getProperty(ENGINE))) {
            properties.remove(ENGINE);
        }
        check(properties, where);
    }

    /**
     * Checks names and values.
     *
     * @throws DataException if there is one that is not ours
     */
    public static void check(Map<?, ?> told, String where) {
        told.forEach((key, value) -> {
            if (!value.equals(KNOWN.get(key))) {
                throw bad("the model asks to be loaded with " + DataException.quote(key + "=" + value), where);
            }
        });
    }

    private static DataException bad(String what, String where) {
        return new DataException(what, where, "do not use it; get the model from who made it");
    }
}
