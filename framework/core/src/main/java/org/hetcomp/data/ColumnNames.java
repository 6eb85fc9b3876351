package org.hetcomp.data;

import java.util.ArrayList;
import java.util.List;
import org.hetcomp.io.DataException;

/**
 * Which columns are what, as a person says it: by the name in a header, or by the number of the column, from 1. Null for what
 * is not said.
 *
 * @param user the user's column
 * @param item the item's column
 * @param weight the rating's or the like
 * @param time that of when
 */
public record ColumnNames(String user, String item, String weight, String time) {
    /** What can be named, in the order of the fields. */
    static final List<String> ROLES = List.of("user", "item", "weight", "time");

    private static final String OPTION = "--columns";

    /**
     * Reads {@code user=NAME,item=NAME,weight=NAME,time=NAME}, any of them left out.
     *
     * @throws DataException if it is something else
     */
    public static ColumnNames of(String text) {
        String[] named = new String[ROLES.size()];
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            String role = equals < 0 ? "" : part.substring(0, equals).strip();
            String name = part.substring(equals + 1).strip();
            if (!ROLES.contains(role) || name.isEmpty() || named[ROLES.indexOf(role)] != null) {
                throw new DataException(
                        DataException.quote(part) + " names no column",
                        OPTION,
                        "give user=NAME,item=NAME and, where there are some, weight=NAME,time=NAME, each a name of the"
                                + " header or a number from 1");
            }
            named[ROLES.indexOf(role)] = name;
        }
        return new ColumnNames(named[0], named[1], named[2], named[3]);
    }

    /** The names by {@link #ROLES}, null for what is not said. */
    private String[] names() {
        return new String[] {user, item, weight, time};
    }

    /** Whether one is a name that only a header can tell. */
    boolean needsHeader() {
        for (String name : names()) {
            if (name != null && number(name) < 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * The columns' places by {@link #ROLES}, from 0, -1 for what is not said.
     *
     * @param header the names there are, or null if there are none
     * @param fields number of columns
     * @param where the file, for messages
     */
    int[] places(List<String> header, int fields, String where) {
        int[] places = new int[ROLES.size()];
        String[] names = names();
        for (int role = 0; role < places.length; role++) {
            places[role] = names[role] == null ? -1 : place(names[role], header, fields, OPTION, where);
        }
        return places;
    }

    /** The place of a column, from 0, that an option gives by name or number. */
    static int place(String name, List<String> header, int fields, String option, String where) {
        int named = header == null ? -1 : header.indexOf(name);
        int number = number(name);
        if (named >= 0 || number >= 1 && number <= fields) {
            return named >= 0 ? named : number - 1;
        }
        String there = header == null
                ? "give a number from 1 to " + fields + ", for no header gives names"
                : "take one of " + String.join(", ", header);
        throw new DataException("no column " + DataException.quote(name) + " in " + where, option, there);
    }

    private static int number(String name) {
        return IdFile.isId(name) ? Integer.parseInt(name) : -1;
    }

    /** As it is written in the option. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        String[] names = names();
        for (int role = 0; role < names.length; role++) {
            if (names[role] != null) {
                parts.add(ROLES.get(role) + "=" + names[role]);
            }
        }
        return String.join(",", parts);
    }
}
