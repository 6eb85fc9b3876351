package org.hetcomp.serve;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/**
 * The page for people, one file that loads nothing, and the description of the routes. The browser is told to run this script and
 * use this style alone, by their hashes.
 */
final class Page {
    private final Reply page;
    private final Reply api;

    private Page(Reply page, Reply api) {
        this.page = page;
        this.api = api;
    }

    static Page load() {
        String style = text("page.css");
        String script = text("page.js");
        String html = text("page.html")
                .replace("<style></style>", "<style>" + style + "</style>")
                .replace("<script></script>", "<script>" + script + "</script>");
        String policy = "default-src 'none'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; "
                + "frame-ancestors 'none'; style-src '" + hash(style) + "'; script-src '" + hash(script) + "'";
        Reply page = Reply.text("text/html; charset=utf-8", html)
                .with(Map.of(
                        "Content-Security-Policy",
                        policy,
                        "Referrer-Policy",
                        "no-referrer",
                        "X-Frame-Options",
                        "DENY",
                        "Cross-Origin-Opener-Policy",
                        "same-origin"));
        return new Page(page, Reply.text("application/json; charset=utf-8", text("openapi.json")));
    }

    Reply reply() {
        return page;
    }

    Reply api() {
        return api;
    }

    private static String text(String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String inside) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(inside.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
