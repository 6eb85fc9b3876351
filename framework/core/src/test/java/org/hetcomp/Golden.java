package org.hetcomp;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The golden numbers: what the published code gives for small random inputs, as resources beside this class. */
public final class Golden {
    private Golden() {}

    /** The whole of one file. */
    public static JsonElement read(String file) {
        try (InputStream stream = Golden.class.getResourceAsStream("golden/" + file)) {
            if (stream == null) {
                throw new AssertionError("golden numbers are missing: " + file);
            }
            return JsonParser.parseReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
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
