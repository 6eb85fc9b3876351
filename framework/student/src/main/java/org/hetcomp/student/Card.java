package org.hetcomp.student;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * What a student's card vouches for.
 *
 * @param users number of users
 * @param items number of items
 * @param hashes SHA-256 of each file beside the card, by name
 * @param version SHA-256 of the card itself, and so of all that it vouches for
 */
record Card(int users, int items, Map<String, String> hashes, String version) {
    private static final long FORMAT = 1;
    private static final int LONGEST = 1 << 20;

    /**
     * Reads a card.
     *
     * @throws StudentException if it is none, of another layout, or not a student's
     */
    static Card read(Content file) throws IOException {
        if (file.size() > LONGEST) {
            throw bad("it is longer than " + LONGEST + " bytes", file);
        }
        Map<String, Object> card;
        try {
            card = Json.object(file.text(0, file.size()));
        } catch (IllegalArgumentException e) {
            throw bad("it is not JSON, " + e.getMessage(), file);
        }
        Object format = card.get("format");
        if (!Long.valueOf(FORMAT).equals(format)) {
            throw new StudentException(
                    "the card is of layout " + shown(format) + ", not " + FORMAT,
                    file.where(),
                    "use the version of hetcomp that wrote it");
        }
        if (!"STUDENT".equals(card.get("kind"))) {
            throw new StudentException(
                    "the card is not a student's, but of kind " + shown(card.get("kind")),
                    file.where(),
                    "name a student's folder");
        }
        if (!(card.get("files") instanceof Map<?, ?> files)) {
            throw bad("it names no files", file);
        }
        Map<String, String> hashes = new HashMap<>();
        files.forEach((name, hash) -> hashes.put((String) name, String.valueOf(hash)));
        return new Card(count(card, "users", file), count(card, "items", file), Map.copyOf(hashes), file.sha256());
    }

    /**
     * A file that is the one the card vouches for.
     *
     * @throws StudentException if it is missing or another one
     */
    Content verified(Source source, String name) throws IOException {
        Content content = source.content(name);
        String expected = hashes.get(name);
        if (expected == null) {
            throw StudentException.damaged("the card does not vouch for the file", content.where());
        }
        String found = content.sha256();
        if (!found.equals(expected)) {
            throw StudentException.damaged(
                    "the file is not the one that the card vouches for: it has " + content.size()
                            + " bytes and SHA-256 " + found,
                    content.where());
        }
        return content;
    }

    private static int count(Map<String, Object> card, String name, Content file) {
        if (card.get(name) instanceof Long count && count >= 1 && count <= Integer.MAX_VALUE - 8) {
            return count.intValue();
        }
        throw bad("its number of " + name + " is " + shown(card.get(name)), file);
    }

    private static String shown(Object value) {
        return StudentException.quote(String.valueOf(value));
    }

    private static StudentException bad(String why, Content file) {
        return StudentException.damaged("the card cannot be used, " + why, file.where());
    }
}
