package org.hetcomp.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.hetcomp.student.Query;
import org.hetcomp.student.Recommendation;
import org.hetcomp.student.Student;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, as a person uses it. Pictures stay in {@code target/screenshots}, to be looked at. */
class PageTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final String DONE = "!document.querySelector('form button').disabled"
            + " && !(document.getElementById('answer').hidden && document.getElementById('told').hidden)";
    private static final String TOLD =
            "document.getElementById('told').hidden ? '' : document.getElementById('told')" + ".textContent";
    private static final String HOSTILE = "<img src=x onerror=alert(1)>";
    private static final String TOKEN = "open-sesame-17";

    @TempDir
    static Path folder;

    private static Student student;
    private static Chromium browser;
    private static ModelServer server;

    @BeforeAll
    static void begin() throws Exception {
        assumeTrue(
                Chromium.installed().isPresent(),
                "the page is not tested in a browser: chromium is not installed (apt-get install chromium)");
        Path path = Made.of(2000, 3000, 8, 1).into(folder.resolve("student"));
        student = Student.open(path);
        Origin origin = new Origin() {
            @Override
            public String where() {
                return path.toString();
            }

            @Override
            public String version() {
                return student.version();
            }

            @Override
            public Served open() {
                return new ServedStudent(student, PageTest::had, PageTest::others);
            }
        };
        server = ModelServer.start(origin, Settings.defaults().at(0).watching(Duration.ZERO));
        browser = new Chromium(Chromium.installed().get(), folder);
    }

    @AfterAll
    static void end() {
        if (browser != null) {
            browser.close();
            server.close();
        }
    }

    @AfterEach
    void nothingIsComplainedOf() {
        assertEquals(List.of(), browser.complaints());
    }

    private static List<String> had(String user) {
        return IntStream.range(0, 63)
                .mapToObj(n -> n == 1 ? HOSTILE : "i" + 7 * n)
                .toList();
    }

    /** Five teachers and the ensemble, each with every so manieth of the student's. */
    private static Served.Beside others(Question question, Collection<String> had) {
        int top = question.top();
        List<Recommendation> best = student.recommend(Query.of(question.user()).top(4 * top));
        List<Served.Listed> lists = IntStream.range(0, 6)
                .mapToObj(t -> new Served.Listed(
                        List.of("bpr", "lightgcn", "ncf", "multvae", "slim", "ensemble")
                                .get(t),
                        IntStream.range(0, top)
                                .mapToObj(r -> best.get(r * (t == 5 ? 1 : 1 + t / 2)))
                                .toList()))
                .toList();
        return new Served.Beside(lists, List.of());
    }

    private static void ask(String user) {
        browser.value("(() => { const who = document.getElementById('who'); who.value = ''; who.focus(); })()");
        browser.type(user);
        browser.value("document.querySelector('form button').click()");
        browser.until(DONE);
    }

    private static void requireThatItFits() {
        String out = browser.value(
                "[...document.querySelectorAll('body *')].filter(e => !e.closest('.hidden')"
                        + " && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.tagName + ' ' + e.textContent).join()");
        assertEquals("", out);
        assertEquals(browser.value("innerWidth"), browser.value("document.documentElement.scrollWidth"));
    }

    @Test
    void showsWhatAUserHadAndWhoRecommendsWhat() throws Exception {
        browser.size(1280, 900, false);
        browser.open(server.address() + "/");
        browser.until("document.getElementById('model').textContent.includes('2,000 users, 3,000 items')");
        ask("u7");
        assertEquals("", browser.value(TOLD));
        assertEquals(
                "What they had,student,ensemble,bpr,lightgcn,ncf,multvae,slim",
                browser.value("[...document.querySelectorAll('.list h2')].map(e => e.textContent).join()"));
        List<String> best = student.recommend(Query.of("u7").without(had("u7")).top(10)).stream()
                .map(Recommendation::item)
                .toList();
        assertEquals(
                String.join(",", best),
                browser.value("[...document.querySelectorAll('.list.own .name')].map(e => e.textContent).join()"));
        // An id is text, whatever it looks like.
        assertEquals(HOSTILE, browser.value("document.querySelectorAll('.list .name')[1].textContent"));
        assertEquals("0", browser.value("document.querySelectorAll('.lists img').length"));
        // What had has more than is shown at first.
        assertEquals(
                "40",
                browser.value("document.querySelectorAll('.list')[0].querySelectorAll('li:not([hidden])').length"));
        browser.value("document.querySelector('.list button').click()");
        assertEquals(
                "63",
                browser.value("document.querySelectorAll('.list')[0].querySelectorAll('li:not([hidden])').length"));
        // Items that several recommend are marked.
        String first = "document.querySelectorAll('.list')[2].querySelector('.mark')";
        assertEquals("mark full", browser.value(first + ".className"));
        assertTrue(browser.value(first + ".title").contains("student"), browser.value(first + ".title"));
        browser.value(
                "document.querySelector('.list.own li').dispatchEvent(new MouseEvent('mouseover', {bubbles: true}))");
        assertTrue(Integer.parseInt(browser.value("document.querySelectorAll('li.same').length")) > 1);
        requireThatItFits();
        browser.picture(SCREENSHOTS.resolve("page-1280-light.png"));
        browser.size(1280, 900, true);
        browser.picture(SCREENSHOTS.resolve("page-1280-dark.png"));
    }

    @Test
    void fitsAPhone() throws Exception {
        browser.size(390, 844, true);
        browser.open(server.address() + "/#user=u3&top=5");
        browser.until(DONE);
        assertEquals("5", browser.value("document.querySelectorAll('.list.own li').length"));
        requireThatItFits();
        assertTrue(Double.parseDouble(
                        browser.value("Math.min(...[...document.querySelectorAll('form button, #who, #top')].map(e => "
                                + "e.getBoundingClientRect().height))"))
                >= 44);
        browser.picture(SCREENSHOTS.resolve("page-390-dark.png"));
        browser.size(390, 844, false);
        browser.picture(SCREENSHOTS.resolve("page-390-light.png"));
    }

    @Test
    void whoIsNotKnownIsToldAndMayBeAskedForByWhatTheyHave() throws Exception {
        browser.size(1280, 900, false);
        browser.open(server.address() + "/");
        ask(HOSTILE);
        assertEquals(
                "no user \"" + HOSTILE
                        + "\" (user): ask for one of its 2000 users, or give history, the items that the " + "user has",
                browser.value(TOLD));
        assertEquals("true", browser.value("document.getElementById('answer').hidden"));
        browser.picture(SCREENSHOTS.resolve("page-1280-unknown.png"));
        browser.value("document.querySelector('input[value=history]').click()");
        browser.value("document.getElementById('items').focus()");
        browser.type("i1\n i2 \nnew");
        browser.value("document.querySelector('form button').click()");
        browser.until("!document.getElementById('answer').hidden");
        assertEquals(
                "What they have,student",
                browser.value("[...document.querySelectorAll('.list h2')].map(e => e.textContent).join()"));
        assertTrue(browser.value("document.getElementById('notes').textContent").startsWith("1 of 3 in history"));
        assertEquals("#top=10&history=i1&history=i2&history=new", browser.value("location.hash"));
    }

    @Test
    void asksForATokenWhereOneIsWanted() {
        Path path = folder.resolve("student");
        try (ModelServer guarded = ModelServer.start(
                new StudentOrigin(path, false),
                Settings.defaults().at(0).watching(Duration.ZERO).with(TOKEN))) {
            browser.size(1280, 900, false);
            browser.open(guarded.address() + "/");
            ask("u7");
            assertTrue(browser.value(TOLD).startsWith("no token given"), browser.value(TOLD));
            assertEquals("token", browser.value("document.activeElement.id"));
            browser.type(TOKEN);
            browser.value("document.querySelector('form button').click()");
            browser.until("!document.getElementById('answer').hidden");
            assertEquals("10", browser.value("document.querySelectorAll('.list.own li').length"));
        }
    }
}
