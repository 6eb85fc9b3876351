package org.hetcomp.data;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.stream.Stream;
import org.hetcomp.io.DataException;

/**
 * From when on interactions are valid and test, for all users alike: {@code T}, from which on they are test, or {@code T1,T2},
 * from the first of which on they are valid. Each is a number in the unit of the data's times, or a date or time by ISO 8601,
 * in UTC unless it says otherwise.
 *
 * @param texts one or two, as users write them
 */
public record Moments(List<String> texts) {
    private static final String OPTION = "--at";
    private static final String ADVICE =
            "give one such as 2024-01-31, 2024-01-31T12:00:00Z or 1706659200, or two with a "
                    + "comma between, the earlier first";
    // Seconds since 1970 reach this in the year 5138: what is greater counts finer than seconds.
    private static final double FINER = 1e11;

    /**
     * Checks that there are one or two, the earlier first.
     *
     * @throws DataException if not
     */
    public Moments {
        texts = List.copyOf(texts);
        if (texts.isEmpty() || texts.size() > 2) {
            throw new DataException(texts.size() + " moments", OPTION, ADVICE);
        }
        texts.forEach(text -> value(text, 1));
        boolean mixed = texts.stream().map(Moments::isNumber).distinct().count() > 1;
        if (mixed || (texts.size() == 2 && !(value(texts.get(0), 1) < value(texts.get(1), 1)))) {
            throw new DataException(
                    DataException.quote(String.join(",", texts)) + " are no two moments in their order",
                    OPTION,
                    ADVICE);
        }
    }

    /**
     * Reads what users write.
     *
     * @throws DataException if it is none
     */
    public static Moments of(String text) {
        return new Moments(Stream.of(text.split(",", -1)).map(String::strip).toList());
    }

    /**
     * The moments in the unit of some times. ISO times are seconds since 1970, or milliseconds, microseconds or nanoseconds if
     * the greatest of the times is too large for those before.
     *
     * @param times {@code float64 [n]}
     * @return {@code float64 [1 or 2]}
     */
    double[] in(double[] times) {
        double greatest = 0;
        for (double time : times) {
            greatest = Math.max(greatest, Math.abs(time));
        }
        double unit = 1;
        while (greatest > FINER * unit && unit < 1e9) {
            unit *= 1000;
        }
        double perSecond = unit;
        return texts.stream().mapToDouble(text -> value(text, perSecond)).toArray();
    }

    private static boolean isNumber(String text) {
        return text.matches("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?");
    }

    private static double value(String text, double perSecond) {
        if (isNumber(text)) {
            return Double.parseDouble(text);
        }
        Instant instant = instant(text);
        return (instant.getEpochSecond() + instant.getNano() / 1e9) * perSecond;
    }

    private static Instant instant(String text) {
        String iso = text.replace(' ', 'T');
        try {
            if (iso.indexOf('T') < 0) {
                return LocalDate.parse(iso).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            return iso.matches(".*T.*([Zz]|[+-][0-9:]+)")
                    ? OffsetDateTime.parse(iso).toInstant()
                    : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw new DataException(DataException.quote(text) + " is no moment", OPTION, ADVICE, e);
        }
    }

    /** A time of the data as a number without an exponent. */
    static String text(double time) {
        return Double.isFinite(time)
                ? BigDecimal.valueOf(time).stripTrailingZeros().toPlainString()
                : Double.toString(time);
    }

    @Override
    public String toString() {
        return String.join(",", texts);
    }
}
