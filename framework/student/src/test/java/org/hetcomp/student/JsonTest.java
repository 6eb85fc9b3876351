package org.hetcomp.student;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void readsWhatTheStandardHas() {
        Map<String, Object> object = Json.object(" {\"a\" : [1, -0.5, 1e2, true, false, null, {}, []],\n\t"
                + "\"\\u00e4\\n\\\"\":"
                + " \"\\/\\ud83d\\ude00\", \"big\": 123456789012345678, \"bigger\": 12345678901234567890} ");
        assertEquals(Arrays.asList(1L, -0.5, 100.0, true, false, null, Map.of(), List.of()), object.get("a"));
        assertEquals("/\ud83d\ude00", object.get("ä\n\""));
        assertEquals(123456789012345678L, object.get("big"));
        assertEquals(1.2345678901234567e19, object.get("bigger"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{\"a\":1}}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":1.}",
                "{\"a\":.5}",
                "{\"a\":1e}",
                "{\"a\":NaN}",
                "{\"a\":[1,]}",
                "{\"a\":[1 2]}",
                "{\"a\":tru}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":1,\"a\":1}",
                "{\"a\":1} // no",
                "{\"a\":\"",
                "{\"a\":-}",
                "{\"a\":\"\\u\u0661\u0661\u0661\u0661\"}"
            })
    void refusesTheRest(String text) {
        assertThrows(IllegalArgumentException.class, () -> Json.object(text));
    }
}
