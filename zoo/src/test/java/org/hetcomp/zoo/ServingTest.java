package org.hetcomp.zoo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.inference.Predictor;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import com.google.gson.Gson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hetcomp.model.ModelWriter;
import org.hetcomp.student.Query;
import org.hetcomp.student.Student;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Students' folders as DJL Serving loads and asks them, and what it is told that cannot be answered. */
class ServingTest extends ServingCase {
    @ParameterizedTest
    @ValueSource(strings = {"PyTorch", "MXNet"})
    void answersAreTheStudents(String engine) throws Exception {
        Path path = written(engine, true);
        Student student = Student.open(path);
        List<Criteria<Input, Output>> ways = List.of(
                asServing(path),
                Criteria.builder()
                        .setTypes(Input.class, Output.class)
                        .optModelPath(path)
                        .build(),
                Criteria.builder()
                        .setTypes(Input.class, Output.class)
                        .optModelUrls("hetcomp+" + path.toUri())
                        .build());
        List<String> items = student.itemIds();
        for (Criteria<Input, Output> way : ways) {
            try (ZooModel<Input, Output> model = way.loadModel();
                    Predictor<Input, Output> predictor = model.newPredictor()) {
                assertEquals(engine, model.getNDManager().getEngine().getEngineName());
                assertSame(student.recommend("user 7", 10), predictor.predict(body("{\"user\": \"user 7\"}")));
                Map<String, Object> much = Map.of(
                        "user", "user 3", "top", 5, "exclude", items.subList(0, 4), "allow", items.subList(2, 9));
                assertSame(
                        student.recommend(Query.of("user 3")
                                .top(5)
                                .without(items.subList(0, 4))
                                .only(items.subList(2, 9))),
                        predictor.predict(body(new Gson().toJson(much))));
                List<String> history = List.of(items.get(1), items.get(6), "none of its");
                assertSame(
                        student.recommend(Query.ofHistory(history).top(3)),
                        predictor.predict(body(new Gson().toJson(Map.of("history", history, "top", 3)))));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PyTorch", "MXNet"})
    void whoAsksBadlyTakesNothingFromTheOthers(String engine) throws Exception {
        Path path = written(engine, true);
        Student student = Student.open(path);
        List<Input> batch = IntStream.range(0, 27)
                .mapToObj(n -> body(
                        n % 3 == 0
                                ? "{\"user\": \"" + student.userIds().get(n) + "\"}"
                                : n % 3 == 1 ? "{\"user\": \"nobody\"}" : "{\"user\": 7}"))
                .toList();
        try (ZooModel<Input, Output> model = asServing(path).loadModel();
                Predictor<Input, Output> predictor = model.newPredictor()) {
            List<Output> outputs = predictor.batchPredict(batch);
            for (int n = 0; n < 27; n += 3) {
                assertSame(student.recommend(student.userIds().get(n), 10), outputs.get(n));
                assertEquals(
                        "no user \"nobody\" (user): ask for one of its 29 users, or give a history",
                        refusal(outputs.get(n + 1), 404));
                assertEquals("an id that is no text, 7 (user): write it in quotes", refusal(outputs.get(n + 2), 400));
            }
            assertEquals(404, predictor.predict(body("{\"user\": \"nobody\"}")).getCode());
        }
    }

    @Test
    void whatIsNoQuestionIsToldInALine() throws Exception {
        String example = "as in {\"user\": \"u7\", \"top\": 10}";
        Map<String, String> told = Map.of(
                "",
                "it is no object of JSON with every key once (body): send one, " + example,
                "[1]",
                "it is no object of JSON with every key once (body): send one, " + example,
                "{\"user\": \"a\", \"user\": \"b\"}",
                "it is no object of JSON with every key once (body): send one, " + example,
                "{}",
                "no user or history given (body): give one of them, " + example,
                "{\"user\": \"a\", \"history\": []}",
                "user and history given (body): give one of them, " + example,
                "{\"user\": \"a\", \"n\": 3}",
                "unknown key \"n\" (body): take one of user, history, top, exclude, allow",
                "{\"user\": \"user 1\", \"top\": 0}",
                "0 is no whole number from 1 (top): give one",
                "{\"user\": \"user 1\", \"allow\": \"i\"}",
                "it is no list (allow): send a list of texts",
                "{\"history\": [\"none of its\"]}",
                "none of the 1 items is one of the student's (history): give items of those that it has");
        Path path = written("PyTorch", true);
        try (ZooModel<Input, Output> model = asServing(path).loadModel();
                Predictor<Input, Output> predictor = model.newPredictor()) {
            for (Map.Entry<String, String> one : told.entrySet()) {
                assertEquals(one.getValue(), refusal(predictor.predict(body(one.getKey())), 400));
            }
            assertEquals(400, predictor.predict(new Input()).getCode());
            Input latin = new Input();
            latin.add("{\"user\": \"\u00fc\"}".getBytes(StandardCharsets.ISO_8859_1));
            assertEquals("it is not in UTF-8 (body): send UTF-8", refusal(predictor.predict(latin), 400));
        }
    }

    @Test
    void withoutAnEncoderAHistoryIsRefused() throws Exception {
        Path path = written("PyTorch", false);
        try (ZooModel<Input, Output> model = asServing(path).loadModel();
                Predictor<Input, Output> predictor = model.newPredictor()) {
            assertEquals(
                    "the student has no encoder and knows no users but its own (history): give user, or distil it again with an"
                            + " encoder",
                    refusal(predictor.predict(body("{\"history\": [\"101\"]}")), 400));
        }
    }

    /** Folders of before, whose serving.properties have the block alone. */
    @Test
    void olderFoldersAreTold() throws Exception {
        Path path = written("PyTorch", true);
        Files.writeString(
                path.resolve("serving.properties"),
                "blockFactory=" + ModelWriter.BLOCK_FACTORY + "\noption.hasParameter=false\n");
        Student student = Student.open(path);
        try (ZooModel<Input, Output> model = Criteria.builder()
                        .setTypes(Input.class, Output.class)
                        .optModelPath(path)
                        .optArgument("translatorFactory", ModelWriter.TRANSLATOR_FACTORY)
                        .optEngine("MXNet")
                        .build()
                        .loadModel();
                Predictor<Input, Output> predictor = model.newPredictor()) {
            assertSame(student.recommend("user 7", 10), predictor.predict(body("{\"user\": \"user 7\"}")));
        }
    }
}
