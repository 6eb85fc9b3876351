package org.hetcomp.serve;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a request is answered with.
 *
 * @param body not to be written to
 * @param headers besides length, type and those of every answer
 */
record Reply(int status, String type, byte[] body, Map<String, String> headers) {
    static final Gson JSON = new GsonBuilder().disableHtmlEscaping().create();
    private static final String JSON_TYPE = "application/json; charset=utf-8";

    /** What is told when something could not be done. */
    record Wrong(String error) {}

    static Reply json(Object record) {
        return new Reply(200, JSON_TYPE, JSON.toJson(record).getBytes(StandardCharsets.UTF_8), Map.of());
    }

    static Reply text(String type, String text) {
        return new Reply(200, type, text.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    static Reply of(Refusal refusal) {
        Reply wrong = wrong(refusal.status(), refusal.getMessage());
        return new Reply(wrong.status, wrong.type, wrong.body, refusal.headers());
    }

    static Reply wrong(int status, String line) {
        Reply json = json(new Wrong(line));
        return new Reply(status, json.type, json.body, json.headers);
    }

    Reply with(Map<String, String> otherHeaders) {
        return new Reply(status, type, body, otherHeaders);
    }
}
