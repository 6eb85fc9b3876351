package org.hetcomp.spark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.SparkSession;

/** Executors that are processes of their own, started from a folder that looks like an installed Spark. */
final class Cluster {
    private Cluster() {}

    /** Two executors. */
    static SparkSession begin() throws IOException {
        return begin(2);
    }

    /**
     * Begins one. Executors have Spark's jars, this module's classes and those of core and student, no engine and no DJL.
     *
     * @throws IOException if the folder cannot be filled
     */
    static SparkSession begin(int executors) throws IOException {
        Path home = Path.of(System.getenv("SPARK_HOME"));
        Path jars = Files.createDirectories(home.resolve("jars"));
        if (!Files.exists(home.resolve("RELEASE"))) {
            Files.createFile(home.resolve("RELEASE"));
        }
        FileUtils.cleanDirectory(jars.toFile());
        List<String> ours = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry);
            String name = path.getFileName().toString();
            if (Files.isDirectory(path) || name.startsWith("hetcomp-")) {
                ours.add(entry);
            } else if (!entry.contains("djl") && !entry.contains("junit")) {
                Files.createSymbolicLink(jars.resolve(path.getFileName()), path);
            }
        }
        return SparkSession.builder()
                .master("local-cluster[" + executors + ",1,1024]")
                .appName("cluster")
                .config("spark.ui.enabled", "false")
                .config("spark.executor.memory", "1024m")
                .config("spark.executor.extraClassPath", String.join(File.pathSeparator, ours))
                .config("spark.sql.shuffle.partitions", "2")
                .getOrCreate();
    }
}
