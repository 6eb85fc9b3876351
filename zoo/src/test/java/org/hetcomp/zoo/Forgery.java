package org.hetcomp.zoo;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.hetcomp.io.Hashes;

/** A published model made another by somebody who keeps the repository, and so makes all hashes fit. */
final class Forgery {
    private final Path model;
    private final Path zip;
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private JsonObject card;

    /** Of version 1 of a model. */
    Forgery(Path root, String id) throws IOException {
        model = root.resolve(ZooRepository.folder(id));
        zip = model.resolve("1").resolve(id + ".zip");
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), in.readAllBytes());
            }
        }
        card = JsonParser.parseString(new String(entries.get("card.json"), StandardCharsets.UTF_8))
                .getAsJsonObject();
    }

    /** Changes the card. */
    Forgery card(Consumer<JsonObject> change) {
        change.accept(card);
        return this;
    }

    /** Puts a file into the archive, which the card does not name; null takes one out. */
    Forgery put(String name, byte[] bytes) {
        if (bytes == null) {
            entries.remove(name);
        } else {
            entries.put(name, bytes);
        }
        return this;
    }

    /** Puts a file into the archive and on the card. */
    Forgery name(String name, byte[] bytes) {
        card.getAsJsonObject("files").addProperty(name, Hashes.of(bytes));
        card.getAsJsonObject("sizes").addProperty(name, bytes.length);
        return put(name, bytes);
    }

    /** Publishes what it has become. */
    void publish() throws IOException {
        byte[] text = card.toString().getBytes(StandardCharsets.UTF_8);
        entries.put("card.json", text);
        Files.write(zip.resolveSibling("card.json"), text);
        publish(bytes(entries));
    }

    /** Publishes an archive as it is. */
    void publish(byte[] archive) throws IOException {
        Files.write(zip, archive);
        facts(Map.of(
                "card", Hashes.of(zip.resolveSibling("card.json")),
                "archive", Hashes.of(archive),
                "archiveBytes", Integer.toString(archive.length)));
    }

    /** Changes what the metadata tells of version 1. */
    void facts(Map<String, String> properties) throws IOException {
        metadata(artifact -> properties.forEach(artifact.getAsJsonObject("properties")::addProperty));
    }

    /** Changes the metadata of version 1. */
    void metadata(Consumer<JsonObject> change) throws IOException {
        Path file = model.resolve("metadata.json");
        JsonObject metadata = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        change.accept(metadata.getAsJsonArray("artifacts").get(0).getAsJsonObject());
        Files.writeString(file, metadata.toString());
    }

    /** An archive of the files. */
    static byte[] bytes(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                ((OutputStream) out).write(file.getValue());
                out.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    /** The files of the archive. */
    Map<String, byte[]> files() {
        return entries;
    }

    Path zip() {
        return zip;
    }
}
