package org.hetcomp.teacher;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.stream.IntStream;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.Parameters;
import org.hetcomp.data.Split;
import org.hetcomp.eval.DotScorer;
import org.hetcomp.eval.Scorer;

final class ItemAutoencoder implements Teacher {
    private final Split split;
    private final Autoencoder model;

    ItemAutoencoder(Backend backend, Split split, TeacherOptions options, long seed) {
        this.split = split;
        model = new Autoencoder(backend, split.train().transposed(), options, seed);
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
        String mode = System.getProperty("iae", "raw");
        int n = split.items();
        int d = model.out();
        float[] codes = new float[n * d];
        float[] bias = new float[n];
        int[] pop = split.train().itemCounts();
        for (int begin = 0; begin < n; begin += 1024) {
            int size = Math.min(1024, n - begin);
            try (NDManager s = owner.newSubManager()) {
                model.parameters.lend(s);
                int from = begin;
                NDArray code = model.code(s, IntStream.range(from, from + size).toArray());
                System.arraycopy(code.toFloatArray(), 0, codes, from * d, size * d);
                if (!mode.equals("raw")) {
                    NDArray logits = model.backend.scores(code, model.parameters.get("decoder2")).addi(model.parameters.get("decoder2.bias"));
                    NDArray max = logits.max(new int[] {1}, true);
                    float[] lse = logits.sub(max).exp().sum(new int[] {1}, true).log().add(max).toFloatArray();
                    for (int i = 0; i < size; i++) {
                        bias[from + i] = -lse[i] + (float) (mode.equals("bayes") ? Math.log(pop[from + i] + 0.1) : 0);
                    }
                }
            }
        }
        NDArray item = owner.create(codes, new Shape(n, d));
        return new DotScorer(model.backend, model.parameters.get("decoder2"), item, owner.create(bias, new Shape(1, n)));
    }

    @Override
    public void close() {
        model.close();
    }
}
