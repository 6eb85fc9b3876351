package org.hetcomp.teacher;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.Split;
import org.hetcomp.eval.Scorer;

/** Families beyond HetComp's six, which learn without steps, and are trained where they are asked for. */
public abstract class FurtherFamily extends StandardFamily {
    private FurtherFamily(String id, String title, TeacherOptions defaults, Maker maker) {
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

    /** Implicit ALS, {@code als}. */
    public static final class Als extends FurtherFamily {
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
    private abstract static class Lists extends FurtherFamily {
        private Lists(String id, String title, TeacherOptions defaults, Maker maker) {
            super(id, title, defaults, maker);
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
}
