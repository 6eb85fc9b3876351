package org.hetcomp.serve;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** The options of a server, the same for all programs that start one. */
public final class ServeOptions {
    /** The environment variable that has the token. */
    public static final String TOKEN = "HETCOMP_TOKEN";
    /** Recommends what users had too. */
    public static final String KEEP_SEEN = "keep-seen";

    private static final int LONGEST_TOKEN_FILE = 4096;

    private final Function<String, String> given;

    private ServeOptions(Function<String, String> given) {
        this.given = given;
    }

    /** How they are declared, but {@link #KEEP_SEEN}. */
    public static Options addTo(Options options) {
        return options.addOption(
                        option("port", "N", "port to listen at (default 8080); 0 takes a free one and says which"))
                .addOption(
                        option("host", "NAME", "name or address to listen at (default 127.0.0.1, this machine alone)"))
                .addOption(option(
                        "token-file",
                        "FILE",
                        "a file with the token that whoever asks has to bear; else " + TOKEN
                                + " in the environment (default: none is needed)"))
                .addOption(option(
                        "watch",
                        "SECONDS",
                        "how often to look whether a new version lies there, which is then put in force (default 5; 0: "
                                + "never, only by POST /reload)"))
                .addOption(option("max-top", "N", "items of an answer (default 1000)"))
                .addOption(option("max-batch", "N", "questions of a request (default 1000)"))
                .addOption(option("max-items", "N", "items of a history, of exclude or of allow (default 10000)"))
                .addOption(option("max-body", "KB", "kilobytes of a request (default 1024)"))
                .addOption(option("deadline", "SECONDS", "time that a request may take (default 10)"))
                .addOption(option("concurrent", "N", "requests answered at once (default: the number of cores)"))
                .addOption(option(
                        "waiting", "N", "requests that wait for their turn (default 64); beyond, the answer is 503"))
                .addOption(option("connections", "N", "open connections (default 500)"));
    }

    private static Option option(String name, String value, String description) {
        return Option.builder()
                .longOpt(name)
                .hasArg()
                .argName(value)
                .desc(description)
                .get();
    }

    /**
     * Reads them.
     *
     * @param given an option's value by its name, null if it was not given
     * @param environment a variable's value by its name, null if it is not set
     * @throws ServeException if a value is not usable
     */
    public static Settings settings(Function<String, String> given, Function<String, String> environment) {
        ServeOptions options = new ServeOptions(given);
        Limits limits = Limits.defaults();
        Load load = Load.defaults();
        return new Settings(
                options.text("host", "127.0.0.1"),
                options.integer("port", 0, 65535, 8080),
                options.token(environment),
                Duration.ofSeconds(options.integer("watch", 0, 86_400, 5)),
                new Limits(
                        1024 * options.integer("max-body", 1, Limits.MOST_BODY / 1024, limits.body() / 1024),
                        options.integer("max-items", 1, Limits.MOST_ITEMS, limits.items()),
                        options.integer("max-batch", 1, Limits.MOST, limits.batch()),
                        options.integer("max-top", 1, Limits.MOST, limits.top())),
                new Load(
                        options.integer("concurrent", 1, Load.MOST_CONCURRENT, load.concurrent()),
                        options.integer("waiting", 1, Load.MOST, load.waiting()),
                        options.integer("connections", 1, Load.MOST, load.connections()),
                        Duration.ofSeconds(options.integer(
                                "deadline", 1, 3600, (int) load.deadline().toSeconds()))));
    }

    private String text(String name, String otherwise) {
        String value = given.apply(name);
        if (value != null && value.isBlank()) {
            throw new ServeException("an empty value", "--" + name, "give one, or leave the option out");
        }
        return value == null ? otherwise : value;
    }

    private int integer(String name, int least, int most, int otherwise) {
        String value = text(name, Integer.toString(otherwise));
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, like a number out of range.
        }
        throw new ServeException(
                Text.quote(value) + " is no integer from " + least + " to " + most,
                "--" + name,
                "give one in that range");
    }

    private String token(Function<String, String> environment) {
        String file = text("token-file", null);
        String token = file == null ? environment.apply(TOKEN) : read(Path.of(file));
        String where = file == null ? TOKEN : "--token-file";
        if (token != null && !Settings.isToken(token)) {
            throw new ServeException(
                    "no token, which has 8 to 1024 printable characters of ASCII and no blanks",
                    where,
                    "make one, as with openssl rand -hex 32");
        }
        return token;
    }

    private static String read(Path file) {
        try {
            if (Files.size(file) > LONGEST_TOKEN_FILE) {
                throw new ServeException("the file is too long for a token", "--token-file", "name another");
            }
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new ServeException(
                    "cannot read " + Text.quote(file.toString()), "--token-file", "check that it is there", e);
        }
    }
}
