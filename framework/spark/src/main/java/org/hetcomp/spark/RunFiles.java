package org.hetcomp.spark;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.hetcomp.io.DataException;

/**
 * A run's folder on any file system that Hadoop knows: {@code run.json}, what was asked for; {@code epoch-00012/}, the state after an
 * epoch, whole or not there, a file for each block of users beside the driver's; {@code student/} at the end. An executor that is
 * lost reads its blocks again, and so does a driver that begins anew.
 */
final class RunFiles implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String EPOCH = "epoch-";
    private static final String STATE = "state";

    /** What is read is made of these alone, whatever a file says. */
    private static final ObjectInputFilter OURS = ObjectInputFilter.Config.createFilter(
            "maxdepth=20;org.hetcomp.spark.*;java.util.ArrayList;java.lang.Double;java.lang.Number;java.lang.Object;!*");

    private final SerializableConfiguration configuration;
    private final String folder;

    RunFiles(HadoopFiles files, String folder) throws IOException {
        this.configuration = new SerializableConfiguration(files.configuration());
        this.folder = files.qualified(new Path(folder)).toString();
    }

    HadoopFiles files() {
        return new HadoopFiles(configuration.value());
    }

    Path path(String name) {
        return new Path(folder, name);
    }

    /**
     * Begins a run, or goes on with one that was asked for by the same words.
     *
     * @param spec what is asked for
     * @return the epoch that was saved last; 0 if there is none
     * @throws DataException if the folder has another run, a finished one, or none
     */
    int begin(String spec) throws IOException {
        HadoopFiles files = files();
        Path run = path("run.json");
        if (files.exists(run)) {
            String found;
            try (InputStream in = files.system(run).open(run)) {
                found = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
            if (!found.equals(spec)) {
                throw new DataException(
                        "a run of other options is there, " + found, folder, "give the same ones, or a new folder");
            }
            if (files.exists(path("student"))) {
                throw new DataException("the run there is finished", folder, "name a new folder");
            }
            return latest();
        }
        if (files.exists(new Path(folder)) && files.system(run).listStatus(new Path(folder)).length > 0) {
            throw new DataException("there is something else in it", folder, "name a new folder");
        }
        Path aside = path(".run.json.aside");
        try (OutputStream out = files.system(run).create(aside, true)) {
            out.write(spec.getBytes(StandardCharsets.UTF_8));
        }
        files.rename(aside, run);
        return 0;
    }

    private int latest() throws IOException {
        int latest = 0;
        for (FileStatus status : files().system(new Path(folder)).listStatus(new Path(folder))) {
            String name = status.getPath().getName();
            if (name.matches(EPOCH + "[0-9]{5}")) {
                latest = Math.max(latest, Integer.parseInt(name.substring(EPOCH.length())));
            }
        }
        return latest;
    }

    private Path epoch(int epoch) {
        return path(String.format("%s%05d", EPOCH, epoch));
    }

    private static String block(int block) {
        return String.format("users-%05d", block);
    }

    /** Saves an epoch; it is there once this returns. */
    void save(JavaRDD<Pupils> pupils, DistillState state) throws IOException {
        Path target = epoch(state.epoch);
        Path aside = new Path(folder, "." + target.getName() + ".aside");
        files().delete(aside);
        String to = aside.toString();
        pupils.foreach(block -> write(new Path(to, block(block.block())), block));
        write(new Path(aside, STATE), state);
        files().delete(target);
        files().rename(aside, target);
    }

    private void write(Path file, Object object) throws IOException {
        TaskContext task = TaskContext.get();
        // Two attempts at one task may write at a time.
        Path own = new Path(file.getParent(), "." + file.getName() + "." + (task == null ? 0 : task.taskAttemptId()));
        try (ObjectOutputStream out = new ObjectOutputStream(
                new BufferedOutputStream(files().system(own).create(own, true)))) {
            out.writeObject(object);
        }
        files().delete(file);
        files().rename(own, file);
    }

    /** The state that was saved after an epoch. */
    DistillState state(int epoch) throws IOException {
        return (DistillState) read(new Path(epoch(epoch), STATE));
    }

    /** A block of users as it was saved after an epoch. */
    Pupils users(int epoch, int block) {
        try {
            return (Pupils) read(new Path(epoch(epoch), block(block)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All blocks, each read where it is needed. */
    JavaRDD<Pupils> users(JavaSparkContext spark, int epoch, int blocks) {
        return spark.parallelize(IntStream.range(0, blocks).boxed().toList(), blocks)
                .map(block -> users(epoch, block));
    }

    private Object read(Path file) throws IOException {
        try (ObjectInputStream in = new ObjectInputStream(
                new BufferedInputStream(files().system(file).open(file)))) {
            in.setObjectInputFilter(OURS);
            return in.readObject();
        } catch (ClassNotFoundException e) {
            throw new IOException(file + " was written by another version", e);
        }
    }

    /** Deletes a saved epoch that nothing goes on from any more. */
    void forget(int epoch) throws IOException {
        files().delete(epoch(epoch));
    }
}
