package org.hetcomp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers in few characters. */
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
}
