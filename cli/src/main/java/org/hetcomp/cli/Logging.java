package org.hetcomp.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.OutputStreamAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilderFactory;
import org.apache.logging.log4j.core.layout.PatternLayout;

/** Sends the log to a stream, in short lines for people. */
final class Logging {
    private static final String PATTERN = "%d{HH:mm:ss} %replace{%p }{^INFO |^DEBUG }{}%m%n";

    private Logging() {}

    /** From now on: ours as asked for, everyone else's warnings. */
    static void to(PrintStream stream, CommonOptions options) {
        Level ours = options.quiet() ? Level.WARN : options.verbose() ? Level.DEBUG : Level.INFO;
        var builder = ConfigurationBuilderFactory.newConfigurationBuilder().setStatusLevel(Level.ERROR);
        builder.add(builder.newRootLogger(options.verbose() ? Level.INFO : Level.WARN));
        builder.add(builder.newLogger("org.hetcomp", ours));
        if (!options.verbose()) {
            // Warns where there is no GPU, which is no news to most; doctor tells.
            builder.add(builder.newLogger("ai.djl.util.cuda", Level.ERROR));
        }
        Configuration configuration = builder.build(false);
        PatternLayout layout = PatternLayout.newBuilder()
                .setPattern(PATTERN)
                .setCharset(StandardCharsets.UTF_8)
                .setAlwaysWriteExceptions(options.verbose())
                .build();
        OutputStreamAppender appender = OutputStreamAppender.newBuilder()
                .setName("stderr")
                .setTarget(stream)
                .setLayout(layout)
                .setConfiguration(configuration)
                .build();
        appender.start();
        configuration.initialize();
        configuration.getRootLogger().addAppender(appender, null, null);
        ((LoggerContext) LogManager.getContext(false)).reconfigure(configuration);
    }
}
