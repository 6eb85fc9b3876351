package org.hetcomp.io;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What users write for the constants of an enum: {@code leave-one-out} for {@code LEAVE_ONE_OUT}. */
public final class EnumIds {
    private EnumIds() {}

    /** What users write for a constant. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What users write for each of a type, in its order. */
    public static List<String> all(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(EnumIds::of).toList();
    }

    /** The same in one line, for a message that says what there is. */
    public static String listed(Class<? extends Enum<?>> type) {
        return String.join(", ", all(type));
    }

    /** The constant that users write so; empty if there is none. */
    public static <E extends Enum<E>> Optional<E> find(Class<E> type, String id) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> of(constant).equals(id))
                .findFirst();
    }
}
