package org.hetcomp.table;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/**
 * Times as people write them: a number of any unit; or a date of ISO 8601, with or without a time of day after {@code T} or a
 * blank, with or without a zone ({@code Z}, {@code UTC}, {@code +02:00}, {@code +0200}). What names no zone is UTC.
 */
public final class Times {
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .optionalStart()
            .appendLiteral('T')
            .optionalEnd()
            .optionalStart()
            .appendLiteral(' ')
            .optionalEnd()
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendLiteral(' ')
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHMM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HH:mm", "Z")
            .optionalEnd()
            .optionalEnd()
            .toFormatter(Locale.ROOT);
    private static final int SHORTEST = "2009-05-04".length();

    private Times() {}

    /** A row's field as a time: a number as it is, a date as seconds since 1970; NaN if it is neither. */
    public static double of(Row row, int field) {
        double number = Numbers.of(row, field);
        return Double.isNaN(number) ? date(row, field) : number;
    }

    /** Whether a row's field is a date of ISO 8601. */
    public static boolean isDate(Row row, int field) {
        return !Double.isNaN(date(row, field));
    }

    /** A text as {@link #of(Row, int)} takes a field. */
    public static double of(String text) {
        double number = Numbers.of(text.strip());
        return Double.isNaN(number) ? date(text.strip()) : number;
    }

    private static double date(Row row, int field) {
        int begin = row.start(field);
        if (row.end(field) - begin < SHORTEST || row.chars()[begin + 4] != '-') {
            return Double.NaN;
        }
        return date(row.text(field));
    }

    private static double date(String text) {
        String plain = text.endsWith("UTC") || text.endsWith("GMT")
                ? text.substring(0, text.length() - 3).strip() + "Z"
                : text;
        try {
            TemporalAccessor read = ISO.parseBest(plain, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            if (read instanceof OffsetDateTime time) {
                return time.toEpochSecond() + time.getNano() / 1e9;
            }
            LocalDateTime local = read instanceof LocalDateTime time ? time : ((LocalDate) read).atStartOfDay();
            Instant utc = local.toInstant(ZoneOffset.UTC);
            return utc.getEpochSecond() + utc.getNano() / 1e9;
        } catch (DateTimeException e) {
            return Double.NaN;
        }
    }
}
