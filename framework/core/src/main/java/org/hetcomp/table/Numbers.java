package org.hetcomp.table;

/** Numbers as people write them: {@code 4}, {@code -4.5}, {@code 4,5}, {@code 1e3}. */
public final class Numbers {
    // A whole number below 2^53 and a power of ten up to 10^22 are exact, so that their quotient is the nearest double.
    private static final int EXACT_DIGITS = 15;
    private static final double[] TENS = new double[EXACT_DIGITS + 1];

    static {
        TENS[0] = 1;
        for (int d = 1; d <= EXACT_DIGITS; d++) {
            TENS[d] = 10 * TENS[d - 1];
        }
    }

    private Numbers() {}

    /** A row's field as a number; NaN if it is none. */
    public static double of(Row row, int field) {
        return of(row.chars(), row.start(field), row.end(field));
    }

    /** A text as a number; NaN if it is none. */
    public static double of(String text) {
        return of(text.toCharArray(), 0, text.length());
    }

    private static double of(char[] chars, int begin, int end) {
        int at = begin;
        boolean negative = at < end && chars[at] == '-';
        if (negative || at < end && chars[at] == '+') {
            at++;
        }
        long digits = 0;
        int count = 0;
        int point = -1;
        for (; at < end; at++) {
            char c = chars[at];
            if (c >= '0' && c <= '9') {
                digits = 10 * digits + (c - '0');
                if (++count > EXACT_DIGITS) {
                    return slow(chars, begin, end);
                }
            } else if ((c == '.' || c == ',') && point < 0) {
                point = count;
            } else {
                return slow(chars, begin, end);
            }
        }
        if (count == 0) {
            return Double.NaN;
        }
        double value = point < 0 ? digits : digits / TENS[count - point];
        return negative ? -value : value;
    }

    private static double slow(char[] chars, int begin, int end) {
        boolean comma = false;
        for (int c = begin; c < end; c++) {
            char at = chars[c];
            // Double.parseDouble takes more than a person would call a number: NaN, 0x1p3, 1d.
            if ((at < '0' || at > '9') && "+-.,eE".indexOf(at) < 0) {
                return Double.NaN;
            }
            comma |= at == ',';
        }
        String text = new String(chars, begin, end - begin);
        try {
            double value = Double.parseDouble(comma && text.indexOf('.') < 0 ? text.replace(',', '.') : text);
            return Double.isFinite(value) ? value : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
