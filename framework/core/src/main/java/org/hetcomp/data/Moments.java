package org.hetcomp.data;

import java.util.List;
import java.util.stream.Stream;
import org.hetcomp.io.DataException;
import org.hetcomp.table.Numbers;
import org.hetcomp.table.Times;

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
        return !Double.isNaN(Numbers.of(text));
    }

    private static double value(String text, double perSecond) {
        double number = Numbers.of(text);
        double value = Double.isNaN(number) ? Times.of(text) * perSecond : number;
        if (Double.isNaN(value)) {
            throw new DataException(DataException.quote(text) + " is no moment", OPTION, ADVICE);
        }
        return value;
    }

    @Override
    public String toString() {
        return String.join(",", texts);
    }
}
