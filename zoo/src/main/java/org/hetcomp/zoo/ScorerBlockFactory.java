package org.hetcomp.zoo;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import ai.djl.nn.BlockFactory;
import ai.djl.nn.LambdaBlock;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.BackendOptions;
import org.hetcomp.backend.Backends;
import org.hetcomp.backend.Devices;
import org.hetcomp.eval.Scorer;
import org.hetcomp.model.ModelFolder;

/**
 * Makes a DJL block of a model's folder, with its parameters: rows of users {@code [B] int32} or {@code int64} in,
 * scores {@code [B, items] float32} out. DJL finds it by its name in {@code metadata.json} or {@code
 * serving.properties}.
 *
 * <p>Argument {@code threads}: how many an operator of the engine uses in this process; by default as many as there are
 * cores; a whole number, at most 4096.
 */
public final class ScorerBlockFactory implements BlockFactory {
    private static final long serialVersionUID = 1L;
    private static final int MOST_THREADS = 4096;

    @Override
    public Block newBlock(Model model, Path modelPath, Map<String, ?> arguments) {
        int threads = WholeNumber.of(arguments, "threads", Runtime.getRuntime().availableProcessors(), MOST_THREADS);
        LoadedFolder loaded = LoadedFolder.at(modelPath);
        ModelFolder folder = ModelFolder.open(loaded.folder());
        loaded.tell(model);
        NDManager manager = model.getNDManager();
        Backend backend = Backends.open(
                manager.getEngine().getEngineName().toLowerCase(Locale.ROOT),
                new BackendOptions(Devices.name(manager.getDevice()), threads));
        // Closed with the model.
        manager.attachInternal("backend of " + folder.folder(), backend);
        Scorer scorer = folder.scorer(backend, manager.newSubManager());
        return new LambdaBlock(
                list -> new NDList(scores(scorer, list.singletonOrThrow())),
                folder.card().id());
    }

    private static NDArray scores(Scorer scorer, NDArray users) {
        int[] rows = users.getDataType() == DataType.INT64
                ? Arrays.stream(users.toLongArray()).mapToInt(Math::toIntExact).toArray()
                : users.toIntArray();
        return scorer.scores(users.getManager(), rows);
    }
}
