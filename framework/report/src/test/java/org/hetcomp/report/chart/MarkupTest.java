package org.hetcomp.report.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Nothing that comes from outside can become an element. */
class MarkupTest {
    @Test
    void escapesTextsAndValues() {
        Markup markup = new Markup().leaf("a", "<b>&'\"\u0000\n", "title", "\"><script>&'");
        assertEquals(
                "<a title=\"&quot;&gt;&lt;script&gt;&amp;&#39;\">&lt;b&gt;&amp;&#39;&quot;\uFFFD\n</a>",
                markup.toString());
    }

    @Test
    void leavesOutAttributesWithoutValue() {
        assertEquals(
                "<p id=\"x\"/>",
                new Markup().empty("p", "class", null, "id", "x").toString());
    }

    @Test
    void holdsWhatWasMadeElsewhereAsItIs() {
        Markup inner = new Markup().leaf("b", "<");
        assertEquals(
                "<p><b>&lt;</b></p>", new Markup().open("p").add(inner).close().toString());
    }

    @Test
    void mustBeEnded() {
        assertThrows(IllegalStateException.class, () -> new Markup().open("p").toString());
        assertThrows(IllegalStateException.class, () -> new Markup().add(new Markup().open("p")));
    }

    @Test
    void aStyleSheetCannotEndItsElement() {
        assertThrows(IllegalArgumentException.class, () -> new Markup().style("a{}</style>"));
    }
}
