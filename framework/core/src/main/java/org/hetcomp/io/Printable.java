package org.hetcomp.io;

/**
 * Text of others as it may be shown: what a terminal, a log or a page would obey and not show is written out as
 * {@code \}{@code u001b}.
 */
public final class Printable {
    private Printable() {}

    /** The text with its control characters, marks of direction and other invisible characters written out. */
    public static String of(String text) {
        if (text.codePoints().noneMatch(Printable::isHidden)) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (!isHidden(point)) {
                shown.appendCodePoint(point);
            } else if (Character.isBmpCodePoint(point)) {
                shown.append(String.format("\\u%04x", point));
            } else {
                shown.append(String.format("\\u{%x}", point));
            }
        });
        return shown.toString();
    }

    /** Whether there is nothing in it to write out. */
    public static boolean isPlain(String text) {
        return text.codePoints().noneMatch(Printable::isHidden);
    }

    private static boolean isHidden(int point) {
        return switch (Character.getType(point)) {
            // C0 and C1; marks of direction and of width 0; ends of lines and paragraphs; halves of characters.
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
