package org.hetcomp.report.chart;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * HTML and SVG in which nothing stands unescaped: names of elements and attributes are the program's own, every text
 * and every value is escaped as it is added.
 */
public final class Markup {
    private final StringBuilder markup = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /**
     * Begins an element.
     *
     * @param attributes names and values in turn; one whose value is null is left out
     */
    public Markup open(String element, String... attributes) {
        begin(element, attributes).append('>');
        open.push(element);
        return this;
    }

    /** Ends the element begun last. */
    public Markup close() {
        markup.append("</").append(open.pop()).append('>');
        return this;
    }

    /** An element with nothing in it, such as {@code path} or {@code meta}. */
    public Markup empty(String element, String... attributes) {
        begin(element, attributes).append("/>");
        return this;
    }

    /** An element with a text in it. */
    public Markup leaf(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close();
    }

    /** A text. */
    public Markup text(String text) {
        escape(text);
        return this;
    }

    /** What was made elsewhere. */
    public Markup add(Markup other) {
        markup.append(other);
        return this;
    }

    /** A line break, for people who read the source. */
    public Markup line() {
        markup.append('\n');
        return this;
    }

    /**
     * A style sheet of the program's own. Inside {@code style} nothing can be escaped.
     *
     * @throws IllegalArgumentException if the sheet would end the element
     */
    public Markup style(String sheet) {
        if (sheet.contains("</")) {
            throw new IllegalArgumentException("a style sheet must not hold \"</\"");
        }
        markup.append("<style>\n").append(sheet).append("</style>\n");
        return this;
    }

    private StringBuilder begin(String element, String... attributes) {
        markup.append('<').append(element);
        for (int a = 0; a < attributes.length; a += 2) {
            if (attributes[a + 1] != null) {
                markup.append(' ').append(attributes[a]).append("=\"");
                escape(attributes[a + 1]);
                markup.append('"');
            }
        }
        return markup;
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> markup.append("&lt;");
                case '>' -> markup.append("&gt;");
                case '&' -> markup.append("&amp;");
                case '"' -> markup.append("&quot;");
                case '\'' -> markup.append("&#39;");
                // What no page may hold is shown as a character that could not be.
                default -> markup.append(Character.isISOControl(c) && c != '\n' && c != '\t' ? '\uFFFD' : c);
            }
        }
    }

    /**
     * The markup.
     *
     * @throws IllegalStateException if an element was not ended
     */
    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("not ended: " + open);
        }
        return markup.toString();
    }
}
