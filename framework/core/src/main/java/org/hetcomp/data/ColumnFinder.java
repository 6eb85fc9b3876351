package org.hetcomp.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.hetcomp.io.DataException;
import org.hetcomp.table.Numbers;
import org.hetcomp.table.Row;
import org.hetcomp.table.Times;

/**
 * Finds which column is what: as it is said, else by the names of a header, else by place. Places are user, item and then what
 * the first rows show: a column of dates, or of numbers that can only be seconds since 1970, is the time, another one of
 * numbers the weight; of two that could be either the first is the weight.
 */
final class ColumnFinder {
    private static final int MOST_BY_PLACE = 4;
    /** Seconds of the year 1973; ids and ratings are rarely as great. */
    private static final double LEAST_TIME = 1e8;

    private final List<String> header;
    private final List<Row> sample;
    private final int fields;
    private final String where;
    private final int[] places;

    private ColumnFinder(ColumnNames said, List<String> header, List<Row> sample, int fields, String where) {
        this.header = header;
        this.sample = sample.stream()
                .filter(row -> row.size() == fields && row.problem() == null)
                .toList();
        this.fields = fields;
        this.where = where;
        this.places = said == null ? new int[] {-1, -1, -1, -1} : said.places(header, fields, where);
    }

    /**
     * Finds them.
     *
     * @param said what is said of them, or null
     * @param header their names, or null
     * @param sample the first rows, without the header
     * @param where the first line, for messages
     * @throws DataException if a column that was said is not there, or nobody can tell which is what
     */
    static Columns find(ColumnNames said, List<String> header, List<Row> sample, int fields, String where) {
        ColumnFinder finder = new ColumnFinder(said, header, sample, fields, where);
        boolean named = header != null && Columns.namesUser(header);
        Columns found = named ? finder.byName() : finder.byPlace();
        long distinct =
                Arrays.stream(finder.places).filter(p -> p >= 0).distinct().count();
        if (distinct < Arrays.stream(finder.places).filter(p -> p >= 0).count()) {
            throw new DataException("one column is said to be two things", "--columns", "give each its own");
        }
        return found;
    }

    private Columns byName() {
        Columns named = Columns.byName(header);
        int[] found = {named.user(), named.item(), named.weight(), named.time()};
        for (int role = 0; role < found.length; role++) {
            if (places[role] < 0 && isFree(found[role])) {
                places[role] = found[role];
            }
        }
        return columns();
    }

    private Columns byPlace() {
        boolean said = places[0] >= 0 && places[1] >= 0;
        if (!said && header == null && fields > MOST_BY_PLACE) {
            throw new DataException(
                    fields + " fields without a header",
                    where,
                    "say which is what, as in --columns " + proposal() + ", or give a header that names user and item");
        }
        for (int role = 0; role < 2; role++) {
            for (int field = 0; places[role] < 0 && field < fields; field++) {
                places[role] = isFree(field) ? field : -1;
            }
        }
        if (!said && header == null && isTime(places[1])) {
            throw new DataException(
                    "the second field is a time where an item is expected",
                    where,
                    "say which is what, as in --columns " + proposal());
        }
        if (fields <= MOST_BY_PLACE || header != null) {
            guess();
        }
        return columns();
    }

    private void guess() {
        List<Integer> times = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        for (int field = 0; field < Math.min(fields, MOST_BY_PLACE); field++) {
            if (isFree(field) && isTime(field)) {
                times.add(field);
            } else if (isFree(field) && isNumber(field)) {
                numbers.add(field);
            }
        }
        if (places[2] < 0 && !numbers.isEmpty()) {
            places[2] = numbers.remove(0);
        }
        times.addAll(numbers);
        if (places[3] < 0 && !times.isEmpty()) {
            places[3] = times.get(0);
        }
    }

    // The first that is no time is the user, the next the item.
    private String proposal() {
        List<Integer> ids = new ArrayList<>();
        int time = -1;
        for (int field = 0; field < fields; field++) {
            if (isTime(field)) {
                time = time < 0 ? field : time;
            } else {
                ids.add(field);
            }
        }
        return "user=" + (ids.isEmpty() ? 1 : ids.get(0) + 1)
                + ",item=" + (ids.size() < 2 ? 2 : ids.get(1) + 1)
                + (time < 0 ? "" : ",time=" + (time + 1));
    }

    private Columns columns() {
        return new Columns(places[0], places[1], places[2], places[3], fields);
    }

    private boolean isFree(int field) {
        return field >= 0 && Arrays.stream(places).noneMatch(p -> p == field);
    }

    private boolean isTime(int field) {
        return isAll(field, row -> Times.isDate(row, field) || Numbers.of(row, field) >= LEAST_TIME);
    }

    private boolean isNumber(int field) {
        return isAll(field, row -> !Double.isNaN(Numbers.of(row, field)));
    }

    private boolean isAll(int field, Predicate<Row> what) {
        boolean some = false;
        for (Row row : sample) {
            if (field < 0 || !row.isEmpty(field) && !what.test(row)) {
                return false;
            }
            some |= !row.isEmpty(field);
        }
        return some;
    }
}
