package org.hetcomp.teacher;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.Parameters;
import org.hetcomp.data.Split;
import org.hetcomp.eval.DotScorer;
import org.hetcomp.eval.Scorer;

final class UserAutoencoder implements Teacher {
    private final Split split;
    private final Autoencoder model;

    UserAutoencoder(Backend backend, Split split, TeacherOptions options, long seed) {
        this.split = split;
        model = new Autoencoder(backend, split.train(), options, seed);
    }

    @Override
    public Parameters parameters() {
        return model.parameters;
    }

    @Override
    public double epoch(int epoch) {
        return model.epoch();
    }

    @Override
    public Scorer scorer(NDManager owner) {
        NDArray user = model.codes(owner);
        return new DotScorer(
                model.backend, user, model.parameters.get("decoder2"), model.parameters.get("decoder2.bias"));
    }

    @Override
    public void close() {
        model.close();
    }
}
