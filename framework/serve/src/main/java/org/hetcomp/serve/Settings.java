package org.hetcomp.serve;

import java.time.Duration;
import java.util.Objects;

/**
 * How a server is started.
 *
 * @param host the name or address that it listens at; {@code 127.0.0.1}, this machine alone, by default
 * @param port 0 to 65535; 8080 by default, 0 for a free one
 * @param token what whoever asks has to bear, 8 to 1,024 printable characters without blanks; null if nothing
 * @param watch how often it looks for a new version; zero for never, 5 s by default
 * @param limits what one request may ask for
 * @param load how much is done at once
 */
public record Settings(String host, int port, String token, Duration watch, Limits limits, Load load) {
    /** Checks them. */
    public Settings {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(load, "load");
        Range.check("port", port, 0, 65535);
        if (token != null && !isToken(token)) {
            throw new IllegalArgumentException("a token has 8 to 1024 printable characters of ASCII and no blanks");
        }
        if (watch.isNegative()) {
            throw new IllegalArgumentException("watch must be 0 or more, not " + watch);
        }
    }

    static boolean isToken(String text) {
        return text.matches("[!-~]{8,1024}");
    }

    /** As they are unless said otherwise. */
    public static Settings defaults() {
        return new Settings("127.0.0.1", 8080, null, Duration.ofSeconds(5), Limits.defaults(), Load.defaults());
    }

    /** The same at another port. */
    public Settings at(int otherPort) {
        return new Settings(host, otherPort, token, watch, limits, load);
    }

    /** The same for those who bear a token. */
    public Settings with(String otherToken) {
        return new Settings(host, port, otherToken, watch, limits, load);
    }

    /** The same within other limits. */
    public Settings within(Limits otherLimits, Load otherLoad) {
        return new Settings(host, port, token, watch, otherLimits, otherLoad);
    }

    /** The same that looks for new versions as often as that. */
    public Settings watching(Duration otherWatch) {
        return new Settings(host, port, token, otherWatch, limits, load);
    }

    @Override
    public String toString() {
        // A token is for nobody's log.
        return host + ":" + port + (token == null ? "" : " with a token");
    }
}
