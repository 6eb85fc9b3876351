package org.hetcomp.student;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON as RFC 8259 has it, and nothing beyond: no comments, no name twice in an object, at most {@value #DEEPEST}
 * levels and {@value #MOST} values. Objects become maps in the text's order, arrays lists; numbers are Long where they
 * are whole and fit, else Double; null is null.
 */
final class Json {
    private static final int DEEPEST = 32;
    private static final int MOST = 100_000;

    private final String text;
    private int at;
    private int depth;
    private int values;

    private Json(String text) {
        this.text = text;
    }

    /**
     * Reads an object.
     *
     * @throws IllegalArgumentException if the text is anything else; the message says why and at which character
     */
    static Map<String, Object> object(String text) {
        Json json = new Json(text);
        json.blanks();
        json.require('{');
        Map<String, Object> object = json.members();
        json.blanks();
        if (json.at != text.length()) {
            throw json.bad("text after its end");
        }
        return object;
    }

    private Object value() {
        if (++values > MOST) {
            throw bad("more than " + MOST + " values");
        }
        blanks();
        char c = peek();
        if (c == '{' || c == '[') {
            at++;
            if (++depth > DEEPEST) {
                throw bad("more than " + DEEPEST + " levels");
            }
            Object inside = c == '{' ? members() : elements();
            depth--;
            return inside;
        }
        return switch (c) {
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        blanks();
        if (skip('}')) {
            return members;
        }
        do {
            blanks();
            String name = string();
            blanks();
            require(':');
            if (members.containsKey(name)) {
                throw bad("the name " + StudentException.quote(name) + " twice");
            }
            members.put(name, value());
            blanks();
        } while (skip(','));
        require('}');
        return members;
    }

    private List<Object> elements() {
        List<Object> elements = new ArrayList<>();
        blanks();
        if (skip(']')) {
            return elements;
        }
        do {
            elements.add(value());
            blanks();
        } while (skip(','));
        require(']');
        return elements;
    }

    private String string() {
        require('"');
        StringBuilder string = new StringBuilder();
        for (char c = next(); c != '"'; c = next()) {
            if (c < ' ') {
                throw bad("a control character in a string");
            }
            string.append(c == '\\' ? escaped() : c);
        }
        return string.toString();
    }

    private char escaped() {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hexadecimal();
            default -> throw bad("an unknown escape");
        };
    }

    private char hexadecimal() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            char c = next();
            // Character.digit takes digits of all scripts; JSON has those of ASCII.
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw bad("an escape without four hexadecimal digits");
            }
            code = 16 * code + digit;
        }
        return (char) code;
    }

    private Object number() {
        int begin = at;
        skip('-');
        if (!skip('0')) {
            digits();
        }
        boolean whole = true;
        if (skip('.')) {
            whole = false;
            digits();
        }
        if (skip('e') || skip('E')) {
            whole = false;
            if (!skip('+')) {
                skip('-');
            }
            digits();
        }
        String number = text.substring(begin, at);
        // Nineteen characters and a sign may still not fit; eighteen always do.
        return whole && number.length() <= 18 ? (Object) Long.valueOf(number) : (Object) Double.valueOf(number);
    }

    private void digits() {
        int begin = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == begin) {
            throw bad("no value");
        }
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, at)) {
            throw bad("no value");
        }
        at += word.length();
        return value;
    }

    private void blanks() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        if (at == text.length()) {
            throw bad("an early end");
        }
        return text.charAt(at);
    }

    private char next() {
        char c = peek();
        at++;
        return c;
    }

    private boolean skip(char c) {
        boolean there = at < text.length() && text.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }

    private void require(char c) {
        if (peek() != c) {
            throw bad("no " + c);
        }
        at++;
    }

    private IllegalArgumentException bad(String what) {
        return new IllegalArgumentException(what + " at character " + at);
    }
}
