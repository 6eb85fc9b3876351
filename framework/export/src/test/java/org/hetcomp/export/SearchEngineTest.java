package org.hetcomp.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnByteVectorQuery;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.hetcomp.student.Recommendation;
import org.hetcomp.student.Student;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bulk files put into Lucene's vector fields, which both engines stand on, and asked there by the vectors of the query files. */
class SearchEngineTest {
    private static final int USERS = 100;
    private static final int ITEMS = 400;

    @TempDir
    Path folder;

    /** Documents of the bulk files of a side, by id, in their order. */
    private static Map<String, JsonObject> documents(Path export, String side) throws IOException {
        Map<String, JsonObject> documents = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(export)) {
            for (Path file : files.filter(f -> f.getFileName().toString().matches(side + "-\\d+\\.ndjson"))
                    .sorted()
                    .toList()) {
                String text = Files.readString(file);
                assertTrue(text.endsWith("\n"));
                String[] lines = text.split("\n");
                for (int n = 0; n < lines.length; n += 2) {
                    JsonObject action = JsonParser.parseString(lines[n]).getAsJsonObject();
                    String id = action.getAsJsonObject("index").get("_id").getAsString();
                    documents.put(id, JsonParser.parseString(lines[n + 1]).getAsJsonObject());
                }
            }
        }
        return documents;
    }

    private static float[] floats(JsonElement json) {
        JsonArray array = json.getAsJsonArray();
        float[] floats = new float[array.size()];
        for (int k = 0; k < floats.length; k++) {
            floats[k] = array.get(k).getAsFloat();
        }
        return floats;
    }

    private static byte[] bytes(JsonElement json) {
        JsonArray array = json.getAsJsonArray();
        byte[] bytes = new byte[array.size()];
        for (int k = 0; k < bytes.length; k++) {
            assertEquals(
                    array.get(k).getAsString(), Integer.toString(array.get(k).getAsInt()));
            bytes[k] = (byte) array.get(k).getAsInt();
        }
        return bytes;
    }

    private static Query nearest(JsonElement vector, boolean asBytes, int top, Query filter) {
        return asBytes
                ? new KnnByteVectorQuery("vector", bytes(vector), top, filter)
                : new KnnFloatVectorQuery("vector", floats(vector), top, filter);
    }

    /** All but one item, as the query's filter by ids has it. */
    private static Query without(String id) {
        return new BooleanQuery.Builder()
                .add(new MatchAllDocsQuery(), BooleanClause.Occur.MUST)
                .add(new TermQuery(new Term("id", id)), BooleanClause.Occur.MUST_NOT)
                .build();
    }

    @ParameterizedTest
    @CsvSource({"OPENSEARCH, 32", "OPENSEARCH, 16", "OPENSEARCH, 8", "ELASTICSEARCH, 32", "ELASTICSEARCH, 8"})
    void luceneFindsTheSameItemsWithScoresByTheFormula(Target target, int bits) throws IOException {
        Student student = Students.of(folder.resolve("student"), USERS, ITEMS);
        Export export = Export.of(student, target).bits(bits);
        export.write(folder.resolve("export"));
        Map<String, JsonObject> items = documents(folder.resolve("export"), "items");
        Map<String, JsonObject> users = documents(folder.resolve("export"), "users");
        assertEquals(student.itemIds(), List.copyOf(items.keySet()));
        assertEquals(student.userIds(), List.copyOf(users.keySet()));
        boolean asBytes = bits == 8;
        Rounded rounded = export.rounded();
        try (ByteBuffersDirectory directory = new ByteBuffersDirectory()) {
            try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
                for (Map.Entry<String, JsonObject> item : items.entrySet()) {
                    Document document = new Document();
                    JsonElement vector = item.getValue().get("vector");
                    document.add(new StringField("id", item.getKey(), Field.Store.YES));
                    document.add(
                            asBytes
                                    ? new KnnByteVectorField(
                                            "vector", bytes(vector), VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT)
                                    : new KnnFloatVectorField(
                                            "vector", floats(vector), VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT));
                    writer.addDocument(document);
                }
            }
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                IndexSearcher searcher = new IndexSearcher(reader);
                // Those who were rounded are fewer: the formula is the same.
                int askedUsers = bits == 32 ? USERS : 20;
                for (int row = 0; row < askedUsers; row++) {
                    String user = student.userIds().get(row);
                    BitSet left = new BitSet();
                    left.set(rounded.best(row, 1, left)[0]);
                    int asked = row;
                    List<Recommendation> expected = IntStream.of(rounded.best(row, 10, left))
                            .mapToObj(
                                    item -> new Recommendation(student.itemIds().get(item), rounded.score(asked, item)))
                            .toList();
                    float scale = users.get(user).get("scale").getAsFloat();
                    Query filter = without(student.itemIds().get(left.nextSetBit(0)));
                    // As many as there are, so that the graph leaves nothing out.
                    ScoreDoc[] found = searcher.search(
                                    nearest(users.get(user).get("vector"), asBytes, ITEMS, filter), 10)
                            .scoreDocs;
                    List<Recommendation> answer = new ArrayList<>();
                    for (ScoreDoc one : found) {
                        String id = searcher.storedFields().document(one.doc).get("id");
                        answer.add(new Recommendation(id, product(one.score) * scale));
                    }
                    Answers.assertSame(expected, answer);
                }
                assertScoresOfAll(searcher, student, users, rounded, asBytes);
            }
        }
    }

    /** The inner product that a score was made of. */
    private static float product(float score) {
        return score >= 1 ? score - 1 : 1 - 1 / score;
    }

    private static void assertScoresOfAll(
            IndexSearcher searcher, Student student, Map<String, JsonObject> users, Rounded rounded, boolean asBytes)
            throws IOException {
        JsonObject user = users.get(student.userIds().get(1));
        ScoreDoc[] all = searcher.search(nearest(user.get("vector"), asBytes, ITEMS, null), ITEMS).scoreDocs;
        assertEquals(ITEMS, all.length);
        int negative = 0;
        for (ScoreDoc one : all) {
            float x = rounded.score(1, one.doc) / user.get("scale").getAsFloat();
            assertEquals(x < 0 ? 1 / (1 - x) : x + 1, one.score, 1e-5f * Math.max(1, Math.abs(x)));
            negative += x < 0 ? 1 : 0;
        }
        assertTrue(negative > ITEMS / 4 && negative < 3 * ITEMS / 4, negative + " negative");
    }

    @ParameterizedTest
    @CsvSource({"OPENSEARCH", "ELASTICSEARCH"})
    void filesEndBelowTheLimitAndNothingIsLost(Target target) throws IOException {
        Student student = Students.of(folder.resolve("student"), 50, 300);
        Export export = Export.of(student, target);
        export.write(folder.resolve("whole"));
        Path parts = Files.createDirectory(folder.resolve("parts"));
        SearchDialect dialect = target == Target.OPENSEARCH ? new OpenSearch() : new Elasticsearch();
        int limit = 10_000;
        new SearchEngine(dialect, limit).write(parts, export.content());
        int files = 0;
        try (Stream<Path> inside = Files.list(parts)) {
            for (Path file :
                    inside.filter(f -> f.toString().endsWith(".ndjson")).toList()) {
                assertTrue(Files.size(file) <= limit, file + ": " + Files.size(file));
                files++;
            }
        }
        assertTrue(files > 5, files + " files");
        assertEquals(documents(folder.resolve("whole"), "items"), documents(parts, "items"));
        assertEquals(documents(folder.resolve("whole"), "users"), documents(parts, "users"));
    }

    @Test
    void indexesAreDeclaredAsEachEngineHasThem() throws IOException {
        Student student = Students.of(folder.resolve("student"), 5, 5);
        assertEquals(
                "{'type':'knn_vector','dimension':16,'method':{'name':'hnsw','engine':'lucene','space_type':'innerproduct'}}",
                vector(student, Target.OPENSEARCH, 32));
        assertEquals(
                "{'type':'knn_vector','dimension':16,'method':{'name':'hnsw','engine':'faiss','space_type':'innerproduct',"
                        + "'parameters':{'encoder':{'name':'sq','parameters':{'type':'fp16'}}}}}",
                vector(student, Target.OPENSEARCH, 16));
        assertEquals(
                "{'type':'knn_vector','dimension':16,'data_type':'byte','method':{'name':'hnsw','engine':'lucene',"
                        + "'space_type':'innerproduct'}}",
                vector(student, Target.OPENSEARCH, 8));
        assertEquals(
                "{'type':'dense_vector','dims':16,'index':true,'similarity':'max_inner_product','element_type':'byte',"
                        + "'index_options':{'type':'hnsw'}}",
                vector(student, Target.ELASTICSEARCH, 8));
    }

    private String vector(Student student, Target target, int bits) throws IOException {
        Path export = folder.resolve(target.word() + bits);
        Export.of(student, target).bits(bits).write(export);
        JsonObject index = JsonParser.parseString(Files.readString(export.resolve("items-index.json")))
                .getAsJsonObject();
        assertEquals(
                target == Target.OPENSEARCH, index.getAsJsonObject("settings").size() == 1);
        return index.getAsJsonObject("mappings")
                .getAsJsonObject("properties")
                .get("vector")
                .toString()
                .replace('"', '\'');
    }
}
