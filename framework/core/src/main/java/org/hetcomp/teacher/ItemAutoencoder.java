package org.hetcomp.teacher;

import ai.djl.ndarray.NDManager;
import java.util.Map;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.Parameters;
import org.hetcomp.data.Split;
import org.hetcomp.eval.DotScorer;
import org.hetcomp.eval.Scorer;

/**
 * An item's users encoded and decoded ({@link Autoencoder} of the transposed matrix). An item's score for a user is the
 * logit that its code gives the user; the decoder's bias, the same for all of a user's items, is left out.
 */
final class ItemAutoencoder implements Teacher {
    private static final float DROPOUT = 0.5f;
    private static final double DIVERGENCE = 0.2;

    private final Backend backend;
    private final Autoencoder model;

    ItemAutoencoder(Backend backend, Split split, TeacherOptions options, long seed) {
        this.backend = backend;
        model = new Autoencoder(backend, split.train().transposed(), options, DROPOUT, DIVERGENCE, seed);
    }

    @Override
    public Parameters parameters() {
        return model.parameters();
    }

    @Override
    public Map<String, Axis> axes() {
        return Autoencoder.axes(Axis.USERS);
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
        return new DotScorer(backend, model.parameters().get("decoder"), model.codes(owner), null);
    }

    @Override
    public void close() {
        model.close();
    }
}
