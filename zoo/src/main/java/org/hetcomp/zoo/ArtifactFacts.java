package org.hetcomp.zoo;

import ai.djl.repository.Artifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.hetcomp.eval.Measures;
import org.hetcomp.io.DataException;
import org.hetcomp.io.Hashes;
import org.hetcomp.io.JsonText;
import org.hetcomp.model.Card;
import org.hetcomp.model.Json;
import org.hetcomp.model.Names;

/**
 * What the metadata of a repository says of one version of a model, kept as properties of DJL's artifact: enough to
 * list it, to find it by a filter, and to check what is fetched.
 *
 * @param format layout of the card
 * @param kind {@code teacher} or {@code student}
 * @param family the card's id
 * @param set what it was published under; the teachers of a set make an ensemble
 * @param data name of the data set
 * @param parameters floats that were trained
 * @param test measures on test
 * @param bytes of its files
 * @param card SHA-256 of the card
 * @param archive SHA-256 of the archive
 * @param archiveBytes length of the archive
 */
record ArtifactFacts(
        int format,
        String kind,
        String family,
        String set,
        String data,
        long parameters,
        Measures test,
        long bytes,
        String card,
        String archive,
        long archiveBytes) {
    /**
     * Those of a model that is published.
     *
     * @param set what it is published under
     * @param cardFile the card as it is published
     * @param zip the archive as it is published
     */
    static ArtifactFacts of(Card card, String set, Path cardFile, Path zip) throws IOException {
        return new ArtifactFacts(
                card.format(),
                kind(card.kind()),
                card.id(),
                set,
                card.data().name(),
                card.parameters(),
                card.test(),
                card.bytes(),
                Hashes.of(cardFile),
                Hashes.of(zip),
                Files.size(zip));
    }

    /** Reads them, or says where they are missing. */
    static ArtifactFacts of(Artifact artifact, String where) {
        if (artifact == null || artifact.getProperties() == null) {
            throw new DataException("the metadata does not describe a version", where, "tell its keeper");
        }
        Map<String, String> properties = artifact.getProperties();
        String test = properties.get("test");
        try {
            ArtifactFacts facts = new ArtifactFacts(
                    Integer.parseInt(properties.get("format")),
                    properties.get("kind"),
                    properties.get("family"),
                    properties.get("set"),
                    properties.get("data"),
                    Long.parseLong(properties.get("parameters")),
                    test == null ? null : new JsonText(test, where, "tell its keeper").as(Json.GSON, Measures.class),
                    Long.parseLong(properties.get("bytes")),
                    properties.get("card"),
                    properties.get("archive"),
                    Long.parseLong(properties.get("archiveBytes")));
            if (isKind(facts.kind)
                    && Names.isId(facts.family)
                    && Names.isId(facts.set)
                    && facts.data != null
                    && facts.test != null
                    && isHash(facts.card)
                    && isHash(facts.archive)
                    && facts.archiveBytes >= 0
                    && facts.bytes >= 0
                    && facts.parameters >= 0
                    && Names.isVersion(artifact.getVersion())) {
                return facts;
            }
        } catch (NumberFormatException e) {
            // Told below, like what is missing.
        }
        throw new DataException(
                "the metadata does not describe version " + artifact.getVersion(), where, "tell its keeper");
    }

    private static boolean isKind(String text) {
        return Stream.of(Card.Kind.values()).anyMatch(kind -> kind(kind).equals(text));
    }

    // Hashes name files here, so nothing else may pass for one.
    private static boolean isHash(String text) {
        return text != null && text.matches("[0-9a-f]{64}");
    }

    /** The same as DJL keeps them. */
    Map<String, String> properties(String version) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("version", version);
        properties.put("format", Integer.toString(format));
        properties.put("kind", kind);
        properties.put("family", family);
        properties.put("set", set);
        properties.put("data", data);
        properties.put("parameters", Long.toString(parameters));
        properties.put("test", Json.GSON.toJson(test));
        properties.put("bytes", Long.toString(bytes));
        properties.put("card", card);
        properties.put("archive", archive);
        properties.put("archiveBytes", Long.toString(archiveBytes));
        return properties;
    }

    boolean isTeacher() {
        return kind.equals(kind(Card.Kind.TEACHER));
    }

    static String kind(Card.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** Checks that this version of the project can read the card. */
    void requireFormat(String where) {
        if (format != Card.FORMAT) {
            throw new DataException(
                    "the card is of layout " + format + ", not " + Card.FORMAT,
                    where,
                    "use a newer version of hetcomp, or take another version of the model");
        }
    }
}
