package org.hetcomp.zoo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.Criteria;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Random;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.BackendOptions;
import org.hetcomp.backend.Backends;
import org.hetcomp.data.Dataset;
import org.hetcomp.distill.Encoder;
import org.hetcomp.eval.DotScorer;
import org.hetcomp.eval.Measures;
import org.hetcomp.model.Card;
import org.hetcomp.model.ModelWriter;
import org.hetcomp.model.Provenance;
import org.hetcomp.student.Recommendation;
import org.junit.jupiter.api.io.TempDir;

/** Students' folders, loaded and asked as DJL Serving does: JSON in, JSON out. */
abstract class ServingCase {
    private static final int DIM = 4;

    @TempDir
    Path folder;

    Path written(String engine, boolean encoder) throws IOException {
        return written(engine, encoder, "student", 5);
    }

    Path written(String engine, boolean encoder, String name, long seed) throws IOException {
        Dataset data = new SmallModels(folder).data();
        Random random = new Random(seed);
        int items = data.items().size();
        try (Backend backend = Backends.open(engine.toLowerCase(Locale.ROOT), new BackendOptions("cpu", 1))) {
            NDArray user = backend.manager()
                    .create(
                            normal(random, data.users().size()),
                            new Shape(data.users().size(), DIM));
            NDArray item = backend.manager().create(normal(random, items), new Shape(items, DIM));
            Card card = Card.of(Card.Kind.STUDENT, "student")
                    .title("vectors at random")
                    .made(Provenance.of(backend, 0))
                    .data(data)
                    .measures(new Measures(0, 0, 0, 0), new Measures(0, 0, 0, 0))
                    .build();
            ModelWriter.student(
                    folder.resolve(name),
                    card,
                    new DotScorer(backend, user, item, null),
                    data,
                    null,
                    encoder
                            ? new Encoder(normal(random, DIM), normal(random, 1), normal(random, items), 1, 0.9)
                            : null);
        }
        return folder.resolve(name);
    }

    private static float[] normal(Random random, int rows) {
        float[] values = new float[rows * DIM];
        for (int n = 0; n < values.length; n++) {
            values[n] = (float) random.nextGaussian();
        }
        return values;
    }

    /** What DJL Serving tells DJL: where the folder lies, and all that its serving.properties say. */
    static Criteria<Input, Output> asServing(Path student) throws IOException {
        Properties told = new Properties();
        try (Reader reader = Files.newBufferedReader(student.resolve("serving.properties"))) {
            told.load(reader);
        }
        Criteria.Builder<Input, Output> criteria = Criteria.builder()
                .setTypes(Input.class, Output.class)
                .optModelUrls(student.toUri().toString())
                .optEngine(told.getProperty("engine"));
        told.stringPropertyNames().forEach(name -> {
            if (name.startsWith("option.")) {
                criteria.optOption(name.substring(7), told.getProperty(name));
            } else {
                criteria.optArgument(name, told.getProperty(name));
            }
        });
        return criteria.optArgument("batchifier", "stack").build();
    }

    static Input body(String json) {
        Input input = new Input();
        input.add(json.getBytes(StandardCharsets.UTF_8));
        return input;
    }

    static List<Recommendation> items(Output output) {
        String text = output.getData().getAsString();
        assertEquals(200, output.getCode(), text);
        List<Recommendation> items = new ArrayList<>();
        for (JsonElement one : JsonParser.parseString(text).getAsJsonObject().getAsJsonArray("items")) {
            JsonObject object = one.getAsJsonObject();
            items.add(new Recommendation(
                    object.get("item").getAsString(), object.get("score").getAsFloat()));
        }
        return items;
    }

    static void assertSame(List<Recommendation> expected, Output output) {
        List<Recommendation> found = items(output);
        assertEquals(
                expected.stream().map(Recommendation::item).toList(),
                found.stream().map(Recommendation::item).toList());
        for (int n = 0; n < found.size(); n++) {
            assertEquals(expected.get(n).score(), found.get(n).score(), 1e-5f);
        }
    }

    static String refusal(Output output, int code) {
        assertEquals(code, output.getCode());
        return JsonParser.parseString(output.getData().getAsString())
                .getAsJsonObject()
                .get("error")
                .getAsString();
    }
}
