package org.hetcomp.export;

import java.util.List;
import java.util.Map;

/**
 * OpenSearch with its k-NN plugin: inner products from version 2.13 on, by Lucene; in 16 bits by Faiss' scalar quantizer, which
 * rounds what is loaded, in 8 bits as Lucene's bytes.
 */
final class OpenSearch implements SearchDialect {
    @Override
    public String title() {
        return "OpenSearch";
    }

    @Override
    public Map<String, Object> settings() {
        return Texts.object("index", Texts.object("knn", true));
    }

    @Override
    public Map<String, Object> vector(int dim, int bits) {
        Map<String, Object> method = bits == 16
                ? Texts.object(
                        "name",
                        "hnsw",
                        "engine",
                        "faiss",
                        "space_type",
                        "innerproduct",
                        "parameters",
                        Texts.object("encoder", Texts.object("name", "sq", "parameters", Texts.object("type", "fp16"))))
                : Texts.object("name", "hnsw", "engine", "lucene", "space_type", "innerproduct");
        return bits == 8
                ? Texts.object("type", "knn_vector", "dimension", dim, "data_type", "byte", "method", method)
                : Texts.object("type", "knn_vector", "dimension", dim, "method", method);
    }

    @Override
    public Map<String, Object> nearly(List<Number> vector, List<String> without, int top) {
        return SearchDialect.search(
                top,
                "query",
                Texts.object(
                        "knn",
                        Texts.object(
                                "vector",
                                Texts.object("vector", vector, "k", top, "filter", SearchDialect.allBut(without)))));
    }

    @Override
    public Map<String, Object> exact(List<Number> vector, List<String> without, int top) {
        Map<String, Object> script = Texts.object(
                "lang",
                "knn",
                "source",
                "knn_score",
                "params",
                Texts.object("field", "vector", "query_value", vector, "space_type", "innerproduct"));
        return SearchDialect.scored(without, script, top);
    }
}
