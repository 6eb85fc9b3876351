package org.hetcomp.zoo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.inference.Predictor;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hetcomp.model.ModelFolder;
import org.hetcomp.student.Query;
import org.hetcomp.student.Student;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What DJL Serving answers when the folder that it loaded is another one by then, and what its metadata may tell. */
class ServingVersionTest extends ServingCase {
    private static void link(Path link, Path to) throws IOException {
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, to);
    }

    /** The first history is asked when the link names another version, or the folder has its files. */
    @ParameterizedTest
    @ValueSource(strings = {"PyTorch", "MXNet"})
    void historiesAreOfTheVersionThatWasLoaded(String engine) throws Exception {
        Path first = written(engine, true, "first", 5);
        Student student = Student.open(first);
        Path link = folder.resolve("current");
        link(link, first);
        List<String> history =
                List.of(student.itemIds().get(1), student.itemIds().get(6));
        Input question = body(new Gson().toJson(Map.of("history", history)));
        try (ZooModel<Input, Output> model = asServing(link).loadModel()) {
            link(link, written(engine, true, "second", 6));
            try (Predictor<Input, Output> predictor = model.newPredictor()) {
                assertSame(student.recommend(Query.ofHistory(history)), predictor.predict(question));
                assertSame(student.recommend("user 7", 10), predictor.predict(body("{\"user\": \"user 7\"}")));
            }
        }
        try (ZooModel<Input, Output> model = asServing(first).loadModel();
                Predictor<Input, Output> predictor = model.newPredictor()) {
            predictor.predict(body("{\"user\": \"user 7\"}"));
            written(engine, true, "first", 7);
            List<Output> outputs = predictor.batchPredict(List.of(question, body("{\"user\": \"user 7\"}")));
            requireDamaged(outputs.get(0));
            assertSame(student.recommend("user 7", 10), outputs.get(1));
        }
    }

    private static void requireDamaged(Output output) {
        assertEquals(
                "the student cannot be used (history): see the server's log, and load the model again",
                refusal(output, 500));
    }

    @Test
    void aDamagedStudentIsTheServersFaultAndReadOnce() throws Exception {
        Path path = written("PyTorch", true);
        Input question = body("{\"history\": [\"" + Student.open(path).itemIds().get(1) + "\"]}");
        try (ZooModel<Input, Output> model = asServing(path).loadModel();
                Predictor<Input, Output> predictor = model.newPredictor()) {
            Path away = Files.move(path.resolve(ModelFolder.ENCODER), folder.resolve("away"));
            requireDamaged(predictor.predict(question));
            // It would be found whole now.
            Files.move(away, path.resolve(ModelFolder.ENCODER));
            requireDamaged(predictor.predict(question));
        }
    }

    private static ZooModel<Input, Output> told(Path root, String argument, Object value) throws Exception {
        new Forgery(root, "small-student").metadata(artifact -> {
            JsonObject arguments = artifact.getAsJsonObject("arguments");
            arguments.remove("top");
            arguments.remove("threads");
            arguments.add(argument, new Gson().toJsonTree(value));
        });
        return Criteria.builder()
                .setTypes(Input.class, Output.class)
                .optModelUrls(root.toUri().toString())
                .optEngine("PyTorch")
                .build()
                .loadModel();
    }

    /** What metadata.json has as 4 is 4.0 when it arrives. */
    @Test
    void numbersOfMetadataAreWhole() throws Exception {
        Path root = folder.resolve("repository");
        new Publisher(root)
                .push(
                        List.of(ModelFolder.open(written("PyTorch", true))),
                        new PublishOptions("small", null, null, 0, 0));
        System.setProperty("DJL_CACHE_DIR", folder.resolve("cache").toString());
        try {
            try (ZooModel<Input, Output> model = told(root, "top", 4);
                    Predictor<Input, Output> predictor = model.newPredictor()) {
                assertEquals(
                        4,
                        items(predictor.predict(body("{\"user\": \"user 7\"}"))).size());
            }
            told(root, "threads", 2).close();
            for (Object wrong : List.of(2.7, 1e300, 0, -1, "many")) {
                for (String argument : List.of("top", "threads")) {
                    Exception e = assertThrows(Exception.class, () -> told(root, argument, wrong));
                    assertTrue(
                            told(e).contains("argument " + argument + " must be a whole number from 1 to "), told(e));
                }
            }
        } finally {
            System.clearProperty("DJL_CACHE_DIR");
        }
    }

    private static String told(Throwable e) {
        return e == null ? "" : e.getMessage() + "; " + told(e.getCause());
    }
}
