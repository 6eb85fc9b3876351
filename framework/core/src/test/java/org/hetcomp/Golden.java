package org.hetcomp;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Finds the golden numbers: the folder of property {@code hetcomp.golden}, by default {@code ../shared/golden} from the
 * project's root. Tests are skipped where neither is there, and fail where the property names a folder that lacks a file.
 */
public final class Golden {
    private Golden() {}

    /** The whole of one file. */
    public static JsonElement read(String file) {
        String named = System.getProperty("hetcomp.golden", "");
        Path folder = named.isEmpty()
                ? Path.of(System.getProperty("hetcomp.root", "."), "..", "shared", "golden")
                : Path.of(named);
        assumeTrue(
                !named.isEmpty() || Files.isDirectory(folder),
                "no golden numbers: property hetcomp.golden is not set and there is no " + folder.normalize());
        Path path = folder.resolve(file);
        assertTrue(Files.isRegularFile(path), "golden numbers are missing: " + path);
        try {
            return JsonParser.parseString(Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A list of numbers. */
    public static double[] doubles(JsonElement list) {
        return list.getAsJsonArray().asList().stream()
                .mapToDouble(JsonElement::getAsDouble)
                .toArray();
    }

    /** A list of ids. */
    public static int[] ints(JsonElement list) {
        return list.getAsJsonArray().asList().stream()
                .mapToInt(JsonElement::getAsInt)
                .toArray();
    }

    /** A list of lists of ids. */
    public static int[][] intRows(JsonElement rows) {
        return rows.getAsJsonArray().asList().stream().map(Golden::ints).toArray(int[][]::new);
    }

    /** A list of lists of numbers. */
    public static double[][] doubleRows(JsonElement rows) {
        return rows.getAsJsonArray().asList().stream().map(Golden::doubles).toArray(double[][]::new);
    }
}
