package org.hetcomp.data;

import java.util.List;
import org.hetcomp.io.DataException;
import org.hetcomp.table.Numbers;
import org.hetcomp.table.Row;

/**
 * Tells whether the first row is a header. It is one if {@code --columns} gives names; if it has names for a user and an item
 * that are in wide use; or if neither of its ids is a number and either both are on the lines that follow, or its weight or
 * time is no number and theirs is.
 */
final class Header {
    private Header() {}

    /**
     * The header's names, or null if there is none.
     *
     * @param sample the first rows
     * @throws DataException if the format asks for a header that is not there
     */
    static List<String> of(List<Row> sample, Format format, ColumnNames said, Source source) {
        Row first = sample.get(0);
        List<String> names = first.texts();
        if (format == Format.INTER) {
            if (names.stream().noneMatch(n -> n.indexOf(':') > 0)) {
                throw new DataException(
                        "no header of name:type",
                        source.at(first.line()),
                        "begin with user_id:token<tab>item_id:token, or give --format tsv");
            }
            return names.stream().map(n -> n.replaceAll(":[a-z_]*$", "")).toList();
        }
        boolean header = said != null && said.needsHeader() || Columns.isHeader(names) || differs(sample);
        return header ? names : null;
    }

    private static boolean differs(List<Row> sample) {
        Row first = sample.get(0);
        List<Row> rest = sample.subList(1, sample.size());
        int fields = first.size();
        if (rest.isEmpty() || fields < 2 || isNumber(first, 0) || isNumber(first, 1)) {
            return false;
        }
        if (rest.stream().anyMatch(r -> r.size() != fields)) {
            return false;
        }
        if (rest.stream().allMatch(r -> isNumber(r, 0) && isNumber(r, 1))) {
            return true;
        }
        for (int field = 2; field < fields; field++) {
            int at = field;
            if (!isNumber(first, at) && rest.stream().allMatch(r -> isNumber(r, at))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNumber(Row row, int field) {
        return !Double.isNaN(Numbers.of(row, field));
    }

    /** Checks that there is room for a user and an item, and that keys of JSON name one. */
    static void requireUser(List<String> names, int fields, Format format, ColumnNames said, String where) {
        if (fields < 2) {
            throw new DataException(
                    "one field where a user and an item are expected",
                    where,
                    format == null
                            ? "let the query answer with both"
                            : "separate the fields by " + format.separatorName() + ", or give --format");
        }
        boolean isSaid = said != null && said.user() != null && said.item() != null;
        if (format == Format.JSONL && !isSaid && !Columns.namesUser(names)) {
            throw new DataException(
                    "no key that is known to be a user's among " + String.join(", ", names),
                    where,
                    "say which is what, as in --columns user=" + names.get(0) + ",item=" + names.get(1));
        }
    }
}
