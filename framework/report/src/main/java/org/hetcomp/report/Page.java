package org.hetcomp.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.hetcomp.io.AtomicFile;
import org.hetcomp.report.chart.Markup;

/** A page in one file: style inside, pictures inside, no script; browsers are told to load nothing. */
final class Page {
    private static final String SHEET = "report.css";

    private final String title;
    private final Markup body = new Markup();
    private int figures;
    private int sections;

    /**
     * Begins it.
     *
     * @param kind what kind of page it is
     * @param title what was found, in a sentence
     * @param lead the sentences after it
     */
    Page(String kind, String title, List<String> lead) {
        this.title = title;
        body.open("header").leaf("p", kind, "class", "kind").leaf("h1", title);
        lead.forEach(text -> body.leaf("p", text, "class", "lead"));
        body.close().line();
    }

    /** A number of the row at the top: what, how much, and what that is held against. */
    record Key(String name, String value, String note) {}

    Page keys(List<Key> keys) {
        body.open("dl", "class", "keys");
        for (Key key : keys) {
            body.open("div").leaf("dt", key.name()).leaf("dd", key.value(), "class", "big");
            body.leaf("dd", key.note()).close();
        }
        body.close().line();
        return this;
    }

    Page section(String heading) {
        sections++;
        body.leaf("h2", sections + "  " + heading).line();
        return this;
    }

    Page text(String text) {
        body.leaf("p", text).line();
        return this;
    }

    Page warning(String text) {
        body.leaf("p", text, "class", "warning", "role", "note").line();
        return this;
    }

    Page heading(String heading) {
        body.leaf("h3", heading).line();
        return this;
    }

    Page table(Table table) {
        body.add(table.markup());
        return this;
    }

    Page figure(Figure figure) {
        body.add(figure.markup(++figures));
        return this;
    }

    /** Words for a shell. */
    Page command(String words) {
        body.open("pre", "tabindex", "0", "role", "region", "aria-label", "Command")
                .leaf("code", words)
                .close();
        body.line();
        return this;
    }

    /** Writes it, whole or not at all. */
    void write(Path file, String foot) throws IOException {
        AtomicFile.write(file, html(foot));
    }

    String html(String foot) {
        Markup html = new Markup();
        html.open("html", "lang", "en").line().open("head").line();
        html.empty("meta", "charset", "utf-8").line();
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .line();
        html.empty("meta", "name", "color-scheme", "content", "light dark").line();
        html.empty(
                "meta",
                "http-equiv",
                "Content-Security-Policy",
                "content",
                "default-src 'none'; style-src 'unsafe-inline'");
        html.line().leaf("title", title).line().style(sheet()).close().line();
        html.open("body").open("main").line().add(body).close().line();
        html.leaf("footer", foot).close().close();
        return "<!DOCTYPE html>\n" + html + "\n";
    }

    private static String sheet() {
        try (InputStream in = Page.class.getResourceAsStream(SHEET)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
