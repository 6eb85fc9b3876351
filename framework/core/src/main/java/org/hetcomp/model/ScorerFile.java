package org.hetcomp.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.Parameters;
import org.hetcomp.backend.Unfinished;
import org.hetcomp.eval.DotScorer;
import org.hetcomp.eval.Scorer;
import org.hetcomp.io.DataException;
import org.hetcomp.io.Safetensors;
import org.hetcomp.io.Tensor;
import org.hetcomp.teacher.TeacherFamilies;
import org.hetcomp.teacher.TeacherFamily;

/**
 * A trained model as a safetensors file: what it needs to score and no more. Inner-product models, a student among them,
 * have {@code user [users, d]}, {@code item [items, d]} and maybe {@code bias [1, items]}; what the arrays of others mean
 * their {@link TeacherFamily} knows. Either engine reads what the other wrote. A file names a family, never a class.
 */
public final class ScorerFile {
    private ScorerFile() {}

    /**
     * Writes a model.
     *
     * @throws DataException if a number of it is NaN or infinite: its training went astray, and it would not be read again
     */
    public static void write(Path file, Scorer scorer, Map<String, String> metadata) throws IOException {
        Map<String, Tensor> tensors = Parameters.tensors(scorer.arrays());
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            String found = notFinite(entry.getKey(), entry.getValue());
            if (found != null) {
                throw new DataException(
                        "the model that was trained is none: " + found,
                        file.toString(),
                        "train it with other options, or another seed");
            }
        }
        Safetensors.write(file, tensors, metadata);
    }

    /**
     * Reads a model. It scores as its family says; a student, and a teacher whose family is not on the class path, by
     * inner products.
     *
     * @param family id of its family, or null for a student
     * @param owner of its arrays; has none of them if this throws
     * @throws IOException if the file cannot be read or holds no model of that family, or a number in it is NaN or
     *     infinite; the message names the file
     * @throws DataException if the family is not on the class path and the arrays alone do not tell how to score
     */
    public static Scorer read(Path file, String family, Backend backend, NDManager owner) throws IOException {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        try (Unfinished made = new Unfinished()) {
            for (Map.Entry<String, Tensor> entry : Safetensors.read(file).entrySet()) {
                Tensor tensor = entry.getValue();
                if (tensor.floats() == null || tensor.shape().length != 2) {
                    throw new IOException(file + " holds no model: " + entry.getKey() + " is no float32 matrix");
                }
                String found = notFinite(entry.getKey(), tensor);
                if (found != null) {
                    throw new IOException(file + " holds no model: " + found);
                }
                try (NDArray java = owner.create(tensor.floats(), new Shape(tensor.shape()))) {
                    arrays.put(entry.getKey(), made.hold(java.duplicate()));
                }
            }
            Scorer scorer = scorer(file, family, backend, arrays);
            made.finished();
            return scorer;
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " holds no model: " + e.getMessage(), e);
        }
    }

    private static String notFinite(String name, Tensor tensor) {
        int at = tensor.firstNotFinite();
        return at < 0 ? null : "number " + at + " of " + name + " is " + tensor.floats()[at];
    }

    private static Scorer scorer(Path file, String family, Backend backend, Map<String, NDArray> arrays) {
        if (family == null) {
            return DotScorer.of(backend, arrays);
        }
        for (TeacherFamily there : TeacherFamilies.all()) {
            if (there.id().equals(family)) {
                return there.scorer(backend, arrays);
            }
        }
        if (DotScorer.fits(arrays)) {
            return DotScorer.of(backend, arrays);
        }
        throw new DataException(
                "the model is of family " + family + ", which is not on the class path",
                file.toString(),
                "add its jar, as in HETCOMP_CLASS_PATH");
    }
}
