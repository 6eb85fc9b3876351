package org.hetcomp.teacher;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.Split;
import org.hetcomp.eval.Scorer;

/**
 * The families that come with hetcomp, each with its settings, found on valid (docs/teachers.md says of what), and its constructor;
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
    public boolean isBesideOthers() {
        return true;
    }

    @Override
    public final double seconds(Split split, TeacherOptions options) {
        return Foretold.seconds(id, split.train().size(), options.epochs());
    }

    @Override
    public String foretold(Split split, TeacherOptions options, int threads) {
        return Foretold.of(id, split.train().size(), options.epochs());
    }

    @Override
    public final String toString() {
        return id;
    }

    /** Matrix factorisation, {@code mf}. */
    public static final class Mf extends Pairwise {
        /** For ServiceLoader. */
        public Mf() {
            super(
                    "mf",
                    "matrix factorisation",
                    TeacherOptions.standard()
                            .withAnnealing(0.03)
                            .withL2(3e-2)
                            .withSteps(1024, 2048)
                            .withEpochs(24)
                            .withStopping(4, 3),
                    MatrixFactorization::new);
        }
    }

    /** Metric learning, {@code ml}. */
    public static final class Ml extends Pairwise {
        /** For ServiceLoader. */
        public Ml() {
            super(
                    "ml",
                    "metric learning",
                    TeacherOptions.standard()
                            .withAnnealing(0.04)
                            .withSteps(1024, 2048)
                            .withEpochs(16)
                            .withStopping(3, 2),
                    MetricLearning::new);
        }
    }

    /** Neural matrix factorisation, {@code dl}; the one whose scores are no inner products. */
    public static final class Dl extends Pairwise {
        /** For ServiceLoader. */
        public Dl() {
            super(
                    "dl",
                    "neural matrix factorisation",
                    TeacherOptions.standard()
                            .withAnnealing(0.02)
                            .withL2(2e-2)
                            .withSteps(1024, 64)
                            .withEpochs(30)
                            .withStopping(5, 2),
                    NeuralFactorization::new);
        }

        @Override
        int mostSamples() {
            return 192;
        }

        @Override
        public Scorer scorer(Backend backend, Map<String, NDArray> arrays) {
            return new NeuralScorer(backend, arrays);
        }
    }

    /** Graph neural network, {@code gnn}. */
    public static final class Gnn extends Pairwise {
        private static final int MOST_STEPS = 30;
        private static final double MANY = 1e6;

        /** For ServiceLoader. */
        public Gnn() {
            super(
                    "gnn",
                    "graph convolution",
                    TeacherOptions.standard()
                            .withAnnealing(0.04)
                            .withSteps(8192, 4096)
                            .withEpochs(30)
                            .withStopping(3, 3),
                    LightGcn::new);
        }

        /** Each passes everything along the graph six times, which takes as long as there are pairs. */
        @Override
        int mostSteps(int pairs) {
            return (int) Math.ceil(MOST_STEPS * Math.min(1, Math.sqrt(MANY / pairs)));
        }
    }

    /** Those that learn from pairs, and from more of them in otherwise chosen steps. */
    private abstract static class Pairwise extends StandardFamily {
        private Pairwise(String id, String title, TeacherOptions defaults, Maker maker) {
            super(id, title, defaults, maker);
        }

        /** Steps of an epoch at the most. */
        int mostSteps(int pairs) {
            return 190;
        }

        /** Samples where there is much data. */
        int mostSamples() {
            return defaults().negatives();
        }

        @Override
        public final TeacherOptions defaults(Split split) {
            return Grown.of(defaults(), split.train(), mostSteps(split.train().size()), mostSamples());
        }
    }

    /** Autoencoder of users, {@code ae}. */
    public static final class Ae extends StandardFamily {
        /** For ServiceLoader. */
        public Ae() {
            super(
                    "ae",
                    "user autoencoder",
                    TeacherOptions.standard()
                            .withLearningRate(0.003)
                            .withSteps(256, 4096)
                            .withEpochs(48)
                            .withStopping(4, 2),
                    UserAutoencoder::new);
        }
    }

    /** Implicit ALS, {@code als}. */
    public static final class Als extends StandardFamily {
        /** For ServiceLoader. */
        public Als() {
            super(
                    "als",
                    "alternating least squares",
                    TeacherOptions.standard()
                            .withDim(128)
                            .withL2(3e-2)
                            .withEpochs(16)
                            .withStopping(2, 3),
                    AlternatingLeastSquares::new);
        }

        @Override
        public boolean isByDefault() {
            return false;
        }

        @Override
        public boolean isStepped() {
            return false;
        }
    }

    /** RP3beta, {@code graph}. */
    public static final class Graph extends Lists {
        /** For ServiceLoader. */
        public Graph() {
            super(
                    "graph",
                    "walk on the graph",
                    TeacherOptions.standard().withEpochs(16).withStopping(1, 3),
                    (backend, split, options, seed) -> new GraphWalk(backend, split));
        }
    }

    /** EASE, {@code ease}. */
    public static final class Ease extends Lists {
        /** For ServiceLoader. */
        public Ease() {
            super(
                    "ease",
                    "shallow autoencoder",
                    TeacherOptions.standard().withL2(64).withEpochs(12).withStopping(1, 2),
                    (backend, split, options, seed) -> new EaseTeacher(backend, split, options));
        }

        /** It is refused beforehand where the heap is too small for it, and others beside it would have some of that. */
        @Override
        public boolean isBesideOthers() {
            return false;
        }

        @Override
        public String foretold(Split split, TeacherOptions options, int threads) {
            return EaseSize.of(split)
                    .foretold(options.epochs(), threads, Runtime.getRuntime().maxMemory());
        }
    }

    /** Those that are lists of each item's neighbours. */
    private abstract static class Lists extends StandardFamily {
        private Lists(String id, String title, TeacherOptions defaults, Maker maker) {
            super(id, title, defaults, maker);
        }

        @Override
        public final boolean isByDefault() {
            return false;
        }

        @Override
        public final boolean isStepped() {
            return false;
        }

        @Override
        public final boolean isCarriedOver() {
            return false;
        }

        @Override
        public final Scorer scorer(Backend backend, Map<String, NDArray> arrays) {
            return new NeighbourScorer(arrays);
        }
    }

    /** Autoencoder of items, {@code iae}. */
    public static final class Iae extends StandardFamily {
        /** For ServiceLoader. */
        public Iae() {
            super(
                    "iae",
                    "item autoencoder",
                    TeacherOptions.standard()
                            .withLearningRate(0.002)
                            .withSteps(512, 1024)
                            .withEpochs(48)
                            .withStopping(4, 2),
                    ItemAutoencoder::new);
        }

        @Override
        public TeacherOptions defaults(Split split) {
            return Grown.sampled(defaults(), split.train(), 4096);
        }
    }
}
