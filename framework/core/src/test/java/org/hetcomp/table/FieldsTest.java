package org.hetcomp.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {
    @ParameterizedTest
    @CsvSource({"4,4", "-4.5,-4.5", "+3,3", "'4,5',4.5", "1e3,1000", "'1,5e3',1500", ".5,0.5", "5.,5", "007,7"})
    void numbers(String text, double expected) {
        assertEquals(expected, Numbers.of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", ".", "x", "NaN", "Infinity", "1d", "0x1p3", "1.2.3", "1e999", "4 5", "1,234.5,6"})
    void noNumbers(String text) {
        assertTrue(Double.isNaN(Numbers.of(text)), text);
    }

    /** The short way round gives the very number that Java reads. */
    @Test
    void numbersAreTheNearest() {
        Random random = new Random(4);
        for (int n = 0; n < 100_000; n++) {
            String text = String.format(
                    Locale.ROOT,
                    "%s%d.%0" + (1 + random.nextInt(9)) + "d",
                    random.nextBoolean() ? "-" : "",
                    random.nextInt(1_000_000_000),
                    random.nextInt(10));
            assertEquals(Double.parseDouble(text), Numbers.of(text), text);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1241478537, 1241478537",
        "2009-05-04T23:08:57Z, 1241478537",
        "2009-05-04T23:08:57, 1241478537",
        "2009-05-04 23:08:57, 1241478537",
        "2009-05-04 23:08:57 UTC, 1241478537",
        "2009-05-04T23:08:57.5Z, 1241478537.5",
        "2009-05-05T01:08:57+02:00, 1241478537",
        "2009-05-05 01:08:57 +0200, 1241478537",
        "2009-05-05 01:08:57+02, 1241478537",
        "2009-05-04 23:08, 1241478480",
        "2009-05-04, 1241395200",
        "2009-05-04t23:08:57z, 1241478537",
        "1969-12-31T23:59:59Z, -1",
    })
    void times(String text, double expected) {
        assertEquals(expected, Times.of(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "yesterday", "2009-13-04", "04.05.2009", "2009-05-04T25:00:00", "2009-05-04T23:08:57 CEST"})
    void noTimes(String text) {
        assertTrue(Double.isNaN(Times.of(text)), text);
    }

    @ParameterizedTest
    @CsvSource({"4.0, 4", "3.5, 3.5", "-1, -1", "1e20, 100000000000000000000", "1e-4, 0.0001"})
    void plainNumbers(double number, String expected) {
        assertEquals(expected, Plain.of(number));
        assertEquals(number, Numbers.of(Plain.of(number)));
    }
}
