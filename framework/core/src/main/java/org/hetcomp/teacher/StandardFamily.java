package org.hetcomp.teacher;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.Split;
import org.hetcomp.eval.Scorer;

/**
 * The six families of HetComp, and what they share with {@link FurtherFamily those} that come with hetcomp too, each with its settings, found on valid (docs/teachers.md says of what), and its constructor;
 * listed in {@code META-INF/services} like any other.
 */
public abstract class StandardFamily implements TeacherFamily {
    /** Makes an untrained teacher. */
    interface Maker {
        Teacher make(Backend backend, Split split, TeacherOptions options, long seed);
    }

    private final String id;
    private final String title;
    private final TeacherOptions defaults;
    private final Maker maker;

    StandardFamily(String id, String title, TeacherOptions defaults, Maker maker) {
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
        // As many as there are where data begin to be large.
        private static final int MF_STEPS = 293;

        /** For ServiceLoader. */
        public Mf() {
            super(
                    "mf",
                    "matrix factorisation",
                    TeacherOptions.standard()
                            .withAnnealing(0.03)
                            .withL2(3e-2)
                            .withSteps(512, 2048)
                            .withTogether(2)
                            .withEpochs(16)
                            .withStopping(3, 3),
                    MatrixFactorization::new);
        }

        @Override
        Grown.Large large(int pairs) {
            return new Grown.Large(MF_STEPS, 2048);
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

        @Override
        Grown.Large large(int pairs) {
            return new Grown.Large(MOST_STEPS, 2048);
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
        Grown.Large large(int pairs) {
            return new Grown.Large(MOST_STEPS, 192);
        }

        @Override
        public Scorer scorer(Backend backend, Map<String, NDArray> arrays) {
            return new NeuralScorer(backend, arrays);
        }
    }

    /** Graph neural network, {@code gnn}. */
    public static final class Gnn extends Pairwise {
        // Each passes everything along the graph six times, which takes as long as there are pairs.
        private static final int FEW_STEPS = 38;
        private static final double MANY = 1e6;
        // An epoch of little data has ten; fewer, down to four, where they would be of fewer pairs than that.
        private static final int SOME_STEPS = 10;
        private static final int SOME_PAIRS = 1024;
        private static final int LEAST_STEPS = 4;

        /** For ServiceLoader. */
        public Gnn() {
            super(
                    "gnn",
                    "graph convolution",
                    TeacherOptions.standard()
                            .withAnnealing(0.04)
                            .withSteps(8192, 2048)
                            .withTogether(2)
                            .withEpochs(24)
                            .withStopping(3, 3),
                    LightGcn::new);
        }

        @Override
        Grown.Large large(int pairs) {
            return new Grown.Large((int) Math.ceil(FEW_STEPS * Math.min(1, Math.sqrt(MANY / pairs))), 4096);
        }

        @Override
        public TeacherOptions defaults(Split split) {
            TeacherOptions some = Grown.leastSteps(super.defaults(split), split.train(), SOME_STEPS, SOME_PAIRS);
            // A step of so little has most of the users anyway.
            TeacherOptions apart = some.batch() > SOME_PAIRS ? some : some.withTogether(1);
            return Grown.leastSteps(apart, split.train(), LEAST_STEPS, 1);
        }
    }

    /** Those that learn from pairs, and from more of them in otherwise chosen steps. */
    private abstract static class Pairwise extends StandardFamily {
        /** Of an epoch at the most. */
        static final int MOST_STEPS = 190;

        private Pairwise(String id, String title, TeacherOptions defaults, Maker maker) {
            super(id, title, defaults, maker);
        }

        /** What becomes of the settings on large data. */
        abstract Grown.Large large(int pairs);

        @Override
        public TeacherOptions defaults(Split split) {
            return Grown.of(defaults(), split.train(), large(split.train().size()));
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
                            .withSteps(256, 2048)
                            .withEpochs(48)
                            .withStopping(4, 2),
                    UserAutoencoder::new);
        }

        @Override
        public TeacherOptions defaults(Split split) {
            return Grown.sampled(defaults(), split.train(), 4096);
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
                            .withSteps(512, 2048)
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
