package org.hetcomp.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages as a browser shows them. The pictures stay in {@code target/screenshots}, to be looked at. */
class BrowserTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots").toAbsolutePath();
    private static final int WIDE = 1200;
    private static final int PHONE = 390;

    @TempDir
    static Path folder;

    private static Browser browser;

    /** Measures a page from inside: what would be cut off, covered, fetched or complained of. */
    private static final String PROBE = """
        <script>
        const faults = [];
        addEventListener('error', e => faults.push('error: ' + e.message));
        addEventListener('securitypolicyviolation', e => faults.push('refused: ' + e.blockedURI));
        addEventListener('load', () => {
          document.querySelectorAll('details').forEach(d => d.open = true);
          const width = document.documentElement.clientWidth;
          for (const e of document.querySelectorAll('body *'))
            if (!e.closest('.scroll, pre, svg') && e.getBoundingClientRect().right > width + 1)
              faults.push('sticks out: ' + e.tagName + ' ' + e.textContent.slice(0, 40));
          for (const svg of document.querySelectorAll('svg')) {
            const frame = svg.getBoundingClientRect();
            const texts = [...svg.querySelectorAll('text')].map(t => [t.textContent, t.getBoundingClientRect()]);
            texts.forEach(([name, a], i) => {
              if (a.left < frame.left - 1 || a.right > frame.right + 1)
                faults.push('cut off: ' + name + ' in ' + svg.getAttribute('aria-label'));
              texts.slice(i + 1).forEach(([other, b]) => {
                if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3)
                  faults.push('covered: ' + name + ' and ' + other + ' in ' + svg.getAttribute('aria-label'));
              });
            });
          }
          const unreachable = [...document.querySelectorAll('.scroll, pre')]
              .filter(e => e.scrollWidth > e.clientWidth + 1 && e.tabIndex < 0);
          parent.postMessage({
            page: location.hash, width, scrollWidth: document.documentElement.scrollWidth, faults,
            fetched: performance.getEntriesByType('resource').map(r => r.name),
            unreachable: unreachable.map(e => e.textContent.slice(0, 40)),
            charts: document.querySelectorAll('svg').length,
            smallest: Math.min(...[...document.querySelectorAll('svg text')]
                .map(t => t.getBoundingClientRect().height))
          }, '*');
        });
        </script>
        """;

    @BeforeAll
    static void pages() throws IOException {
        assumeTrue(
                Browser.installed().isPresent(),
                "no page is tested in a browser: chromium is not installed (apt-get install chromium)");
        browser = new Browser(Browser.installed().orElseThrow(), folder);
        Files.createDirectories(SCREENSHOTS);
        Path alone = Samples.alone(folder.resolve("alone"));
        Reports.write(Samples.run(folder.resolve("run")), alone, folder.resolve("run.html"));
        Reports.write(Samples.judged(folder.resolve("judged"), 0.064), alone, folder.resolve("judged.html"));
        Reports.write(Samples.unfinished(folder.resolve("unfinished")), null, folder.resolve("unfinished.html"));
        Reports.write(Samples.bench(folder.resolve("bench")), null, folder.resolve("bench.html"));
        Reports.write(Samples.comparison(folder.resolve("compare")), null, folder.resolve("compare.html"));
        Reports.write(SampleSurvey.write(folder.resolve("survey")), null, folder.resolve("survey.html"));
    }

    @Test
    void fitsEveryWidthAndFetchesNothing() throws IOException, InterruptedException {
        List<String> names = List.of("run", "judged", "unfinished", "bench", "compare", "survey");
        int[] widths = {320, PHONE, 768, WIDE};
        StringBuilder frames = new StringBuilder("""
            <!DOCTYPE html><script>
            const answers = [];
            addEventListener('message', e => {
              answers.push(e.data);
              document.getElementById('answers').textContent = JSON.stringify(answers);
            });
            </script><p id="answers"></p>
            """);
        for (String name : names) {
            String page = Files.readString(folder.resolve(name + ".html"));
            // Lets the probe run, and lets whatever the page would fetch be fetched, so that it is noticed.
            String open =
                    page.replaceFirst("content=\"default-src [^\"]*\"", "content=\"default-src * 'unsafe-inline'\"");
            Files.writeString(folder.resolve(name + "-probed.html"), open.replace("</body>", PROBE + "</body>"));
            for (int width : widths) {
                frames.append(String.format(
                        "<iframe src='%s-probed.html#%s' style='width:%dpx;height:900px;border:0'></iframe>%n",
                        name, name, width));
            }
        }
        Path probe = Files.writeString(folder.resolve("probe.html"), frames);
        Browser.Answer answer =
                browser.open(probe, "--window-size=1300,900", "--virtual-time-budget=10000", "--dump-dom");
        assertEquals(List.of(), answer.console());
        Matcher found =
                Pattern.compile("<p id=\"answers\">(.*?)</p>", Pattern.DOTALL).matcher(answer.out());
        assertTrue(found.find(), answer.out());
        JsonArray answers = JsonParser.parseString(
                        found.group(1).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
                .getAsJsonArray();
        assertEquals(names.size() * widths.length, answers.size(), answers.toString());
        answers.forEach(one -> {
            JsonObject page = one.getAsJsonObject();
            String what = page.toString();
            assertEquals(new JsonArray(), page.get("faults"), what);
            assertEquals(new JsonArray(), page.get("fetched"), what);
            assertEquals(new JsonArray(), page.get("unreachable"), what);
            assertTrue(page.get("scrollWidth").getAsInt() <= page.get("width").getAsInt(), what);
            assertTrue(page.get("charts").getAsInt() >= 4, what);
            assertTrue(page.get("smallest").getAsDouble() >= 9, what);
        });
    }

    @Test
    void aCardOfSomebodyElseIsTextAndNothingElse() throws IOException, InterruptedException {
        Path run = Samples.run(folder.resolve("hostile"));
        String title = "</td></svg><img src=x onerror=\"document.title='ran'\"><script>document.title='ran'</script>";
        for (String id : List.of("mf", "ae")) {
            Path file = run.resolve("teachers").resolve(id).resolve("card.json");
            JsonObject card = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
            card.addProperty("title", title);
            Files.writeString(file, card.toString());
        }
        Path page = folder.resolve("hostile.html");
        Reports.write(run, null, page);
        // Lets whatever got in run.
        String open = Files.readString(page)
                .replaceFirst("content=\"default-src [^\"]*\"", "content=\"default-src * 'unsafe-inline'\"");
        Files.writeString(page, open);
        Browser.Answer answer = browser.open(page, "--virtual-time-budget=5000", "--dump-dom");
        assertTrue(answer.out().contains("&lt;script&gt;document.title="), "the title is shown");
        for (String element : List.of("<img", "<script", "<title>ran")) {
            assertFalse(answer.out().contains(element), element);
        }
        assertEquals(List.of(), answer.console());
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "bench", "compare"})
    void isDrawnInLightAndInDark(String name) throws IOException, InterruptedException {
        BufferedImage light = screenshot(folder.resolve(name + ".html"), name + "-light", WIDE, 4000);
        BufferedImage dark =
                screenshot(folder.resolve(name + ".html"), name + "-dark", WIDE, 4000, "--force-dark-mode");
        Path phone = Files.writeString(
                folder.resolve(name + "-phone.html"),
                "<!DOCTYPE html><body style='margin:0'><iframe src='" + name + ".html' style='border:0;width:" + PHONE
                        + "px;height:7600px'></iframe>");
        BufferedImage narrow = screenshot(phone, name + "-phone", PHONE, 7600);
        for (BufferedImage image : List.of(light, dark, narrow)) {
            assertTrue(colours(image) > 50, name + ": " + colours(image) + " colours");
        }
        assertTrue(brightness(light) > 0.85, "light: " + brightness(light));
        assertTrue(brightness(narrow) > 0.8, "phone: " + brightness(narrow));
        assertTrue(brightness(dark) < 0.25, "dark: " + brightness(dark));
    }

    private static BufferedImage screenshot(Path page, String name, int width, int height, String... more)
            throws IOException, InterruptedException {
        Path file = SCREENSHOTS.resolve(name + ".png");
        Files.deleteIfExists(file);
        String[] options = new String[more.length + 2];
        options[0] = "--window-size=" + width + "," + height;
        options[1] = "--screenshot=" + file;
        System.arraycopy(more, 0, options, 2, more.length);
        assertEquals(List.of(), browser.open(page, options).console());
        BufferedImage image = ImageIO.read(file.toFile());
        assertEquals(width, image.getWidth());
        assertEquals(height, image.getHeight());
        return image;
    }

    private static int colours(BufferedImage image) {
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < image.getHeight(); y += 2) {
            for (int x = 0; x < image.getWidth(); x += 2) {
                colours.add(image.getRGB(x, y));
            }
        }
        return colours.size();
    }

    /** Mean of all channels, from 0 to 1. */
    private static double brightness(BufferedImage image) {
        double sum = 0;
        int count = 0;
        for (int y = 0; y < image.getHeight(); y += 4) {
            for (int x = 0; x < image.getWidth(); x += 4) {
                int rgb = image.getRGB(x, y);
                sum += (rgb >> 16 & 255) + (rgb >> 8 & 255) + (rgb & 255);
                count += 3 * 255;
            }
        }
        return sum / count;
    }
}
