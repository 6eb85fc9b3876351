package org.hetcomp.export;

import ai.djl.util.Float16Utils;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.hetcomp.io.AtomicFile;
import org.hetcomp.io.DataException;

/**
 * {@code student.npz} for numpy: arrays {@code user [U, d]}, {@code item [I, d]} and the ids {@code users [U]}, {@code
 * items [I]}, which are read without pickle. Numbers of 8 bits have {@code user_scale [U, 1]} and {@code item_scale [I, 1]}
 * besides. The layout of an array is NumPy Enhancement Proposal 1's, version 1.0.
 */
final class Npz implements Format {
    private static final Charset CODE_POINTS = Charset.forName("UTF-32LE");
    private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);
    // Arrays of text are as wide as the longest of it.
    private static final long MOST_TEXT = 1L << 31;

    @Override
    public String refusal(String id) {
        // numpy takes NULs off the end of a text.
        return id.indexOf('\0') >= 0 ? "has a NUL, which numpy's text may lose" : null;
    }

    @Override
    public List<String> write(Path folder, Content content) throws IOException {
        requireNarrow(content.users());
        requireNarrow(content.items());
        AtomicFile.write(folder.resolve("student.npz"), channel -> {
            // Not closed: the channel has to stay open until it is synced.
            ZipOutputStream zip = new ZipOutputStream(Channels.newOutputStream(channel), StandardCharsets.UTF_8);
            side(zip, "user", content.users(), content);
            side(zip, "item", content.items(), content);
            zip.finish();
        });
        Texts.filled(folder.resolve("README.md"), "npz/README.md", Map.of("dim", content.dim()));
        return List.of();
    }

    private static void side(ZipOutputStream zip, String name, Side side, Content content) throws IOException {
        int dim = content.dim();
        entry(zip, name, header(type(content.bits()), side.size() + ", " + dim));
        ByteBuffer bytes = ByteBuffer.allocate(dim * content.bits() / 8).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < side.size(); row++) {
            put(side.row(row).values(), content.bits(), bytes.clear());
            zip.write(bytes.array());
        }
        zip.closeEntry();
        if (content.bits() == 8) {
            entry(zip, name + "_scale", header("<f4", side.size() + ", 1"));
            ByteBuffer scale = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
            for (int row = 0; row < side.size(); row++) {
                zip.write(scale.putFloat(0, side.row(row).scale()).array());
            }
            zip.closeEntry();
        }
        int width = width(side);
        entry(zip, side.name(), header("<U" + width, side.size() + ","));
        for (String id : side.ids()) {
            byte[] points = id.getBytes(CODE_POINTS);
            zip.write(points);
            zip.write(new byte[4 * width - points.length]);
        }
        zip.closeEntry();
    }

    /** Numbers as they lie in memory. */
    static void put(float[] values, int bits, ByteBuffer into) {
        for (float value : values) {
            switch (bits) {
                case 8 -> into.put((byte) value);
                case 16 -> into.putShort(Float16Utils.floatToHalf(value));
                default -> into.putFloat(value);
            }
        }
    }

    private static String type(int bits) {
        return bits == 8 ? "|i1" : "<f" + bits / 8;
    }

    private static int width(Side side) {
        return side.ids().stream()
                .mapToInt(id -> id.codePointCount(0, id.length()))
                .max()
                .orElse(1);
    }

    private static void requireNarrow(Side side) {
        int width = width(side);
        if (4L * width * side.size() > MOST_TEXT) {
            throw new DataException(
                    "numpy makes all texts of an array as wide as the longest: " + side.size() + " times " + width
                            + " characters are more than 2 GB",
                    side.name() + ".tsv",
                    "give shorter ids, or export to another target");
        }
    }

    private static void entry(ZipOutputStream zip, String array, byte[] header) throws IOException {
        ZipEntry entry = new ZipEntry(array + ".npy");
        // The same student gives the same bytes, whenever it is exported.
        entry.setTimeLocal(EPOCH);
        zip.putNextEntry(entry);
        zip.write(header);
    }

    private static byte[] header(String type, String shape) {
        String text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + shape + "), }";
        int length = (10 + text.length() + 1 + 63) / 64 * 64;
        ByteBuffer header = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        header.put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 0);
        header.putShort((short) (length - 10)).put(text.getBytes(StandardCharsets.US_ASCII));
        while (header.remaining() > 1) {
            header.put((byte) ' ');
        }
        header.put((byte) '\n');
        return header.array();
    }
}
