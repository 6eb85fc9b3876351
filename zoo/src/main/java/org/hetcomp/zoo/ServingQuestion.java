package org.hetcomp.zoo;

import ai.djl.modality.Input;
import ai.djl.ndarray.BytesSupplier;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.reflect.TypeToken;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hetcomp.io.DataException;

/**
 * What a client of DJL Serving asks: {@code {"user": "u7", "top": 10, "exclude": ["i3"], "allow": ["i1", "i2"]}}, or in place of
 * {@code user} a {@code history}, the items that somebody has. One of the two is given, the rest may be left out.
 *
 * @param user the user's own id; null if there is a history
 * @param history items' own ids; null if there is a user
 * @param top how many items are wanted, at least 1
 * @param exclude items that are left out, of a history those in it too
 * @param allow the only items that are wanted; null for all
 */
record ServingQuestion(String user, Set<String> history, int top, Set<String> exclude, Set<String> allow) {
    private static final Gson JSON =
            new GsonBuilder().setStrictness(Strictness.STRICT).create();
    private static final TypeToken<Map<String, JsonElement>> MEMBERS = new TypeToken<>() {};
    private static final String EXAMPLE = "{\"user\": \"u7\", \"top\": 10}";
    private static final List<String> KEYS = List.of("user", "history", "top", "exclude", "allow");

    /**
     * Reads it from a body in UTF-8.
     *
     * @param top how many items are wanted where it does not say
     * @throws DataException if it is no question
     */
    static ServingQuestion read(Input input, int top) {
        BytesSupplier body = input.getContent().isEmpty() ? null : input.getData();
        if (body == null) {
            throw bad("no body", "body", "send an object, as in " + EXAMPLE);
        }
        Map<String, JsonElement> object = members(body.getAsBytes());
        for (String key : object.keySet()) {
            if (!KEYS.contains(key)) {
                throw bad("unknown key " + DataException.quote(key), "body", "take one of " + String.join(", ", KEYS));
            }
        }
        if (object.containsKey("user") == object.containsKey("history")) {
            throw bad(
                    object.containsKey("user") ? "user and history given" : "no user or history given",
                    "body",
                    "give one of them, as in " + EXAMPLE);
        }
        Set<String> history = strings(object, "history");
        Set<String> exclude = strings(object, "exclude");
        Set<String> leftOut = new LinkedHashSet<>(exclude == null ? Set.of() : exclude);
        leftOut.addAll(history == null ? Set.of() : history);
        return new ServingQuestion(
                object.containsKey("user") ? text(object.get("user"), "user") : null,
                history,
                object.containsKey("top") ? number(object.get("top")) : top,
                leftOut,
                strings(object, "allow"));
    }

    /** Members by name, none twice. */
    private static Map<String, JsonElement> members(byte[] body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            Map<String, JsonElement> members = JSON.fromJson(text, MEMBERS);
            if (members != null) {
                return members;
            }
        } catch (CharacterCodingException e) {
            throw bad("it is not in UTF-8", "body", "send UTF-8");
        } catch (JsonParseException e) {
            // Told below, as an empty body is.
        }
        throw bad("it is no object of JSON with every key once", "body", "send one, as in " + EXAMPLE);
    }

    private static Set<String> strings(Map<String, JsonElement> object, String key) {
        if (!object.containsKey(key)) {
            return null;
        }
        if (!(object.get(key) instanceof JsonArray array)) {
            throw bad("it is no list", key, "send a list of texts");
        }
        Set<String> strings = new LinkedHashSet<>();
        for (JsonElement element : array) {
            strings.add(text(element, key));
        }
        return strings;
    }

    private static String text(JsonElement element, String key) {
        if (element instanceof JsonPrimitive primitive && primitive.isString()) {
            return primitive.getAsString();
        }
        throw bad("an id that is no text, " + element, key, "write it in quotes");
    }

    private static int number(JsonElement element) {
        try {
            if (element instanceof JsonPrimitive primitive && primitive.isNumber()) {
                int number = Integer.parseInt(primitive.getAsString());
                if (number >= 1) {
                    return number;
                }
            }
        } catch (NumberFormatException e) {
            // Told below, like a number out of range.
        }
        throw bad(element + " is no whole number from 1", "top", "give one");
    }

    private static DataException bad(String what, String where, String advice) {
        return new DataException(what, where, advice);
    }
}
