package org.hetcomp.export;

import java.util.List;
import java.util.Map;

/** Elasticsearch: inner products from version 8.11 on, of floats or of bytes. */
final class Elasticsearch implements SearchDialect {
    private static final int LOOKED_AT = 100;

    @Override
    public String title() {
        return "Elasticsearch";
    }

    @Override
    public Map<String, Object> settings() {
        return Texts.object();
    }

    @Override
    public Map<String, Object> vector(int dim, int bits) {
        return Texts.object(
                "type",
                "dense_vector",
                "dims",
                dim,
                "index",
                true,
                "similarity",
                "max_inner_product",
                "element_type",
                bits == 8 ? "byte" : "float",
                // Later versions would round floats themselves where nothing is said.
                "index_options",
                Texts.object("type", "hnsw"));
    }

    @Override
    public Map<String, Object> nearly(List<Number> vector, List<String> without, int top) {
        return SearchDialect.search(
                top,
                "knn",
                Texts.object(
                        "field",
                        "vector",
                        "query_vector",
                        vector,
                        "k",
                        top,
                        "num_candidates",
                        Math.max(LOOKED_AT, top),
                        "filter",
                        SearchDialect.allBut(without)));
    }

    @Override
    public Map<String, Object> exact(List<Number> vector, List<String> without, int top) {
        // A score may not be negative: this is what the index makes of an inner product, too.
        Map<String, Object> script = Texts.object(
                "source",
                "double x = dotProduct(params.user, 'vector'); return x < 0 ? 1 / (1 - x) : x + 1;",
                "params",
                Texts.object("user", vector));
        return SearchDialect.scored(without, script, top);
    }
}
