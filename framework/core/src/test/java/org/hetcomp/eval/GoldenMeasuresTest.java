package org.hetcomp.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import org.hetcomp.Golden;
import org.hetcomp.Lists;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Rankings;
import org.hetcomp.data.Split;
import org.junit.jupiter.api.Test;

/** Recall and NDCG against the published code's numbers. */
class GoldenMeasuresTest {
    @Test
    void measuresAreThePublishedOnes() {
        JsonObject golden = Golden.read("ranking-metrics.json").getAsJsonObject();
        int items = golden.get("numItems").getAsInt();
        Split split =
                new Split(pairs(golden, "train", items), pairs(golden, "valid", items), pairs(golden, "test", items));
        Rankings all = Lists.rankings(Golden.intRows(golden.get("ranking")));
        Evaluator evaluator = new Evaluator(split);
        Rankings unobserved = withoutTrain(all, split.train());
        JsonObject measures = golden.get("metrics").getAsJsonObject();
        check(measures.get("valid").getAsJsonObject(), evaluator.valid(unobserved));
        check(measures.get("test").getAsJsonObject(), evaluator.test(unobserved));
        if (evaluator.cut() < unobserved.cut()) {
            Rankings cut = unobserved.cutAt(evaluator.cut());
            assertEquals(evaluator.test(unobserved), evaluator.test(cut));
            assertEquals(evaluator.valid(unobserved), evaluator.valid(cut));
        }
    }

    private static Interactions pairs(JsonObject golden, String part, int items) {
        return Interactions.of(items, Golden.intRows(golden.get(part)));
    }

    private static Rankings withoutTrain(Rankings all, Interactions train) {
        int[][] rows = new int[all.users()][];
        for (int u = 0; u < rows.length; u++) {
            int user = u;
            rows[u] = java.util.Arrays.stream(all.row(u))
                    .filter(item -> !train.contains(user, item))
                    .toArray();
        }
        return Lists.rankings(rows);
    }

    private static void check(JsonObject expected, Measures measured) {
        double rounding = 0.5e-4 + 1e-9;
        assertEquals(expected.get("R10").getAsDouble(), measured.r10(), rounding);
        assertEquals(expected.get("R50").getAsDouble(), measured.r50(), rounding);
        assertEquals(expected.get("N10").getAsDouble(), measured.n10(), rounding);
        assertEquals(expected.get("N50").getAsDouble(), measured.n50(), rounding);
    }
}
