package org.hetcomp.serve;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Who may ask: whoever bears the token, if there is one. Without a token nobody is known, so a browser is not to be led here by a
 * page of somebody else: not under another name that was made to mean this machine (DNS rebinding), nor by a request that the page
 * sends across.
 */
final class Guard {
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9A-Fa-f:.]+\\]|[^:/@\\s]+)(:[0-9]{1,5})?");
    private static final String SCHEME = "bearer ";

    private final String token;
    private final boolean isLocal;
    private final Set<String> names;

    Guard(Settings settings) {
        token = settings.token();
        isLocal = isLocal(settings.host());
        String own = settings.host().toLowerCase(Locale.ROOT);
        names = new HashSet<>(List.of("localhost", "127.0.0.1", "[::1]", own.contains(":") ? "[" + own + "]" : own));
    }

    /** Whether only this machine reaches what listens there. */
    static boolean isLocal(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /**
     * Lets a request through.
     *
     * @param isOpen whether it is answered without the token
     * @throws Refusal if it is not to be answered
     */
    void check(Request request, boolean isOpen) {
        if (token == null) {
            requireOwnName(request);
            requireOwnPage(request);
        } else if (!isOpen && !isTrusted(request)) {
            boolean given = request.getHeaders().get(HttpHeader.AUTHORIZATION) != null;
            throw Refusal.of(
                            401,
                            given ? "not the token of this server" : "no token given",
                            "Authorization",
                            "send Authorization: Bearer and the token")
                    .with("WWW-Authenticate", "Bearer");
        }
    }

    /** Whether all may be told: to whoever bears the token, and to everybody where there is none. */
    boolean isTrusted(Request request) {
        String given = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        if (token == null || given == null) {
            return token == null;
        }
        boolean isBearer = given.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        // Compared in a time that does not tell how much of it is right.
        return isBearer
                && MessageDigest.isEqual(
                        given.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8),
                        token.getBytes(StandardCharsets.UTF_8));
    }

    private void requireOwnName(Request request) {
        Matcher host = AUTHORITY.matcher(host(request));
        if (isLocal && !(host.matches() && names.contains(host.group(1).toLowerCase(Locale.ROOT)))) {
            throw Refusal.of(
                    403,
                    "asked as " + Text.quote(host(request)) + ", which is no name of this machine for itself",
                    "Host",
                    "ask localhost, or start the server with a token or with --host");
        }
    }

    private static void requireOwnPage(Request request) {
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        if (origin != null && !origin.equalsIgnoreCase("http://" + host(request))) {
            throw Refusal.of(
                    403,
                    "sent by a page of " + Text.quote(origin),
                    "Origin",
                    "ask from a program, or start the server with a token");
        }
    }

    private static String host(Request request) {
        String host = request.getHeaders().get(HttpHeader.HOST);
        return host == null ? "" : host;
    }
}
