package org.hetcomp.data;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hetcomp.io.DataException;
import org.hetcomp.table.Plain;

/**
 * How a file of interactions, or a database's answer, is read. {@link #DEFAULT} finds all out and takes every line.
 *
 * @param format the file's layout, or null to find it out from the file
 * @param columns which columns are what, or null to find it out from the file
 * @param where which lines count, or null for all
 * @param minWeight the least weight, such as a rating, that makes a pair a liking; null for all
 * @param skipBad how many lines that cannot be used are left out before the file is refused; 0 by default
 * @param query what a database is asked, in its SQL; null for files
 */
public record Reading(Format format, ColumnNames columns, Where where, Double minWeight, int skipBad, String query) {
    /** Everything is found out from the file. */
    public static final Reading DEFAULT = new Reading(null, null, null, null, 0, null);

    /**
     * Checks the ranges.
     *
     * @throws DataException if an option is outside its range
     */
    public Reading {
        if (minWeight != null && !Double.isFinite(minWeight)) {
            throw new DataException("a least weight of " + minWeight, "--min-weight", "give a number");
        }
        if (skipBad < 0) {
            throw new DataException("a number of bad lines of " + skipBad, "--skip-bad", "give an integer from 0");
        }
        if (query != null && query.isBlank()) {
            throw new DataException("an empty query", "--query", "give what the database is asked");
        }
    }

    /** The same with that layout, or null to find it out. */
    public Reading withFormat(Format other) {
        return new Reading(other, columns, where, minWeight, skipBad, query);
    }

    /** The same with those columns, or null to find them out. */
    public Reading withColumns(ColumnNames other) {
        return new Reading(format, other, where, minWeight, skipBad, query);
    }

    /** The same of those lines only, or null for all. */
    public Reading withWhere(Where other) {
        return new Reading(format, columns, other, minWeight, skipBad, query);
    }

    /** The same of pairs of that weight and more, or null for all. */
    public Reading withMinWeight(Double other) {
        return new Reading(format, columns, where, other, skipBad, query);
    }

    /** The same leaving out as many bad lines. */
    public Reading withSkipBad(int other) {
        return new Reading(format, columns, where, minWeight, other, query);
    }

    /** The same of what a database answers to that. */
    public Reading withQuery(String other) {
        return new Reading(format, columns, where, minWeight, skipBad, other);
    }

    /** Checks that nothing is asked for that only lines of fields have, of data that has none. */
    void requireNoColumns(String what, String where) {
        Map<String, String> given = withFormat(null).options();
        if (!given.isEmpty()) {
            String option = query == null ? given.keySet().iterator().next() : "query";
            throw new DataException(
                    what + (option.equals("query") ? " is not asked by a query" : " has no columns and no weights"),
                    "--" + option + " of " + where,
                    option.equals("query") ? "give --data jdbc:..., or leave it out" : "leave it out");
        }
    }

    /** The command's options that say the same, without what is found out. */
    Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        if (format != null) {
            options.put("format", format.id());
        }
        if (columns != null) {
            options.put("columns", columns.toString());
        }
        if (where != null) {
            options.put("where", where.toString());
        }
        if (minWeight != null) {
            options.put("min-weight", Plain.of(minWeight));
        }
        if (skipBad > 0) {
            options.put("skip-bad", Integer.toString(skipBad));
        }
        if (query != null) {
            options.put("query", query);
        }
        return options;
    }
}
