package org.hetcomp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.util.List;
import org.hetcomp.bench.Agreement;
import org.hetcomp.bench.Baseline;
import org.hetcomp.bench.Findings;
import org.hetcomp.bench.Inference;
import org.hetcomp.bench.Result;
import org.hetcomp.bench.Skipped;
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
        return new Result(
                "pytorch", "2", "gpu:0", 8, "kernels", "autogradShortCoarseUsPerUserRow", "us/row", 16, null, 7,
                scale * 10, scale * 11, scale * 12, scale * 13, scale * 14, 0.5, 2.0, 1234, null);
    }

    @Test
    void everyPartIsToldInNarrowLines() {
        Findings findings = new Findings();
        findings.results().add(result(1));
        findings.agreement().add(new Agreement("kernels", "one", 6, null, List.of("a", "b"), 1e-3, 2e-5, null));
        findings.agreement().add(
                new Agreement("kernels", "two", 6, null, List.of("a", "b"), null, null, "loss has other shapes"));
        findings.skipped().add(new Skipped(
                "mxnet", "cpu", 2, "kernels", "two, d = 6", "its process ended with code 134", true,
                List.of("last words")));
        Inference.Cost small = new Inference.Cost(16, 200_000, 0.8, 1e5, 0.1, 0.5, 0.2);
        Inference.Cost large = new Inference.Cost(null, 8_000_000, 32, 1e3, 2, 9, 0.25);
        Inference inference =
                new Inference("mxnet", "cpu", 2, small, large, new Inference.Ratio(0.025, 0.025, 0.01, 0.05, 0.8));
        List<Baseline.Change> changes = new Baseline(List.of(result(2))).compare(findings.results());
        JsonObject json = new JsonObject();
        json.addProperty("quick", false);
        List<String> differences = List.of("machine.cores: 4, now 2");
        String text = BenchTable.of(new BenchAnswer(findings, inference, changes, differences, json));
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
