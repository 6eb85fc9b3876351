package com.example.shop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.training.GradientCollector;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.Split;
import org.hetcomp.eval.DotScorer;
import org.hetcomp.eval.Scorer;
import org.hetcomp.teacher.PairwiseTeacher;
import org.hetcomp.teacher.Teacher;
import org.hetcomp.teacher.TeacherFamily;
import org.hetcomp.teacher.TeacherOptions;

/** Vectors of users and items; each item bought is to score above one that was not (Rendle et al., BPR, UAI 2009). */
public record BprFamily(String id, String title, TeacherOptions defaults) implements TeacherFamily {
    public BprFamily() {
        this("bpr", "pairs of items", TeacherOptions.standard().withAnnealing(0.02));
    }

    @Override
    public Teacher teacher(Backend backend, Split split, TeacherOptions options, long seed) {
        return new Bpr(backend, split, options, seed);
    }

    private static final class Bpr extends PairwiseTeacher {
        Bpr(Backend backend, Split split, TeacherOptions options, long seed) {
            super(backend, split, options, seed);
            start(options.l2(), () -> {
                parameters.addNormal("user", new Shape(split.users(), options.dim()), 0.1, random());
                parameters.addNormal("item", new Shape(split.items(), options.dim()), 0.1, random());
                parameters.requireGradients();
            });
        }

        @Override
        protected double step(NDManager step, int[] users, int[] bought) {
            NDArray loss;
            try (GradientCollector collector = backend.collector()) {
                NDArray user = backend.rows(step, parameters.get("user"), users);
                NDArray item = backend.rows(step, parameters.get("item"), bought);
                NDArray other = backend.rows(step, parameters.get("item"), sampler.draw(users, 1, random()));
                NDArray margin = user.mul(item.sub(other)).sum(new int[] {1});
                loss = Activation.softPlus(margin.neg()).mean();
                collector.backward(loss);
            }
            adam().stepAll();
            return loss.getFloat();
        }

        @Override
        public Scorer scorer(NDManager owner) {
            parameters.lend(owner);
            return new DotScorer(backend, parameters.get("user"), parameters.get("item"), null);
        }
    }
}
