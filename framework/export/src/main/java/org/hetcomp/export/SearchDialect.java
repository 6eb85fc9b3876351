package org.hetcomp.export;

import java.util.List;
import java.util.Map;

/** In what OpenSearch and Elasticsearch differ: how vectors are declared, and how they are asked for. */
interface SearchDialect {
    /** The name that people know it by. */
    String title();

    /** What an index of items is told besides its fields. */
    Map<String, Object> settings();

    /** How the field {@code vector [dim]} of items is declared. */
    Map<String, Object> vector(int dim, int bits);

    /** A search for the items that an index finds nearest; those of some ids are left out before it looks. */
    Map<String, Object> nearly(List<Number> vector, List<String> without, int top);

    /** A search that looks at every item. */
    Map<String, Object> exact(List<Number> vector, List<String> without, int top);

    /** A search for so many ids, without what lies under them. */
    static Map<String, Object> search(int top, String how, Object what) {
        return Texts.object("size", top, "_source", false, how, what);
    }

    /** A search that scores all items but those of some ids by a script. */
    static Map<String, Object> scored(List<String> without, Map<String, Object> script, int top) {
        return search(
                top, "query", Texts.object("script_score", Texts.object("query", allBut(without), "script", script)));
    }

    /** A query of all items but those of some ids. */
    static Map<String, Object> allBut(List<String> ids) {
        return Texts.object("bool", Texts.object("must_not", Texts.object("ids", Texts.object("values", ids))));
    }
}
