package org.hetcomp.zoo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.hetcomp.io.DataException;
import org.hetcomp.model.Card;
import org.hetcomp.model.ModelFolder;
import org.hetcomp.model.Serving;

/**
 * Unpacks an archive of a model into a folder. Before its first byte is written the archive's directory, its card and
 * its {@code serving.properties} are read and held to this: the files are those that the card names, each once and of
 * the size that the card says, nothing else, and no more of anything than the limits allow.
 */
final class Unpacking {
    private static final String ADVICE = "do not use it; tell whoever keeps the repository";

    private final Path zip;
    private final String where;
    private final Limits limits;

    /**
     * Of an archive.
     *
     * @param where it came from, as it is shown
     */
    Unpacking(Path zip, String where, Limits limits) {
        this.zip = zip;
        this.where = where;
        this.limits = limits;
    }

    /** Checks the archive, and writes its files into a new folder. */
    void into(Path folder) throws IOException {
        ZipEnd.require(zip, where, limits);
        try (ZipFile archive = new ZipFile(zip.toFile(), StandardCharsets.UTF_8)) {
            Map<String, ZipEntry> entries = checked(archive);
            Files.createDirectories(folder);
            for (ZipEntry entry : entries.values()) {
                write(archive, entry, folder.resolve(entry.getName()));
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new DataException("the archive cannot be unpacked, " + e.getMessage(), where, ADVICE, e);
        }
    }

    private Map<String, ZipEntry> checked(ZipFile archive) throws IOException {
        limits.require(Limits.Name.ENTRIES, archive.size(), "too many files in the archive", where);
        Map<String, ZipEntry> entries = new LinkedHashMap<>();
        long unpacked = 0;
        for (Enumeration<? extends ZipEntry> all = archive.entries(); all.hasMoreElements(); ) {
            ZipEntry entry = all.nextElement();
            require(entries.put(entry.getName(), entry) == null, "the archive has " + quote(entry) + " twice");
            require(entry.getSize() >= 0, "the archive does not say how long " + quote(entry) + " is");
            unpacked = Math.addExact(unpacked, entry.getSize());
        }
        limits.require(Limits.Name.UNPACKED, unpacked, "too many bytes in the archive", where);
        require(entries.containsKey(ModelFolder.CARD), "the archive has no " + ModelFolder.CARD);
        ZipEntry first = entries.get(ModelFolder.CARD);
        limits.require(Limits.Name.CARD, first.getSize(), "too many bytes of card", where);
        Card card =
                ModelFolder.card(text(archive, first, limits.get(Limits.Name.CARD)), where + "!" + ModelFolder.CARD);
        for (ZipEntry entry : entries.values()) {
            String name = entry.getName();
            require(
                    name.equals(ModelFolder.CARD) || card.files().containsKey(name),
                    "the archive has " + quote(entry) + ", which its card does not name");
            Long size = card.sizes() == null ? null : card.sizes().get(name);
            require(
                    size == null || size == entry.getSize(),
                    quote(entry) + " has " + entry.getSize() + " bytes in the archive and " + size + " on its card");
        }
        card.files()
                .keySet()
                .forEach(name ->
                        require(entries.containsKey(name), "the archive lacks " + name + ", which its card names"));
        if (entries.containsKey(ModelFolder.SERVING)) {
            Serving.check(
                    text(archive, entries.get(ModelFolder.SERVING), Serving.LARGEST),
                    where + "!" + ModelFolder.SERVING,
                    card.made().engine());
        }
        return entries;
    }

    private String text(ZipFile archive, ZipEntry entry, long most) throws IOException {
        require(entry.getSize() <= most, quote(entry) + " is longer than " + most + " bytes");
        try (InputStream in = archive.getInputStream(entry)) {
            byte[] bytes = in.readNBytes((int) entry.getSize() + 1);
            require(bytes.length == entry.getSize(), quote(entry) + " is not as long as the archive says");
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private void write(ZipFile archive, ZipEntry entry, Path file) throws IOException {
        try (InputStream in = archive.getInputStream(entry);
                OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            byte[] buffer = new byte[1 << 16];
            long written = 0;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                written += n;
                require(written <= entry.getSize(), quote(entry) + " is longer than the archive says");
                out.write(buffer, 0, n);
            }
            require(written == entry.getSize(), quote(entry) + " is shorter than the archive says");
        }
    }

    private static String quote(ZipEntry entry) {
        return DataException.quote(entry.getName());
    }

    private void require(boolean holds, String what) {
        if (!holds) {
            throw new DataException(what, where, ADVICE);
        }
    }
}
