package org.hetcomp.serve;

import java.util.Map;

/** A request that is not done: a status, and one line {@code <what> (<where>): <what to do>}. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Map<String, String> headers;

    private Refusal(int status, String line, Map<String, String> headers) {
        super(Text.oneLine(line), null, false, false);
        this.status = status;
        this.headers = headers;
    }

    static Refusal of(int status, String what, String where, String advice) {
        return new Refusal(status, what + " (" + where + "): " + advice, Map.of());
    }

    /** A question that cannot be read or makes no sense. */
    static Refusal bad(String what, String where, String advice) {
        return of(400, what, where, advice);
    }

    /** Something that is not there. */
    static Refusal missing(String what, String where, String advice) {
        return of(404, what, where, advice);
    }

    /** More than can be done now. */
    static Refusal busy(String what, String where) {
        return new Refusal(503, what + " (" + where + "): ask again in a second", Map.of("Retry-After", "1"));
    }

    /** The same with a header. */
    Refusal with(String name, String value) {
        return new Refusal(status, getMessage(), Map.of(name, value));
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }
}
