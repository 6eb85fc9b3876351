package org.hetcomp.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.cli.Options;
import org.hetcomp.data.DataSpec;
import org.hetcomp.data.Datasets;
import org.hetcomp.io.DataException;
import org.hetcomp.model.Card;
import org.hetcomp.pipeline.Known;
import org.hetcomp.pipeline.Models;

/** The options that say what users have seen, which is not recommended again. */
final class KnownOptions {
    static final String SEEN = "seen";
    static final String KEEP = "keep-seen";

    private KnownOptions() {}

    /** How they are declared. */
    static Options addTo(Options options) {
        return options.addOption(
                        CommonOptions.option(
                                SEEN,
                                "FILE",
                                "what users have seen besides what travels with the model: a file of interactions, laid out as --data is"))
                .addOption(CommonOptions.flag(KEEP, "recommend what users have seen too"));
    }

    /**
     * What models know. What users have seen travels with them, or is in the data that the options name, or in that which they
     * were made from.
     */
    static Known of(Arguments arguments, Models models) {
        boolean keeps = arguments.has(KEEP);
        String seen = arguments.text(SEEN, null);
        if (keeps && seen != null) {
            throw CommandException.usage(
                    "what is seen is kept and left out at once", "--" + SEEN, "give it, or --" + KEEP);
        }
        if (seen != null && !Files.exists(Path.of(seen))) {
            throw CommandException.usage("no such file as " + Arguments.quote(seen), "--" + SEEN, "check the path");
        }
        Known known = known(arguments, models, keeps || seen != null);
        if (seen != null) {
            Path file = Path.of(seen);
            return known.alsoSeen(Datasets.pairs(
                    file, DataOptions.of(arguments, DataSpec.file(file)).reading()));
        }
        return keeps ? known.keepingSeen() : known;
    }

    private static Known known(Arguments arguments, Models models, boolean isSaid) {
        boolean given = arguments.has(SEEN) ? arguments.has("data") : DataOptions.areGiven(arguments);
        Card card = models.card();
        if (given) {
            return Known.of(models.data(DataOptions.of(arguments, card.data())));
        }
        if (isSaid || Known.travels(models)) {
            return Known.of(models);
        }
        try {
            return Known.of(models.data(card.data()));
        } catch (DataException e) {
            throw CommandException.usage(
                    "what users have seen does not travel with the model, and its data cannot be used: "
                            + e.getMessage(),
                    arguments.operands().isEmpty() ? "--model" : "MODEL",
                    "give --data, or --" + SEEN + " FILE, or --" + KEEP);
        }
    }
}
