package org.hetcomp.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.yahoo.tensor.IndexedTensor;
import com.yahoo.tensor.Tensor;
import com.yahoo.tensor.TensorType;
import com.yahoo.tensor.serialization.JsonFormat;
import com.yahoo.text.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hetcomp.student.Student;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Feeds and schemas read by Vespa's own classes of tensors, their types and texts. */
class VespaTest {
    @TempDir
    Path folder;

    private TensorType declared(Path schema) throws IOException {
        Matcher type = Pattern.compile("field vector type (tensor<[a-z0-9]+>\\(x\\[\\d+]\\))")
                .matcher(Files.readString(schema));
        assertTrue(type.find());
        return TensorType.fromSpec(type.group(1));
    }

    private static Tensor tensor(TensorType type, JsonElement json) {
        return JsonFormat.decode(type, json.toString().getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({"32, float", "16, bfloat16", "8, int8"})
    void feedHasEveryVectorInTheTypeOfTheSchema(int bits, String cells) throws IOException {
        Student student = Students.of(folder.resolve("student"), 20, 60);
        Export export = Export.of(student, Target.VESPA).bits(bits).name("shop");
        export.write(folder.resolve("export"));
        Path schemas = folder.resolve("export/application/schemas");
        TensorType type = declared(schemas.resolve("shop_items.sd"));
        assertEquals("tensor<" + cells + ">(x[16])", bits == 32 ? "tensor<float>(x[16])" : type.toString());
        assertEquals(TensorType.Value.fromId(cells), type.valueType());
        assertEquals(type, declared(schemas.resolve("shop_users.sd")));

        Rounded rounded = export.rounded();
        List<String> items = Files.readAllLines(folder.resolve("export/items.jsonl"));
        List<String> users = Files.readAllLines(folder.resolve("export/users.jsonl"));
        assertEquals(60, items.size());
        assertEquals(20, users.size());
        for (int row = 0; row < items.size(); row++) {
            JsonObject put = JsonParser.parseString(items.get(row)).getAsJsonObject();
            JsonObject fields = put.getAsJsonObject("fields");
            String id = student.itemIds().get(row);
            assertEquals("id:shop:shop_items::" + id, put.get("put").getAsString());
            assertEquals(id, fields.get("item").getAsString());
            Tensor item = tensor(type, fields.get("vector"));
            JsonObject user = JsonParser.parseString(users.get(row % 20))
                    .getAsJsonObject()
                    .getAsJsonObject("fields");
            double product =
                    tensor(type, user.get("vector")).multiply(item).sum().asDouble();
            assertEquals(
                    rounded.score(row % 20, row), product * user.get("scale").getAsFloat(), 1e-4);
        }
    }

    @Test
    void queryHasAVectorThatFits() throws IOException {
        Student student = Students.of(folder.resolve("student"), 20, 60);
        Export.of(student, Target.VESPA).write(folder.resolve("export"));
        for (String file : List.of("query.json", "query-exact.json")) {
            JsonObject query = JsonParser.parseString(
                            Files.readString(folder.resolve("export").resolve(file)))
                    .getAsJsonObject();
            JsonArray vector = query.getAsJsonArray("input.query(user)");
            IndexedTensor tensor = (IndexedTensor)
                    tensor(declared(folder.resolve("export/application/schemas/hetcomp_items.sd")), vector);
            assertEquals(student.userVector(0)[15], tensor.getFloat(15));
            String without =
                    student.recommend(student.userIds().get(0), 1).get(0).item();
            assertEquals(
                    "select item from hetcomp_items where {targetHits: 10, approximate: " + file.equals("query.json")
                            + "}nearestNeighbor(vector, user) and !(item in (" + Texts.GSON.toJson(without) + "))",
                    query.get("yql").getAsString());
        }
    }

    /** What is refused is what Vespa's own check of texts refuses. */
    @Test
    void idsAreHeldToWhatVespaTakesForText() {
        Format vespa = Target.VESPA.format();
        for (int point = 1; point <= Character.MAX_CODE_POINT; point++) {
            boolean isHalf = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
            if (!isHalf) {
                String id = "i" + Character.toString(point);
                assertEquals(Text.isValidTextString(id), vespa.refusal(id) == null, Integer.toHexString(point));
            }
        }
    }
}
