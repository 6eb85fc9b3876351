package org.hetcomp.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.Options;
import org.hetcomp.data.ColumnNames;
import org.hetcomp.data.DataSpec;
import org.hetcomp.data.Division;
import org.hetcomp.data.Format;
import org.hetcomp.data.Lab;
import org.hetcomp.data.Moments;
import org.hetcomp.data.Reading;
import org.hetcomp.data.Shares;
import org.hetcomp.data.SplitKind;
import org.hetcomp.data.Where;
import org.hetcomp.io.EnumIds;
import org.hetcomp.table.JdbcUrl;

/**
 * The options that say which data, and how to divide it. The division has a seed of its own, so that runs which differ
 * in {@code --seed} are measured on the same test pairs and no model is tested on what another run trained it on.
 */
final class DataOptions {
    private static final int MOST = 1_000_000_000;

    private DataOptions() {}

    /** How they are declared. */
    static Options addTo(Options options) {
        return options.addOption(CommonOptions.option(
                        "data",
                        "DATA",
                        "a name (see hetcomp data list), a file of interactions, a database (jdbc:...), or a folder with "
                                + "train.txt, valid.txt and test.txt (default lab, generated)"))
                .addOption(CommonOptions.option(
                        "format",
                        "NAME",
                        "layout of a file: " + String.join(", ", formats()) + " (default: found out)"))
                .addOption(CommonOptions.option(
                        "query", "SQL", "what a database is asked, as in \"select user_id, item_id from orders\""))
                .addOption(CommonOptions.option(
                        "columns",
                        "COLUMNS",
                        "which columns are what, as in user=2,item=1,weight=stars,time=when: names of the header or "
                                + "numbers from 1; any may be left out (default: found out)"))
                .addOption(CommonOptions.option(
                        "where", "COND", "take only lines whose column has a value, as in event=purchase,cart"))
                .addOption(CommonOptions.option(
                        "min-weight",
                        "W",
                        "take only lines whose weight, such as a rating, is W or more (default all)"))
                .addOption(CommonOptions.option(
                        "skip-bad", "N", "leave out up to N lines that cannot be used (default 0)"))
                .addOption(CommonOptions.option(
                        "split",
                        "KIND",
                        "how a file is divided: " + String.join(", ", splits())
                                + " (default ratio: shares of each user, drawn; temporal: the latest of each user; "
                                + "time: all users at one moment)"))
                .addOption(CommonOptions.option(
                        "shares", "LIST", "percent for train, valid and test (default " + Shares.DEFAULT + ")"))
                .addOption(CommonOptions.option(
                        "at",
                        "T[,T]",
                        "of --split time: from when on pairs are test, or valid and test; a date, a time or a number "
                                + "as in the file (default: as the shares say)"))
                .addOption(CommonOptions.option("split-seed", "N", "decides the division (default 0)"))
                .addOption(CommonOptions.option("min-user", "N", "leave out users with fewer items (default 5)"))
                .addOption(CommonOptions.option("min-item", "N", "leave out items with fewer users (default 1)"));
    }

    /** Reads them; what is not given is as in another source. */
    static DataSpec of(Arguments arguments, DataSpec otherwise) {
        return new DataSpec(
                arguments.text("data", otherwise.name()),
                reading(arguments, otherwise.reading()),
                division(arguments, otherwise.division()));
    }

    private static Division division(Arguments arguments, Division otherwise) {
        String split = arguments.one("split", splits(), null);
        String shares = arguments.text("shares", null);
        String at = arguments.text("at", null);
        Division division = otherwise
                .withLeast(
                        arguments.integer("min-user", 1, MOST, otherwise.minUser()),
                        arguments.integer("min-item", 1, MOST, otherwise.minItem()))
                .withSplitSeed(arguments.integer("split-seed", Long.MIN_VALUE, Long.MAX_VALUE, otherwise.splitSeed()));
        division = split == null ? division : division.withSplit(SplitKind.of(split));
        division = shares == null ? division : division.withShares(Shares.of(shares));
        return at == null ? division : division.withMoments(Moments.of(at));
    }

    private static Reading reading(Arguments arguments, Reading otherwise) {
        String format = arguments.one("format", formats(), null);
        String columns = arguments.text("columns", null);
        String where = arguments.text("where", null);
        Reading reading = format == null ? otherwise : otherwise.withFormat(Format.of(format));
        reading = columns == null ? reading : reading.withColumns(ColumnNames.of(columns));
        reading = where == null ? reading : reading.withWhere(Where.of(where));
        return reading.withMinWeight(arguments.number("min-weight", reading.minWeight()))
                .withSkipBad(arguments.integer("skip-bad", 0, MOST, reading.skipBad()))
                .withQuery(arguments.text("query", reading.query()));
    }

    /** Reads them with the defaults. */
    static DataSpec of(Arguments arguments) {
        return of(arguments, DataSpec.of(Lab.NAME));
    }

    /** Whether any of them was given. */
    static boolean areGiven(Arguments arguments) {
        return addTo(new Options()).getOptions().stream().anyMatch(option -> arguments.has(option.getLongOpt()));
    }

    /** Those that make the data what it is, to give again: what is as where nothing is said is left out. */
    static String words(DataSpec data) {
        Map<String, String> options = new LinkedHashMap<>(data.options());
        options.entrySet().removeAll(DataSpec.of(Lab.NAME).options().entrySet());
        StringBuilder text = new StringBuilder();
        options.forEach((name, value) -> text.append(" --")
                .append(name)
                .append(' ')
                .append(word(JdbcUrl.isOne(value) ? JdbcUrl.clean(value) : value)));
        return text.toString();
    }

    /** As a shell takes it. */
    static String word(String value) {
        return value.matches("[A-Za-z0-9_./:=,@%+-]+") ? value : "'" + value.replace("'", "'\\''") + "'";
    }

    private static List<String> formats() {
        return EnumIds.all(Format.class);
    }

    private static List<String> splits() {
        return EnumIds.all(SplitKind.class);
    }
}
