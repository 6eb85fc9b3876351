package org.hetcomp.spark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkFiles;
import org.apache.spark.sql.SparkSession;
import org.hetcomp.io.DataException;
import org.hetcomp.student.Seen;
import org.hetcomp.student.Student;

/**
 * A student that every executor has on a disk of its own: packed once by the driver, fetched and unpacked by Spark, opened once a
 * JVM for all its tasks. The items' vectors and the ids are then in the executor's memory once, the users' vectors mapped.
 */
public final class SharedStudent implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String CARD = "card.json";

    /** By version. Soft, so that students of jobs long past go where memory is wanted. */
    private static final Map<String, SoftReference<Opened>> OPENED = new HashMap<>();

    private final String version;

    /** A student, and what its users had if that travels with it. */
    record Opened(Student student, Optional<Seen> seen) {}

    private SharedStudent(String version) {
        this.version = version;
    }

    /**
     * Opens a student and hands it to the executors.
     *
     * @param path its folder, that of the run that made it, or an archive, on any file system that Hadoop knows
     * @throws DataException if there is none
     * @throws org.hetcomp.student.StudentException if it is damaged
     */
    public static SharedStudent share(SparkSession spark, String path) {
        try {
            HadoopFiles files = HadoopFiles.of(spark);
            Path place = located(files, new Path(path));
            java.nio.file.Path local = files.isLocal(place) ? files.local(place) : fetched(files, place);
            Opened opened = opened(local);
            SharedStudent student = new SharedStudent(opened.student().version());
            student.keep(opened);
            java.nio.file.Path archive = Drafts.FOLDER.resolve(student.name() + ".zip");
            if (!Files.exists(archive)) {
                pack(local, archive);
            }
            spark.sparkContext().addArchive(archive.toUri() + "#" + student.name());
            return student;
        } catch (IOException e) {
            throw new DataException("the student cannot be read, " + e, path, "look whether it may be read", e);
        }
    }

    /** The student, in whatever JVM this is called: on the driver, or by a task. */
    public Student student() {
        return open().student();
    }

    /** SHA-256 of the student's card. */
    public String version() {
        return version;
    }

    Opened open() {
        synchronized (OPENED) {
            SoftReference<Opened> reference = OPENED.get(version);
            Opened opened = reference == null ? null : reference.get();
            if (opened == null) {
                opened = opened(java.nio.file.Path.of(SparkFiles.get(name())));
                if (!opened.student().version().equals(version)) {
                    throw new IllegalStateException(
                            "student " + opened.student().version() + " came in place of " + version);
                }
                keep(opened);
            }
            return opened;
        }
    }

    private void keep(Opened opened) {
        synchronized (OPENED) {
            OPENED.put(version, new SoftReference<>(opened));
        }
    }

    private String name() {
        return "hetcomp-student-" + version;
    }

    private static Opened opened(java.nio.file.Path path) {
        Student student = Student.open(path);
        return new Opened(student, Seen.open(path, student));
    }

    private static Path located(HadoopFiles files, Path path) throws IOException {
        if (files.isFile(path)) {
            return path;
        }
        for (Path folder : List.of(path, new Path(path, "refit/student"), new Path(path, "student"))) {
            if (files.isFile(new Path(folder, CARD))) {
                return folder;
            }
        }
        throw new DataException(
                files.exists(path) ? "no student there, " + CARD + " is missing" : "there is no such file or folder",
                path.toString(),
                "name a student's folder or archive, or the folder of a run");
    }

    private static java.nio.file.Path fetched(HadoopFiles files, Path place) throws IOException {
        java.nio.file.Path copy = Files.createTempDirectory(Drafts.FOLDER, "student");
        if (files.isFile(place)) {
            return fetch(files, place, copy);
        }
        for (Path file : files.files(place)) {
            fetch(files, file, copy);
        }
        return copy;
    }

    private static java.nio.file.Path fetch(HadoopFiles files, Path file, java.nio.file.Path into) throws IOException {
        java.nio.file.Path copy = into.resolve(file.getName());
        try (InputStream in = files.system(file).open(file)) {
            Files.copy(in, copy);
        }
        return copy;
    }

    private static void pack(java.nio.file.Path student, java.nio.file.Path archive) throws IOException {
        java.nio.file.Path aside = archive.resolveSibling(archive.getFileName() + ".aside");
        if (Files.isRegularFile(student)) {
            Files.copy(student, aside);
        } else {
            try (OutputStream out = Files.newOutputStream(aside);
                    ZipOutputStream zip = new ZipOutputStream(out);
                    Stream<java.nio.file.Path> inside = Files.list(student)) {
                // Vectors do not get shorter.
                zip.setLevel(Deflater.NO_COMPRESSION);
                for (java.nio.file.Path file :
                        inside.filter(Files::isRegularFile).toList()) {
                    zip.putNextEntry(new ZipEntry(file.getFileName().toString()));
                    Files.copy(file, zip);
                    zip.closeEntry();
                }
            }
        }
        Files.move(aside, archive);
    }

    /** What is packed, until the JVM ends: Spark sends it to executors that come later, too. */
    private static final class Drafts {
        static final java.nio.file.Path FOLDER = folder();

        private static java.nio.file.Path folder() {
            try {
                java.nio.file.Path folder = Files.createTempDirectory("hetcomp-spark");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "hetcomp-spark-drafts"));
                return folder;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void delete(java.nio.file.Path folder) {
            org.apache.commons.io.FileUtils.deleteQuietly(folder.toFile());
        }
    }
}
