package org.hetcomp.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * From values to places along an axis, and where to write values beside it.
 *
 * @param least value at {@code from}
 * @param most value at {@code to}, above {@code least}
 * @param logarithmic whether equal ratios, not equal differences, are equally long
 * @param from a coordinate
 * @param to a coordinate; less than {@code from} on an axis that points up
 * @param ticks the values to write, rising
 */
public record Scale(double least, double most, boolean logarithmic, double from, double to, List<Double> ticks) {
    private static final int[] ROUND = {1, 2, 5};

    /** Checks the range. */
    public Scale {
        requireRange(most > least && (least > 0 || !logarithmic), least, most);
        ticks = List.copyOf(ticks);
    }

    private static void requireRange(boolean isOne, double least, double most) {
        if (!isOne || !Double.isFinite(most - least)) {
            throw new IllegalArgumentException("no range of values: " + least + " to " + most);
        }
    }

    /** Equal differences; the range is widened to round values, of which there are about so many. */
    public static Scale linear(double least, double most, int about, double from, double to) {
        requireRange(true, least, most);
        double high = most > least ? most : least + Math.max(Math.abs(least), 1e-9);
        double step = round((high - least) / about);
        long first = (long) Math.floor(least / step + 1e-9);
        long last = Math.max((long) Math.ceil(high / step - 1e-9), first + 1);
        List<Double> ticks = new ArrayList<>();
        for (long t = first; t <= last; t++) {
            ticks.add(t * step);
        }
        return new Scale(first * step, last * step, false, from, to, ticks);
    }

    /** Equal differences over exactly that range. */
    public static Scale exact(double least, double most, int about, double from, double to) {
        Scale wide = linear(least, most, about, from, to);
        double high = most > least ? most : wide.most;
        List<Double> inside = wide.ticks.stream()
                .filter(tick -> tick >= least && tick <= high * (1 + 1e-9))
                .toList();
        return new Scale(least, high, false, from, to, inside);
    }

    /**
     * Equal ratios; both values above 0. The range is widened so that it has ticks, which are 1, 2 and 5 times powers
     * of ten.
     */
    public static Scale logarithmic(double least, double most, double from, double to) {
        requireRange(least > 0, least, most);
        double margin = most / least < 5 ? 3 : 1.4;
        double low = least / margin;
        double high = most * margin;
        boolean wide = high / low > 200;
        List<Double> ticks = new ArrayList<>();
        for (int power = (int) Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
            for (int digit : ROUND) {
                double tick = digit * Math.pow(10, power);
                if (tick >= low && tick <= high && (!wide || digit == 1)) {
                    ticks.add(tick);
                }
            }
        }
        return new Scale(low, high, true, from, to, ticks);
    }

    /** The least of 1, 2, 5 times a power of ten that is not below a value. */
    private static double round(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        for (int digit : ROUND) {
            if (digit * power >= value * (1 - 1e-9)) {
                return digit * power;
            }
        }
        return 10 * power;
    }

    /** Where a value lies. */
    public double at(double value) {
        double share =
                logarithmic ? Math.log(value / least) / Math.log(most / least) : (value - least) / (most - least);
        return from + share * (to - from);
    }

    /** How to write ticks. */
    public DoubleFunction<String> format() {
        if (logarithmic || ticks.size() < 2) {
            return Numbers::round;
        }
        double step = ticks.get(1) - ticks.get(0);
        return value -> Numbers.tick(value, step);
    }
}
