package org.hetcomp.spark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.hetcomp.io.DataException;

/** Files on any file system that Hadoop knows, told by their addresses; those without a scheme are on its default one. */
record HadoopFiles(Configuration configuration) {
    static HadoopFiles of(SparkSession spark) {
        return new HadoopFiles(spark.sparkContext().hadoopConfiguration());
    }

    FileSystem system(Path path) throws IOException {
        return path.getFileSystem(configuration);
    }

    /** The same with its file system and all folders above it. */
    Path qualified(Path path) throws IOException {
        return system(path).makeQualified(path);
    }

    boolean exists(Path path) throws IOException {
        return system(path).exists(path);
    }

    boolean isFile(Path path) throws IOException {
        return exists(path) && system(path).getFileStatus(path).isFile();
    }

    /** The files of a folder, not those of folders in it, by name. */
    List<Path> files(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        for (FileStatus status : system(folder).listStatus(folder)) {
            if (status.isFile()) {
                files.add(status.getPath());
            }
        }
        files.sort(Comparator.comparing(Path::getName));
        return files;
    }

    /**
     * Looks that nothing is overwritten.
     *
     * @throws DataException if there is something
     */
    void requireNew(String path) throws IOException {
        if (exists(new Path(path))) {
            throw new DataException("exists already", path, "name a new folder");
        }
    }

    /**
     * Joins files one after another, byte by byte, into one that is there whole or not at all.
     *
     * @param into must not be there
     */
    void join(List<Path> parts, Path into) throws IOException {
        Path aside = new Path(into.getParent(), "." + into.getName() + ".aside");
        try (OutputStream out = system(into).create(aside, true)) {
            for (Path part : parts) {
                try (InputStream in = system(part).open(part)) {
                    in.transferTo(out);
                }
            }
        }
        rename(aside, into);
    }

    void rename(Path from, Path to) throws IOException {
        if (!system(to).rename(from, to)) {
            throw new IOException("cannot rename " + from + " to " + to);
        }
    }

    /** Deletes a file or a folder with all in it, if it is there. */
    void delete(Path path) throws IOException {
        system(path).delete(path, true);
    }
}
