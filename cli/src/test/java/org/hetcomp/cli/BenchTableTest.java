package org.hetcomp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.util.List;
import org.hetcomp.bench.Agreement;
import org.hetcomp.bench.BenchResults;
import org.hetcomp.bench.Candidate;
import org.hetcomp.bench.Findings;
import org.hetcomp.bench.Inference;
import org.hetcomp.bench.Metric;
import org.hetcomp.bench.Result;
import org.hetcomp.bench.Skipped;
import org.hetcomp.bench.Spread;
import org.hetcomp.bench.Suite;
import org.hetcomp.bench.Workload;
import org.hetcomp.data.DataSpec;
import org.hetcomp.model.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people are told of measurements. */
class BenchTableTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0.0000", "0.00123, 0.0012", "0.99994, 0.9999", "0.99996, 1.000", "9.9996, 10.00", "12.345, 12.35",
        "99.996, 100.0", "123.45, 123.5", "999.96, 1000", "1234.5, 1235", "9999.6, 10.0k", "123456, 123.5k",
        "999960, 1.00M", "12345678, 12.35M"
    })
    void numbersFitInSixCharacters(double value, String text) {
        assertEquals(text, BenchTable.number(value));
    }

    private static Result result(double scale) {
        Metric metric = new Metric("autogradShortCoarseUsPerUserRow", "us/row", 16, null);
        return Result.of(new Candidate("pytorch", "gpu:0", 8), "kernels", metric)
                .engineVersion("2")
                .spread(new Spread(7, scale * 10, scale * 11, scale * 12, scale * 13, scale * 14))
                .seconds(0.5, 2.0)
                .peakMemoryMb(1234)
                .build();
    }

    private static Metric metric(String name) {
        return new Metric(name, "us/row", 6, null);
    }

    private static BenchResults.Builder builder(Findings findings) {
        return BenchResults.of(findings, Workload.on(DataSpec.of("lab")).build())
                .command("hetcomp bench", false);
    }

    private static BenchResults before() {
        Findings findings = new Findings();
        findings.results().add(result(2));
        return builder(findings).build();
    }

    @Test
    void everyPartIsToldInNarrowLines() {
        Findings findings = new Findings();
        findings.results().add(result(1));
        findings.agreement().add(Agreement.within("kernels", metric("one"), List.of("a", "b"), 1e-3, 2e-5));
        findings.agreement()
                .add(Agreement.problem("kernels", metric("two"), List.of("a", "b"), "loss has other shapes"));
        findings.skipped()
                .add(Skipped.failure(
                        new Candidate("mxnet", "cpu", 2),
                        Suite.KERNELS,
                        "two, d = 6",
                        "its process ended with code 134",
                        List.of("last words")));
        Inference.Cost small =
                Inference.Cost.of(16, 200_000, 0.8).withServing(1e5, 0.1, 0.5).withRecall50(0.2);
        Inference.Cost large =
                Inference.Cost.of(null, 8_000_000, 32).withServing(1e3, 2, 9).withRecall50(0.25);
        Inference inference =
                new Inference("mxnet", "cpu", 2, small, large, new Inference.Ratio(0.025, 0.025, 0.01, 0.05, 0.8));
        JsonObject json = Json.GSON
                .toJsonTree(builder(findings).baseline(before()).build())
                .getAsJsonObject();
        json.add("inference", Json.GSON.toJsonTree(inference));
        json.getAsJsonObject("baseline").add("differences", Json.GSON.toJsonTree(List.of("machine.cores: 4, now 2")));
        String text = BenchTable.of(Json.GSON.fromJson(json, BenchResults.class));
        assertTrue(text.lines().allMatch(line -> line.length() <= 79), text);
        for (String expected : List.of(
                "autogradShortCoarse, d = 16 us/row  pytorch gpu:0 8  10.00  12.00  13.00  14.00",
                "kernels: one, d = 6                                    1.0e-03          2.0e-05",
                "kernels: two, d = 6                                       loss has other shapes",
                "ensemble              8,000,000    32.00      1000    2.000    9.000    0.2500",
                "the student's share        2.5%     2.5% time 1.0%     5.0%                80%",
                "1 of 1 medians changed by more than both spreads",
                "24.00 ->  12.00  x 0.50",
                "not the same: machine.cores: 4, now 2",
                "mxnet on cpu, 2 threads, kernels, two, d = 6: its process ended with code 134\n    last words")) {
            assertTrue(text.contains(expected), expected + " is not in\n" + text);
        }
    }
}
