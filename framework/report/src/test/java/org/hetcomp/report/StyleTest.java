package org.hetcomp.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Colours can be read, in light and in dark, also by people who do not see all of them. */
class StyleTest {
    private static final Pattern COLOUR = Pattern.compile("--([a-z-]+): #([0-9a-f]{6});");
    private static final List<String> TEXTS = List.of("ink", "quiet", "accent", "contrast");
    // WCAG 2.2, 1.4.3 and 1.4.11.
    private static final double FOR_TEXT = 4.5;
    private static final double FOR_SHAPES = 3;

    private static List<Map<String, String>> themes() throws IOException {
        try (InputStream in = StyleTest.class.getResourceAsStream("report.css")) {
            String sheet = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            int dark = sheet.indexOf("prefers-color-scheme: dark");
            return List.of(colours(sheet.substring(0, dark)), colours(sheet.substring(dark)));
        }
    }

    private static Map<String, String> colours(String sheet) {
        Map<String, String> colours = new HashMap<>();
        Matcher matcher = COLOUR.matcher(sheet);
        while (matcher.find()) {
            colours.put(matcher.group(1), matcher.group(2));
        }
        return colours;
    }

    @Test
    void contrastIsEnough() throws IOException {
        List<Map<String, String>> themes = themes();
        assertEquals(themes.get(0).keySet(), themes.get(1).keySet());
        for (Map<String, String> theme : themes) {
            for (String text : TEXTS) {
                for (String under : List.of("paper", "wash")) {
                    double ratio = contrast(theme.get(text), theme.get(under));
                    assertTrue(ratio >= FOR_TEXT, text + " on " + under + ": " + ratio);
                }
            }
            double bars = contrast(theme.get("teacher"), theme.get("paper"));
            assertTrue(bars >= FOR_SHAPES, "teacher: " + bars);
        }
    }

    /** As of WCAG 2.2: from 1 to 21. */
    private static double contrast(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String colour) {
        double[] weights = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int c = 0; c < weights.length; c++) {
            double value = Integer.parseInt(colour.substring(2 * c, 2 * c + 2), 16) / 255.0;
            sum += weights[c] * (value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4));
        }
        return sum;
    }
}
