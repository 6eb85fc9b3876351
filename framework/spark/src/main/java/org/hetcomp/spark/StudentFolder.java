package org.hetcomp.spark;

import com.google.gson.Gson;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.hetcomp.io.Hashes;

/**
 * Writes a student's folder as {@code hetcomp-student} opens it, a block of users at a time. Its card says what that needs and what
 * the student was trained by, less than those of {@code distill}: of the data it knows no file.
 */
final class StudentFolder {
    private final HadoopFiles files;
    private final Path aside;
    private final Map<String, String> hashes = new LinkedHashMap<>();

    private StudentFolder(HadoopFiles files, Path aside) {
        this.files = files;
        this.aside = aside;
    }

    /** The card. */
    private record Card(
            int format,
            String kind,
            String id,
            String title,
            int users,
            int items,
            int epochs,
            String settings,
            Map<String, String> files) {}

    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a run's {@code student/} aside and renames it.
     *
     * @param blocks how many blocks of users there are
     * @param best the state that is kept
     * @param settings what was asked for
     */
    static void write(LessonReader names, RunFiles run, int blocks, DistillState best, String settings)
            throws IOException {
        HadoopFiles files = run.files();
        StudentFolder student = new StudentFolder(files, run.path(".student.aside"));
        files.delete(student.aside);
        Columns items = best.items.columns();
        student.put(
                "student.safetensors",
                out -> tensors(out, names.users(), items, block -> run.users(best.epoch, block), blocks));
        student.put("users.tsv", out -> ids(out, names.userIds()));
        student.put("items.tsv", out -> ids(out, names.itemIds()));
        Card card = new Card(
                1,
                "STUDENT",
                "student",
                "matrix factorisation, distilled on Spark",
                names.users(),
                items.items(),
                best.epoch,
                settings,
                student.hashes);
        String json = new Gson().toJson(card) + "\n";
        student.put("card.json", out -> out.write(json.getBytes(StandardCharsets.UTF_8)));
        files.rename(student.aside, run.path("student"));
    }

    private void put(String name, Content content) throws IOException {
        MessageDigest digest = Hashes.sha256();
        try (OutputStream out = new BufferedOutputStream(
                new DigestOutputStream(files.system(aside).create(new Path(aside, name), true), digest))) {
            content.writeTo(out);
        }
        hashes.put(name, Hashes.hex(digest));
    }

    private static void ids(OutputStream out, Iterator<Row> names) throws IOException {
        for (int row = 0; names.hasNext(); row++) {
            out.write((row + "\t" + names.next().getString(0) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void tensors(OutputStream out, int users, Columns items, IntFunction<Pupils> blocks, int count)
            throws IOException {
        int dim = items.dim();
        long begin = 4L * users * dim;
        String json = "{\"__metadata__\":{\"id\":\"student\"},\"user\":" + array(users, dim, 0) + ",\"item\":"
                + array(items.items(), dim, begin) + "}";
        String padded = json + " ".repeat((8 - json.length() % 8) % 8);
        out.write(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(padded.length())
                .array());
        out.write(padded.getBytes(StandardCharsets.US_ASCII));
        ByteBuffer row = ByteBuffer.allocate(4 * dim).order(ByteOrder.LITTLE_ENDIAN);
        for (int block = 0; block < count; block++) {
            Pupils pupils = blocks.apply(block);
            for (int u = 0; u < pupils.users(); u++) {
                row.asFloatBuffer().put(pupils.vector(u));
                out.write(row.array());
            }
        }
        for (int j = 0; j < items.items(); j++) {
            for (int k = 0; k < dim; k++) {
                row.putFloat(4 * k, items.column(k)[j]);
            }
            out.write(row.array());
        }
    }

    private static String array(int rows, int dim, long begin) {
        return "{\"dtype\":\"F32\",\"shape\":[" + rows + "," + dim + "],\"data_offsets\":[" + begin + ","
                + (begin + 4L * rows * dim) + "]}";
    }
}
