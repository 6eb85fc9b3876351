package org.hetcomp.teacher;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.Unfinished;
import org.hetcomp.eval.DotScorer;
import org.hetcomp.eval.Scorer;
import org.hetcomp.trajectory.Safetensors;
import org.hetcomp.trajectory.Tensor;

/**
 * A trained model as a safetensors file: what it needs to score and no more. Inner-product models, a student among them,
 * have {@code user [users, d]}, {@code item [items, d]} and maybe {@code bias [1, items]}; a NeuMF has the arrays of
 * {@link NeuralScorer}. Either engine reads what the other wrote.
 */
public final class ScorerFile {
    private static final Set<String> NEURAL = Set.of(
            "user_factor", "item_factor", "user_hidden", "item_hidden", "layer2", "bias2", "output");

    private ScorerFile() {}

    /** Writes a model. */
    public static void write(Path file, Scorer scorer, Map<String, String> metadata) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        scorer.arrays().forEach((name, array) ->
                tensors.put(name, Tensor.of(array.toFloatArray(), array.getShape().getShape())));
        Safetensors.write(file, tensors, metadata);
    }

    /**
     * Reads a model.
     *
     * @param owner of its arrays; has none of them if this throws
     * @throws IOException if the file cannot be read or holds no model; the message names the file
     */
    public static Scorer read(Path file, Backend backend, NDManager owner) throws IOException {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        try (Unfinished made = new Unfinished()) {
            for (Map.Entry<String, Tensor> entry : Safetensors.read(file).entrySet()) {
                Tensor tensor = entry.getValue();
                if (tensor.floats() == null || tensor.shape().length != 2) {
                    throw new IOException(file + " holds no model: " + entry.getKey() + " is no float32 matrix");
                }
                try (NDArray java = owner.create(tensor.floats(), new Shape(tensor.shape()))) {
                    arrays.put(entry.getKey(), made.hold(java.duplicate()));
                }
            }
            Scorer scorer = scorer(backend, arrays);
            made.finished();
            return scorer;
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " holds no model: " + e.getMessage(), e);
        }
    }

    /** A copy of a model whose arrays belong to {@code owner}. */
    static Scorer copy(Scorer scorer, Backend backend, NDManager owner) {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        scorer.arrays().forEach((name, array) -> {
            NDArray own = array.duplicate();
            own.attach(owner);
            arrays.put(name, own);
        });
        return scorer(backend, arrays);
    }

    private static Scorer scorer(Backend backend, Map<String, NDArray> arrays) {
        if (arrays.keySet().equals(NEURAL)) {
            return NeuralScorer.of(backend, arrays);
        }
        if (arrays.containsKey("user") && arrays.containsKey("item")) {
            return new DotScorer(backend, arrays.get("user"), arrays.get("item"), arrays.get("bias"));
        }
        throw new IllegalArgumentException("no known kind has the arrays " + arrays.keySet());
    }
}
