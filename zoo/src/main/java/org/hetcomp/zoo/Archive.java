package org.hetcomp.zoo;

import ai.djl.util.Hex;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.hetcomp.io.AtomicFile;

/** A model's folder as one zip file; the same files give the same bytes. */
final class Archive {
    // Zip's first day: what is in it decides the bytes, not when it was packed.
    private static final LocalDateTime NEVER = LocalDateTime.of(1980, 1, 1, 0, 0);

    private Archive() {}

    /** Packs the files of a folder. */
    static void write(Path folder, Path zip) throws IOException {
        List<Path> files;
        try (Stream<Path> inside = Files.list(folder)) {
            files = inside.sorted().toList();
        }
        AtomicFile.write(zip, channel -> {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            ZipOutputStream archive = new ZipOutputStream(out);
            archive.setLevel(Deflater.BEST_COMPRESSION);
            for (Path file : files) {
                ZipEntry entry = new ZipEntry(file.getFileName().toString());
                entry.setTimeLocal(NEVER);
                archive.putNextEntry(entry);
                Files.copy(file, archive);
                archive.closeEntry();
            }
            archive.finish();
            out.flush();
        });
    }

    /** The hash that DJL checks. */
    static String sha1(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return Hex.toHexString(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
