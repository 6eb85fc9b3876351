package org.hetcomp.table;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A database's address, and what of it may be written down: neither user nor password, nor any parameter, for nobody knows
 * which drivers take secrets by which name.
 */
public final class JdbcUrl {
    private static final String SCHEME = "jdbc:";
    private static final Pattern BEGINNING = Pattern.compile("jdbc:([A-Za-z0-9_+.-]+):((?:thin:|oci:)?(?://)?)");
    private static final Pattern HOSTS = Pattern.compile(
            "[A-Za-z0-9._,-]*(:[0-9]+)?(,[A-Za-z0-9._-]+(:[0-9]+)?)*" + "|\\[[0-9A-Fa-f:.]+](:[0-9]+)?");

    private JdbcUrl() {}

    /** Whether that is the address of a database and not a file's path. */
    public static boolean isOne(String name) {
        return name.startsWith(SCHEME);
    }

    /** The kind of database, such as {@code postgresql}; empty if the address has none. */
    public static String kind(String url) {
        Matcher beginning = BEGINNING.matcher(url);
        return beginning.lookingAt() ? beginning.group(1).toLowerCase(Locale.ROOT) : "";
    }

    /** The address without user, password and parameters; the same of what is clean already. */
    public static String clean(String url) {
        Matcher beginning = BEGINNING.matcher(url);
        if (!beginning.lookingAt()) {
            return SCHEME;
        }
        String rest = url.substring(beginning.end());
        int end = end(rest);
        int at = rest.lastIndexOf('@', end);
        String place = rest.substring(at + 1, end);
        int equals = place.indexOf('=');
        if (equals >= 0) {
            place = place.substring(
                    0, Math.max(0, Math.max(place.lastIndexOf(':', equals), place.lastIndexOf('/', equals))));
        }
        int slash = place.indexOf('/');
        String authority = slash < 0 ? place : place.substring(0, slash);
        // A password with one of the signs in it, or a colon without a port behind it: no host is better than a secret.
        boolean cut = at < 0 && slash < 0 && rest.indexOf('@', end) >= 0;
        boolean hosts =
                !beginning.group(2).endsWith("//") || HOSTS.matcher(authority).matches();
        return beginning.group() + (cut || !hosts ? place.substring(authority.length()) : place);
    }

    // Parameters begin at the first of these.
    private static int end(String text) {
        int end = text.length();
        for (char sign : new char[] {'?', ';', '#', '&'}) {
            int at = text.indexOf(sign);
            end = at >= 0 && at < end ? at : end;
        }
        return end;
    }

    /** What may be shown to anybody: the kind of database and the last part of its name. */
    public static String bare(String url) {
        String clean = clean(url);
        String kind = kind(url);
        String rest = clean.substring(Math.min(clean.length(), SCHEME.length() + kind.length() + 1));
        return SCHEME + kind + ":" + rest.substring(Math.max(rest.lastIndexOf('/'), rest.lastIndexOf('\\')) + 1);
    }

    /** A text in which the address's secrets are covered, so that a driver's message can be shown. */
    public static String covered(String message, String url, String... secrets) {
        String covered = message.replace(url, clean(url));
        String rest = url.substring(Math.min(url.length(), SCHEME.length()));
        for (String part : rest.split("[?;&#@=/:]")) {
            if (part.length() > 3 && !clean(url).contains(part)) {
                covered = covered.replace(part, "***");
            }
        }
        for (String secret : secrets) {
            if (secret != null && !secret.isEmpty()) {
                covered = covered.replace(secret, "***");
            }
        }
        return covered;
    }
}
