package org.hetcomp.io;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A text file in UTF-8, plain or gzip (told by its first bytes), hashed as it lies on the disk while it is read. */
public final class Text {
    private static final int BUFFER = 1 << 16;

    private final Path path;

    /** Of a file. */
    public Text(Path path) {
        this.path = path;
    }

    /** What is done with the text. */
    public interface Use<T> {
        T apply(BufferedReader reader) throws IOException;
    }

    /**
     * Reads the text, and whatever {@code use} leaves of the file, so that the hash is of all of it.
     *
     * @throws DataException if the file is missing, unreadable, broken gzip or not UTF-8
     */
    public <T> T read(MessageDigest digest, Use<T> use) {
        return read(digest, use, true);
    }

    /**
     * Reads as much of the text as {@code use} takes.
     *
     * @throws DataException as {@link #read}
     */
    public <T> T peek(Use<T> use) {
        return read(Hashes.sha256(), use, false);
    }

    private <T> T read(MessageDigest digest, Use<T> use, boolean whole) {
        try (InputStream raw = new DigestInputStream(Files.newInputStream(path), digest);
                InputStream buffered = new BufferedInputStream(raw, BUFFER);
                InputStream bytes = content(buffered);
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder()), BUFFER)) {
            T result = use.apply(reader);
            if (whole) {
                buffered.transferTo(OutputStream.nullOutputStream());
            }
            return result;
        } catch (IOException e) {
            throw unusable(e);
        } catch (UncheckedIOException e) {
            throw unusable(e.getCause());
        }
    }

    /** {@code file:line}. */
    public String at(long line) {
        return path + ":" + line;
    }

    /** Says what an exception met while reading means. */
    public DataException unusable(IOException e) {
        String where = path.toString();
        if (e instanceof NoSuchFileException) {
            return new DataException("no such file", where, "check the path", e);
        }
        if (e instanceof AccessDeniedException) {
            return new DataException("no permission to read the file", where, "change its permissions", e);
        }
        if (e instanceof ZipException || e instanceof EOFException) {
            return new DataException("broken gzip", where, "copy or compress the file again", e);
        }
        if (e instanceof CharacterCodingException) {
            return new DataException("not UTF-8 text", at(firstBadLine()), "convert the file to UTF-8", e);
        }
        if (Files.isDirectory(path)) {
            return new DataException("a folder where a file is expected", where, "give a file", e);
        }
        return new DataException("cannot be read, " + e.getMessage(), where, "check the file and its disk", e);
    }

    private static InputStream content(InputStream in) throws IOException {
        in.mark(2);
        boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        InputStream bytes = gzip ? new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER) : in;
        bytes.mark(3);
        boolean byteOrderMark = bytes.read() == 0xef && bytes.read() == 0xbb && bytes.read() == 0xbf;
        if (!byteOrderMark) {
            bytes.reset();
        }
        return bytes;
    }

    // A decoder reads far ahead of the line that is being parsed, so the line is looked for once it is known to exist.
    private long firstBadLine() {
        long line = 1;
        try (InputStream buffered = new BufferedInputStream(Files.newInputStream(path), BUFFER);
                InputStream bytes = content(buffered)) {
            ByteArrayOutputStream one = new ByteArrayOutputStream();
            for (int b = bytes.read(); b >= 0; b = bytes.read()) {
                one.write(b);
                if (b == '\n') {
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(one.toByteArray()));
                    one.reset();
                    line++;
                }
            }
        } catch (IOException e) {
            return line;
        }
        return line;
    }
}
