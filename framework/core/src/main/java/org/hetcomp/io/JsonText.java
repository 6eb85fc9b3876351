package org.hetcomp.io;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A text in JSON that may be anybody's, or damaged. It is read strictly, to a bounded depth and size, and what is wrong
 * with it is said in one line that names the file and the key.
 *
 * @param text what was found
 * @param where it was found: a file, an address
 * @param what is said if it cannot be used; why follows
 * @param advice what to do if it cannot be used
 */
public record JsonText(String text, String where, String what, String advice) {
    /** Characters or bytes that none of our files has. */
    public static final long LARGEST = 64L << 20;

    private static final int DEEPEST = 32;
    private static final String OURS = "something is missing, or another version wrote it";

    /** Checks the length. */
    public JsonText {
        if (text.length() > LARGEST) {
            throw new DataException("longer than " + LARGEST + " characters", where, advice);
        }
    }

    /** Of a file of ours. */
    public JsonText(String text, String where, String advice) {
        this(text, where, OURS, advice);
    }

    /**
     * Reads a file.
     *
     * @param most bytes that it may have
     * @throws DataException if it is none in UTF-8, is longer or cannot be read
     */
    public static JsonText read(Path file, long most, String what, String advice) {
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new DataException("no plain file", file.toString(), advice);
            }
            if (Files.exists(file) && Files.size(file) > most) {
                throw new DataException("longer than " + most + " bytes", file.toString(), advice);
            }
            return new JsonText(Files.readString(file), file.toString(), what, advice);
        } catch (CharacterCodingException e) {
            throw new DataException(what + ": not in UTF-8", file.toString(), advice, e);
        } catch (IOException e) {
            throw new DataException("cannot be read, " + e.getMessage(), file.toString(), "check the path", e);
        }
    }

    /** The same of a file of ours. */
    public static JsonText read(Path file, String advice) {
        return read(file, LARGEST, OURS, advice);
    }

    /**
     * What it says as an object.
     *
     * @throws DataException if it is none
     */
    public JsonObject object() {
        JsonReader reader = reader();
        JsonElement tree;
        try {
            tree = JsonParser.parseReader(reader);
            requireEnd(reader);
        } catch (IOException | RuntimeException e) {
            throw unusable(reader, e);
        }
        if (!tree.isJsonObject()) {
            throw bad("no object", null);
        }
        return tree.getAsJsonObject();
    }

    /**
     * Checks that it is an object with values of some keys.
     *
     * @param keys dots lead into objects: {@code made.engine}
     * @throws DataException if one is missing or null
     */
    public JsonText require(String... keys) {
        JsonObject whole = object();
        for (String key : keys) {
            JsonElement at = whole;
            for (String part : key.split("\\.")) {
                at = at != null && at.isJsonObject() ? at.getAsJsonObject().get(part) : null;
            }
            if (at == null || at.isJsonNull()) {
                throw bad("key " + key + " is missing", null);
            }
        }
        return this;
    }

    /**
     * What it says as a value of a type.
     *
     * @param gson how such values are written
     * @throws DataException if it is none
     */
    public <T> T as(Gson gson, Class<T> type) {
        JsonReader reader = reader();
        T value;
        try {
            value = gson.fromJson(reader, type);
            requireEnd(reader);
        } catch (IOException | RuntimeException e) {
            // What a record's own check throws comes wrapped, in an exception that is no JsonParseException.
            throw unusable(reader, e);
        }
        if (value == null) {
            throw bad("nothing there", null);
        }
        return value;
    }

    private JsonReader reader() {
        JsonReader reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
        reader.setNestingLimit(DEEPEST);
        return reader;
    }

    private void requireEnd(JsonReader reader) throws IOException {
        if (reader.peek() != JsonToken.END_DOCUMENT) {
            throw bad("something comes after it", null);
        }
    }

    private DataException unusable(JsonReader reader, Exception e) {
        if (e instanceof DataException told) {
            return told;
        }
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        // Gson's messages have a second line, with an address to read on at, and end with a place in their own terms.
        String why = cause.getMessage() == null
                ? cause.getClass().getSimpleName()
                : cause.getMessage().lines().findFirst().orElse("").replaceFirst(" at line [0-9]+ column .*", "");
        if (why.startsWith("Use JsonReader")) {
            why = "malformed JSON";
        }
        // A record that refuses its values has been read to its end.
        String at = e instanceof JsonParseException || e instanceof IOException
                ? reader.getPath()
                : reader.getPreviousPath();
        String path = at.replaceFirst("^\\$\\.?", "");
        return bad((path.isEmpty() ? "" : "key " + path + ", ") + why, e);
    }

    private DataException bad(String why, Throwable cause) {
        return new DataException(what + ": " + why, where, advice, cause);
    }
}
