package org.hetcomp.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.hetcomp.io.DataException;
import org.hetcomp.student.Seen;
import org.hetcomp.student.Student;
import org.hetcomp.student.StudentException;

/**
 * A student that every executor has for itself: its files are broadcast, and opened once a JVM for all its tasks, hashes and all.
 * The items' vectors and the ids are then in the executor's memory once, the users' vectors mapped from its disk.
 */
public final class SharedStudent implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String CARD = "card.json";

    /** By version. Soft, so that students of jobs long past go where memory is wanted. */
    private static final Map<String, SoftReference<Opened>> OPENED = new HashMap<>();

    private final String version;
    private final Broadcast<Packed> files;

    /** A student, and what its users had if that travels with it. */
    record Opened(Student student, Optional<Seen> seen) {}

    private SharedStudent(String version, Broadcast<Packed> files) {
        this.version = version;
        this.files = files;
    }

    /**
     * Opens a student and hands it to the executors.
     *
     * @param path its folder, that of the run that made it, or an archive, on any file system that Hadoop knows
     * @throws DataException if there is none, or it is damaged
     */
    public static SharedStudent share(SparkSession spark, String path) {
        try {
            HadoopFiles system = HadoopFiles.of(spark);
            Packed packed = Packed.of(system, located(system, new Path(path)));
            Opened opened = opened(packed, path);
            String version = opened.student().version();
            keep(version, opened);
            return new SharedStudent(
                    version,
                    JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(packed));
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
                try {
                    opened = opened(files.value(), version);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                keep(version, opened);
            }
            return opened;
        }
    }

    private static void keep(String version, Opened opened) {
        synchronized (OPENED) {
            OPENED.put(version, new SoftReference<>(opened));
        }
    }

    private static Opened opened(Packed packed, String where) throws IOException {
        java.nio.file.Path folder = Files.createTempDirectory("hetcomp-student");
        try {
            packed.into(folder);
            java.nio.file.Path path = packed.only() == null ? folder : folder.resolve(packed.only());
            Student student = Student.open(path);
            return new Opened(student, Seen.open(path, student));
        } catch (StudentException e) {
            // It names files of a folder that nobody has heard of.
            String what = e.getMessage().replace(folder + "/", "").replace(folder.toString(), "all of it");
            throw new DataException("the student cannot be used, " + what, where, "name one that was distilled", e);
        } finally {
            // What is mapped stays readable, and nothing is left behind by an executor that is killed.
            FileUtils.deleteQuietly(folder.toFile());
        }
    }

    private static List<Path> located(HadoopFiles files, Path path) throws IOException {
        if (files.isFile(path)) {
            return List.of(path);
        }
        for (Path folder : List.of(path, new Path(path, "refit/student"), new Path(path, "student"))) {
            if (files.isFile(new Path(folder, CARD))) {
                return files.files(folder);
            }
        }
        throw new DataException(
                files.exists(path) ? "no student there, " + CARD + " is missing" : "there is no such file or folder",
                path.toString(),
                "name a student's folder or archive, or the folder of a run");
    }
}
