package org.hetcomp.report.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "17838064 | 0 | 17,838,064",
                "0.32177 | 4 | 0.3218",
                "-0.0001 | 2 | 0.00",
                "-1.5 | 1 | -1.5",
                "NaN | 2 | –",
            })
    void fixed(double value, int decimals, String text) {
        assertEquals(text, Numbers.fixed(value, decimals));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.0009 | 100%",
                "0.984 | 98%",
                "0.0996 | 10%",
                "0.0512 | 5.1%",
                "0 | 0.0%",
                "Infinity | –",
            })
    void percent(double share, String text) {
        assertEquals(text, Numbers.percent(share));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "486400 | 0.486 M",
                "17838064 | 17.8 M",
                "999600 | 1.00 M",
                "320 | 320",
                "99999 | 99,999",
                "2.5e9 | 2.50 G",
            })
    void count(double value, String text) {
        assertEquals(text, Numbers.count(value).replace('\u00a0', ' '));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.071438 | 0.0714",
                "7.1438 | 7.14",
                "71.438 | 71.4",
                "714.38 | 714",
                "71438 | 71,438",
                "9.996 | 10.0",
                "0.09996 | 0.100",
                "1.2345e-6 | 1.23e-6",
                "0 | 0",
                "-7.1438 | -7.14",
            })
    void digits(double value, String text) {
        assertEquals(text, Numbers.digits(value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5.985 | 6.0 s",
                "9.94 | 9.9 s",
                "9.96 | 10 s",
                "578.56 | 579 s",
                "8640 | 2.4 h",
            })
    void seconds(double value, String text) {
        assertEquals(text, Numbers.seconds(value).replace('\u00a0', ' '));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"500000 | 0.5 M", "1000000 | 1 M", "20000000 | 20 M", "1000 | 1,000", "0.05 | 0.05"})
    void round(double value, String text) {
        assertEquals(text, Numbers.round(value).replace('\u00a0', ' '));
    }

    @Test
    void ticksHaveTheDecimalsOfTheirStep() {
        assertEquals("0.10", Numbers.tick(0.1, 0.05));
        assertEquals("0.2", Numbers.tick(0.2, 0.1));
        assertEquals("150", Numbers.tick(150, 50));
    }
}
