package org.hetcomp.table;

import java.math.BigDecimal;

/** Numbers as people read them. */
public final class Plain {
    private Plain() {}

    /** {@code 4} for 4.0, and never with an exponent; read back as the same number. */
    public static String of(double number) {
        return Double.isFinite(number)
                ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
                : Double.toString(number);
    }
}
