package org.hetcomp.student;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The bytes of one of a student's files, mapped where they lie in a file, or in memory where they were packed. */
final class Content {
    /** The most bytes that are mapped at once: a buffer ends at 2 GB. */
    static final int PIECE = 1 << 30;

    private final String where;
    private final FileChannel channel;
    private final byte[] bytes;
    private final long size;

    private Content(String where, FileChannel channel, byte[] bytes, long size) {
        this.where = where;
        this.channel = channel;
        this.bytes = bytes;
        this.size = size;
    }

    /** A file's bytes, as long as the channel is open; what was mapped stays so. */
    static Content of(String where, FileChannel channel) throws IOException {
        return new Content(where, channel, null, channel.size());
    }

    static Content of(String where, byte[] bytes) {
        return new Content(where, null, bytes, bytes.length);
    }

    /** The file's name, for messages. */
    String where() {
        return where;
    }

    long size() {
        return size;
    }

    /**
     * A part of the bytes, little-endian and not to be written to.
     *
     * @param length at most {@link #PIECE}
     */
    ByteBuffer part(long from, long length) throws IOException {
        if (from < 0 || length < 0 || length > PIECE || from > size - length) {
            throw new IllegalArgumentException(length + " bytes from " + from + " of " + size);
        }
        ByteBuffer part = channel == null
                ? ByteBuffer.wrap(bytes).slice((int) from, (int) length).asReadOnlyBuffer()
                : channel.map(FileChannel.MapMode.READ_ONLY, from, length);
        return part.order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * A part of the bytes as text.
     *
     * @throws StudentException if it is no UTF-8
     */
    String text(long from, long length) throws IOException {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(part(from, length));
            return text.toString();
        } catch (CharacterCodingException e) {
            throw StudentException.damaged("the text is not in UTF-8", where);
        }
    }

    /**
     * Looks through all bytes.
     *
     * @throws StudentException if they are no UTF-8
     */
    void requireText() throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer rest = part(0, size);
        CharBuffer text = CharBuffer.allocate(1 << 13);
        CoderResult result = CoderResult.OVERFLOW;
        while (result.isOverflow()) {
            result = decoder.decode(rest, text.clear(), true);
        }
        if (result.isError()) {
            throw StudentException.damaged("the text is not in UTF-8", where);
        }
    }

    /** SHA-256 of all bytes, in hexadecimal. */
    String sha256() throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (long from = 0; from < size; from += PIECE) {
                digest.update(part(from, Math.min(PIECE, size - from)));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
