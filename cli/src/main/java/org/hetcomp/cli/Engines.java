package org.hetcomp.cli;

import org.hetcomp.backend.Backend;
import org.hetcomp.backend.BackendException;
import org.hetcomp.backend.BackendOptions;
import org.hetcomp.backend.Backends;
import org.hetcomp.model.Provenance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the engine that was asked for. */
final class Engines {
    private static final Logger LOG = LoggerFactory.getLogger(Engines.class);
    private static final String OFFLINE = "ai.djl.offline";

    private Engines() {}

    /** Opens it, or says which option to change. */
    static Backend open(CommonOptions options) {
        return open(options.engine(), options.device(), options.threads());
    }

    /** Says which one it is. */
    static void tell(Provenance made) {
        LOG.info("engine {} {} on {}, {} threads", made.engine(), made.engineVersion(), made.device(), made.threads());
    }

    private static Backend open(String engine, String device, int threads) {
        // Without this, DJL downloads a native library of many megabytes where none is on the class path.
        String before = System.getProperty(OFFLINE);
        if (before == null) {
            System.setProperty(OFFLINE, "true");
        }
        try {
            return Backends.open(engine, new BackendOptions(device, threads));
        } catch (BackendException e) {
            if (e.where() != null) {
                throw CommandException.failure(e.getMessage(), e.where(), e.advice(), e);
            }
            // An engine that does not load has a cause; a device that is not there has none.
            if (e.getCause() == null) {
                String[] parts = e.getMessage().split("; ", 2);
                String advice = "take cpu or auto" + (parts.length > 1 ? ", or " + parts[1] : "");
                throw CommandException.usage(parts[0], "--device", advice);
            }
            throw CommandException.failure(e.getMessage(), "--engine", "hetcomp doctor tells what is missing", e);
        } finally {
            if (before == null) {
                System.clearProperty(OFFLINE);
            }
        }
    }
}
