package org.hetcomp.export;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hetcomp.io.AtomicFile;

/** Files of text: JSON, lines, and the templates that lie beside this class, with names filled in. */
final class Texts {
    /** On one line. */
    static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    private static final Gson PRETTY =
            new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();
    private static final Pattern PLACE = Pattern.compile("\\$\\{([a-z]+)}");

    private Texts() {}

    /** Writes lines. */
    interface Lines {
        void writeTo(Appendable lines) throws IOException;
    }

    /** An object of JSON, its names in the order given: names and values in turn. */
    static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int n = 0; n < namesAndValues.length; n += 2) {
            object.put((String) namesAndValues[n], namesAndValues[n + 1]);
        }
        return object;
    }

    /** Writes an object as indented JSON. */
    static void json(Path file, Object object) throws IOException {
        AtomicFile.write(file, PRETTY.toJson(object) + "\n");
    }

    /** Writes a file as its lines come; they have to end themselves. */
    static void lines(Path file, Lines lines) throws IOException {
        AtomicFile.write(file, channel -> {
            // Not closed: the channel has to stay open until it is synced.
            BufferedWriter writer = new BufferedWriter(
                    new OutputStreamWriter(Channels.newOutputStream(channel), StandardCharsets.UTF_8), 1 << 16);
            lines.writeTo(writer);
            writer.flush();
        });
    }

    /**
     * Writes a template, each <code>${word}</code> of it replaced.
     *
     * @param template its name in this package, {@code pgvector/schema.sql}
     */
    static void filled(Path file, String template, Map<String, ?> words) throws IOException {
        try (InputStream in = Texts.class.getResourceAsStream(template)) {
            if (in == null) {
                throw new IllegalStateException("no template " + template);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            AtomicFile.write(file, PLACE.matcher(text).replaceAll(place -> {
                Object word = words.get(place.group(1));
                if (word == null) {
                    throw new IllegalStateException(template + " asks for " + place.group(1));
                }
                return Matcher.quoteReplacement(word.toString());
            }));
        }
    }
}
