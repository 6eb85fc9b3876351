package org.hetcomp.table;

/** Numbers as people read them. */
public final class Plain {
    private static final double MOST = 1e15;

    private Plain() {}

    /** {@code 4} for 4.0, else as Java writes it; read back as the same number. */
    public static String of(double number) {
        boolean whole = number == Math.rint(number) && Math.abs(number) < MOST;
        return whole ? Long.toString((long) number) : Double.toString(number);
    }
}
