package org.hetcomp.distill;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import org.hetcomp.Golden;
import org.junit.jupiter.api.Test;

/** Both losses against the published formula in double precision. */
public abstract class GoldenLossContract extends LossTest {
    @Test
    void coarseLossIsThePublishedOne() {
        check(new CoarseLoss(), "coarse");
    }

    @Test
    void fineLossIsThePublishedOne() {
        check(new FineLoss(), "fine");
    }

    private void check(DistillationLoss loss, String name) {
        JsonArray cases = Golden.read("hetcomp-loss.json").getAsJsonArray();
        for (JsonElement element : cases) {
            JsonObject golden = element.getAsJsonObject();
            JsonObject expected = golden.get(name).getAsJsonObject();
            hold(
                    expected.get("exactLoss").getAsDouble(),
                    Golden.doubleRows(expected.get("exactGradUser")),
                    Golden.doubleRows(expected.get("exactGradItem")),
                    compute(loss, input(golden)));
        }
    }

    private static LossCase input(JsonObject golden) {
        Batch batch = LossCase.batch(
                golden.get("itemEmb").getAsJsonArray().size(),
                Golden.intRows(golden.get("trainItems")),
                Golden.intRows(golden.get("observed")),
                Golden.intRows(golden.get("unobserved")),
                golden.get("P").getAsInt(),
                golden.get("K").getAsInt());
        int dim = golden.get("dim").getAsInt();
        return new LossCase(dim, floats(golden.get("userEmb")), floats(golden.get("itemEmb")), batch);
    }

    private static float[] floats(JsonElement rows) {
        double[][] values = Golden.doubleRows(rows);
        float[] flat = new float[values.length * values[0].length];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = (float) values[i / values[0].length][i % values[0].length];
        }
        return flat;
    }
}
