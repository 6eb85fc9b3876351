package org.hetcomp.teacher;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.Split;

/** The six families of teachers, by the id that users write, each with its settings and its constructor. */
public enum Family implements TeacherFamily {
    /** Matrix factorisation. */
    MF(
            "mf",
            "matrix factorisation",
            new TeacherOptions(64, 0.01, 3e-2, 4096, 1024, 80, 5, 3, true),
            MatrixFactorization::new),
    /** Metric learning. */
    ML("ml", "metric learning", new TeacherOptions(64, 0.02, 0, 4096, 1024, 50, 5, 2, true), MetricLearning::new),
    /** Neural matrix factorisation. */
    DL(
            "dl",
            "neural matrix factorisation",
            new TeacherOptions(64, 0.02, 2e-2, 1024, 64, 30, 5, 2, true),
            NeuralFactorization::new),
    /** Graph neural network. */
    GNN("gnn", "graph convolution", new TeacherOptions(64, 0.02, 0, 8192, 1024, 60, 4, 2, true), LightGcn::new),
    /** Autoencoder of users. */
    AE("ae", "user autoencoder", new TeacherOptions(64, 0.003, 0, 256, 1, 48, 4, 2, false), UserAutoencoder::new),
    /** Autoencoder of items. */
    IAE("iae", "item autoencoder", new TeacherOptions(64, 0.002, 0, 512, 1, 48, 4, 2, false), ItemAutoencoder::new);

    private interface Maker {
        Teacher make(Backend backend, Split split, TeacherOptions options, long seed);
    }

    private final String id;
    private final String title;
    private final TeacherOptions defaults;
    private final Maker maker;

    Family(String id, String title, TeacherOptions defaults, Maker maker) {
        this.id = id;
        this.title = title;
        this.defaults = defaults;
        this.maker = maker;
    }

    /** The id as users write it and files name it. */
    public String id() {
        return id;
    }

    /** What it is, in a few words. */
    public String title() {
        return title;
    }

    /** The settings found on valid of citeulike-t. */
    public TeacherOptions defaults() {
        return defaults;
    }

    /** An untrained teacher; all that is random in it follows from the seed. */
    public Teacher teacher(Backend backend, Split split, TeacherOptions options, long seed) {
        return maker.make(backend, split, options, seed);
    }

    /**
     * The family of that id.
     *
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    public static Family of(String id) {
        for (Family family : values()) {
            if (family.id.equals(id)) {
                return family;
            }
        }
        throw new IllegalArgumentException("no family " + id + "; there are: "
                + Arrays.stream(values()).map(Family::id).collect(Collectors.joining(", ")));
    }
}
