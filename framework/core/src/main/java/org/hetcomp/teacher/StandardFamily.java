package org.hetcomp.teacher;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.Split;
import org.hetcomp.eval.Scorer;

/**
 * The six families that come with hetcomp, each with its settings, found on valid of citeulike-t, and its constructor;
 * listed in {@code META-INF/services} like any other.
 */
public abstract class StandardFamily implements TeacherFamily {
    private interface Maker {
        Teacher make(Backend backend, Split split, TeacherOptions options, long seed);
    }

    private final String id;
    private final String title;
    private final TeacherOptions defaults;
    private final Maker maker;

    private StandardFamily(String id, String title, TeacherOptions defaults, Maker maker) {
        this.id = id;
        this.title = title;
        this.defaults = defaults;
        this.maker = maker;
    }

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final String title() {
        return title;
    }

    @Override
    public final TeacherOptions defaults() {
        return defaults;
    }

    @Override
    public final Teacher teacher(Backend backend, Split split, TeacherOptions options, long seed) {
        return maker.make(backend, split, options, seed);
    }

    @Override
    public final String toString() {
        return id;
    }

    /** Matrix factorisation, {@code mf}. */
    public static final class Mf extends StandardFamily {
        /** For ServiceLoader. */
        public Mf() {
            super(
                    "mf",
                    "matrix factorisation",
                    new TeacherOptions(64, 0.01, 3e-2, 4096, 1024, 80, 5, 3, true),
                    MatrixFactorization::new);
        }
    }

    /** Metric learning, {@code ml}. */
    public static final class Ml extends StandardFamily {
        /** For ServiceLoader. */
        public Ml() {
            super(
                    "ml",
                    "metric learning",
                    new TeacherOptions(64, 0.02, 0, 4096, 1024, 50, 5, 2, true),
                    MetricLearning::new);
        }
    }

    /** Neural matrix factorisation, {@code dl}; the one whose scores are no inner products. */
    public static final class Dl extends StandardFamily {
        /** For ServiceLoader. */
        public Dl() {
            super(
                    "dl",
                    "neural matrix factorisation",
                    new TeacherOptions(64, 0.02, 2e-2, 1024, 64, 30, 5, 2, true),
                    NeuralFactorization::new);
        }

        @Override
        public Scorer scorer(Backend backend, Map<String, NDArray> arrays) {
            return NeuralScorer.of(backend, arrays);
        }
    }

    /** Graph neural network, {@code gnn}. */
    public static final class Gnn extends StandardFamily {
        /** For ServiceLoader. */
        public Gnn() {
            super(
                    "gnn",
                    "graph convolution",
                    new TeacherOptions(64, 0.02, 0, 8192, 1024, 60, 4, 2, true),
                    LightGcn::new);
        }
    }

    /** Autoencoder of users, {@code ae}. */
    public static final class Ae extends StandardFamily {
        /** For ServiceLoader. */
        public Ae() {
            super(
                    "ae",
                    "user autoencoder",
                    new TeacherOptions(64, 0.003, 0, 256, 1, 48, 4, 2, false),
                    UserAutoencoder::new);
        }
    }

    /** Autoencoder of items, {@code iae}. */
    public static final class Iae extends StandardFamily {
        /** For ServiceLoader. */
        public Iae() {
            super(
                    "iae",
                    "item autoencoder",
                    new TeacherOptions(64, 0.002, 0, 512, 1, 48, 4, 2, false),
                    ItemAutoencoder::new);
        }
    }
}
