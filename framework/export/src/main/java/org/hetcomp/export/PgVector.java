package org.hetcomp.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * PostgreSQL with pgvector 0.5, for 16 bits 0.7, or newer: tables of users and items, files for {@code COPY}, an index by
 * HNSW for who wants it, and both queries. Where an id has a tab, a carriage return or a backslash, {@code COPY}'s own
 * escapes carry it.
 */
final class PgVector implements Format {
    private static final String FOLDER = "pgvector/";
    // A primary key lies in a B-tree, whose entries are at most a third of a page of 8 KB.
    private static final int LONGEST = 2600;

    @Override
    public String refusal(String id) {
        if (id.indexOf('\0') >= 0) {
            return "has a NUL, which a text of PostgreSQL cannot hold";
        }
        int bytes = id.getBytes(StandardCharsets.UTF_8).length;
        return bytes > LONGEST
                ? "has " + bytes + " bytes, and a key of PostgreSQL holds no more than " + LONGEST
                : null;
    }

    @Override
    public List<String> write(Path folder, Content content) throws IOException {
        boolean half = content.bits() == 16;
        String type = half ? "halfvec" : "vector";
        int widest = half ? 4000 : 2000;
        Content.Example example = content.example();
        Map<String, Object> words = Map.of(
                "name", content.name(),
                "type", type,
                "dim", content.dim(),
                "extension", half ? "0.7" : "0.5",
                "user", variable(example.user()),
                "without", variable(example.without() == null ? "" : example.without()));
        for (String file : List.of("schema.sql", "load.sql", "index.sql", "query.sql")) {
            Texts.filled(folder.resolve(file), FOLDER + file, words);
        }
        Texts.filled(folder.resolve("README.md"), FOLDER + "README.md", words);
        copy(folder, content.users());
        copy(folder, content.items());
        List<String> notes = new ArrayList<>();
        if (content.dim() > widest) {
            notes.add("pgvector indexes a " + type + " of at most " + widest + " dimensions, these have "
                    + content.dim() + ": index.sql will fail, the exact query needs no index");
        }
        return notes;
    }

    /** A line of position, id and vector for each row, with tabs between. */
    private static void copy(Path folder, Side side) throws IOException {
        Texts.lines(folder.resolve(side.name() + ".copy"), lines -> {
            for (int row = 0; row < side.size(); row++) {
                lines.append(Integer.toString(row)).append('\t');
                escape(side.ids().get(row), lines);
                lines.append("\t[");
                float[] values = side.row(row).values();
                for (int k = 0; k < values.length; k++) {
                    lines.append(k == 0 ? "" : ",").append(Float.toString(values[k]));
                }
                lines.append("]\n");
            }
        });
    }

    private static void escape(String id, Appendable into) throws IOException {
        for (int n = 0; n < id.length(); n++) {
            char c = id.charAt(n);
            switch (c) {
                case '\\' -> into.append("\\\\");
                case '\t' -> into.append("\\t");
                case '\n' -> into.append("\\n");
                case '\r' -> into.append("\\r");
                default -> into.append(c);
            }
        }
    }

    /** A text between psql's quotes, as {@code \set} takes it. */
    private static String variable(String text) {
        return text.replace("\\", "\\\\")
                .replace("'", "''")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }
}
