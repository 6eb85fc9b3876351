package org.hetcomp.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonParseException;
import org.hetcomp.data.DataSpec;
import org.hetcomp.data.Division;
import org.hetcomp.data.Moments;
import org.hetcomp.data.Shares;
import org.hetcomp.data.SplitKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataSpecJsonTest {
    private static final String BEFORE =
            "{\"name\":\"lab\",\"split\":\"ratio\",\"minUser\":5,\"minItem\":1,\"splitSeed\":0}";

    @Test
    void whatIsAsByDefaultIsWrittenAsOlderVersionsDid() {
        assertEquals(BEFORE, Json.GSON.toJson(DataSpec.of("lab")));
        assertEquals(DataSpec.of("lab"), Json.GSON.fromJson(BEFORE, DataSpec.class));
    }

    @Test
    void divisionsAreReadBack() {
        Division division = Division.DEFAULT
                .withSplit(SplitKind.TIME)
                .withMoments(Moments.of("2024-01-01"))
                .withShares(Shares.of("70,20,10"));
        DataSpec spec = DataSpec.of("lab").with(division);
        String json = Json.GSON.toJson(spec);
        assertEquals(
                "{\"name\":\"lab\",\"split\":\"time\",\"shares\":\"70,20,10\",\"at\":\"2024-01-01\",\"minUser\":5,"
                        + "\"minItem\":1,\"splitSeed\":0}",
                json);
        assertEquals(spec, Json.GSON.fromJson(json, DataSpec.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"lab\",\"shares\":\"90,20,10\"}",
                "{\"name\":\"lab\",\"at\":\"4\"}",
                "{\"name\":\"lab\",\"split\":\"time\",\"at\":\"soon\"}"
            })
    void whatCannotBeIsRefused(String json) {
        assertThrows(JsonParseException.class, () -> Json.GSON.fromJson(json, DataSpec.class));
    }
}
