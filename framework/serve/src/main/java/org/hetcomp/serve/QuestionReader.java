package org.hetcomp.serve;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads questions from JSON, and nothing that is not one: keys that it does not know are refused by their names. */
final class QuestionReader {
    private static final Pattern PLACE = Pattern.compile("line ([0-9]+) column ([0-9]+)");
    private static final String BATCH = "requests";

    private final Kind kind;
    private final Limits limits;

    QuestionReader(Kind kind, Limits limits) {
        this.kind = kind;
        this.limits = limits;
    }

    /**
     * What a body asks.
     *
     * @param isBatch whether they came in {@code requests}, however many
     */
    record Asked(List<Question> questions, boolean isBatch) {}

    /**
     * Reads a body.
     *
     * @throws Refusal if it is no question
     */
    Asked read(byte[] body) {
        try (JsonReader in = new JsonReader(new StringReader(text(body)))) {
            in.setStrictness(Strictness.STRICT);
            Asked asked = top(in);
            if (in.peek() != JsonToken.END_DOCUMENT) {
                throw Refusal.bad("text after the end of the JSON", "body", "send one object");
            }
            return asked;
        } catch (MalformedJsonException e) {
            throw Refusal.bad("it is no JSON" + place(e), "body", "send one object, as in " + kind.example());
        } catch (IOException e) {
            throw Refusal.bad("the JSON ends early", "body", "send one object, as in " + kind.example());
        }
    }

    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Refusal.bad("it is not in UTF-8", "body", "send UTF-8");
        }
    }

    private static String place(MalformedJsonException e) {
        Matcher place = PLACE.matcher(String.valueOf(e.getMessage()));
        return place.find() ? " at line " + place.group(1) + ", column " + place.group(2) : "";
    }

    private Asked top(JsonReader in) throws IOException {
        require(in, JsonToken.BEGIN_OBJECT, "body");
        Draft draft = new Draft(kind, limits, "");
        List<Question> batch = null;
        Set<String> keys = new HashSet<>();
        in.beginObject();
        while (in.hasNext()) {
            String key = once(in.nextName(), "", keys);
            if (key.equals(BATCH)) {
                batch = batch(in);
            } else {
                value(in, key, draft);
            }
        }
        in.endObject();
        if (batch == null) {
            return new Asked(List.of(draft.question()), false);
        }
        if (keys.size() > 1) {
            throw Refusal.bad("requests and other keys beside it", BATCH, "give each request its own");
        }
        return new Asked(batch, true);
    }

    private List<Question> batch(JsonReader in) throws IOException {
        require(in, JsonToken.BEGIN_ARRAY, BATCH);
        List<Question> questions = new ArrayList<>();
        long answered = 0;
        in.beginArray();
        while (in.hasNext()) {
            String where = BATCH + "[" + questions.size() + "]";
            if (questions.size() == limits.batch()) {
                throw Refusal.bad("more than " + limits.batch() + " questions", BATCH, "ask in several requests");
            }
            require(in, JsonToken.BEGIN_OBJECT, where);
            Question question = question(in, where + ".");
            answered += question.top();
            if (answered > limits.answered()) {
                throw Refusal.bad(
                        "answers of more than " + limits.answered() + " items together",
                        where + ".top",
                        "ask for fewer, or in several requests");
            }
            questions.add(question);
        }
        in.endArray();
        return questions;
    }

    private Question question(JsonReader in, String where) throws IOException {
        Draft draft = new Draft(kind, limits, where);
        Set<String> keys = new HashSet<>();
        in.beginObject();
        while (in.hasNext()) {
            value(in, once(in.nextName(), where, keys), draft);
        }
        in.endObject();
        return draft.question();
    }

    private static String once(String key, String where, Set<String> keys) {
        if (!keys.add(key)) {
            throw Refusal.bad(Text.quote(key) + " is there twice", where + "body", "give it once");
        }
        return key;
    }

    private void value(JsonReader in, String key, Draft draft) throws IOException {
        draft.requireKnown(key);
        String where = draft.where(key);
        if (Draft.LISTS.contains(key)) {
            draft.put(key, strings(in, where));
        } else if (key.equals(Draft.TOP)) {
            require(in, JsonToken.NUMBER, where);
            draft.top(in.nextString());
        } else {
            require(in, JsonToken.STRING, where);
            draft.put(key, in.nextString());
        }
    }

    private List<String> strings(JsonReader in, String where) throws IOException {
        require(in, JsonToken.BEGIN_ARRAY, where);
        List<String> strings = new ArrayList<>();
        in.beginArray();
        while (in.hasNext()) {
            if (strings.size() == limits.items()) {
                throw Refusal.bad("more than " + limits.items() + " items", where, "give fewer");
            }
            require(in, JsonToken.STRING, where + "[" + strings.size() + "]");
            strings.add(in.nextString());
        }
        in.endArray();
        return strings;
    }

    private static void require(JsonReader in, JsonToken wanted, String where) throws IOException {
        JsonToken found = in.peek();
        if (found == wanted) {
            return;
        }
        boolean isQuotable = wanted == JsonToken.STRING && found == JsonToken.NUMBER;
        throw Refusal.bad(
                "it is " + name(found) + ", not " + name(wanted),
                where,
                isQuotable ? "ids are text, write \"" + in.nextString() + "\"" : "send " + name(wanted));
    }

    private static String name(JsonToken token) {
        return switch (token) {
            case BEGIN_OBJECT -> "an object";
            case BEGIN_ARRAY -> "a list";
            case STRING -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case NULL -> "null";
            default -> "nothing";
        };
    }
}
