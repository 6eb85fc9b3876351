package org.hetcomp.teacher;

import ai.djl.ndarray.NDManager;
import java.util.Map;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.Parameters;
import org.hetcomp.data.Split;
import org.hetcomp.eval.DotScorer;
import org.hetcomp.eval.Scorer;

/** A user's items encoded and decoded ({@link Autoencoder}); scores are the logits of the user's mean code. */
final class UserAutoencoder implements Teacher {
    private static final float DROPOUT = 0.3f;
    private static final double DIVERGENCE = 0.7;

    private final Backend backend;
    private final Autoencoder model;

    UserAutoencoder(Backend backend, Split split, TeacherOptions options, long seed) {
        this.backend = backend;
        model = new Autoencoder(backend, split.train(), options, DROPOUT, DIVERGENCE, seed);
    }

    @Override
    public Parameters parameters() {
        return model.parameters();
    }

    @Override
    public Map<String, Axis> axes() {
        return Autoencoder.axes(Axis.ITEMS);
    }

    @Override
    public void started() {
        model.started();
    }

    @Override
    public double epoch(int epoch) {
        return model.epoch(epoch);
    }

    @Override
    public Scorer scorer(NDManager owner) {
        return new DotScorer(
                backend,
                model.codes(owner),
                model.parameters().get("decoder"),
                model.parameters().get("decoder.bias"));
    }

    @Override
    public void close() {
        model.close();
    }
}
