package org.hetcomp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.hetcomp.model.Provenance;
import org.hetcomp.pipeline.Durations;
import org.hetcomp.pipeline.Events;
import org.hetcomp.pipeline.Progress;
import org.hetcomp.pipeline.RunRecord;
import org.hetcomp.report.Reports;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run as the user at a terminal watches it: a line of progress, Ctrl-C, and the page of each run that is finished. */
final class ConsoleEvents implements Events {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleEvents.class);

    private final StatusLine status;
    private final BooleanSupplier interrupted;
    private boolean isTold;

    ConsoleEvents(StatusLine status, BooleanSupplier interrupted) {
        this.status = status;
        this.interrupted = interrupted;
    }

    /** Says which engine it is; not before all else is known to be usable, so that an error stands alone. */
    @Override
    public void begun(Provenance made) {
        if (!isTold) {
            isTold = true;
            Engines.tell(made);
        }
    }

    @Override
    public void progress(Progress progress) {
        String best = Double.isNaN(progress.recall50())
                ? ""
                : String.format(Locale.ROOT, ", Recall@50 %.4f", progress.recall50());
        int done = progress.epoch() - progress.restored();
        status.show(progress.phase() + ", epoch " + progress.epoch() + "/" + progress.epochs() + best + ", "
                + Durations.text(progress.seconds())
                + Durations.left(done, progress.epochs() - progress.restored(), progress.seconds()));
    }

    @Override
    public boolean stopRequested() {
        return interrupted.getAsBoolean();
    }

    @Override
    public void completed(Path folder) {
        writePage(folder);
    }

    /** Writes the page of a run that was killed after its end and before that. */
    static void writeMissingPage(Path folder) {
        if (RunRecord.isIn(folder)
                && RunRecord.read(folder).isComplete()
                && !Files.exists(folder.resolve(Reports.PAGE))) {
            writePage(folder);
        }
    }

    /** What the page is about lies safe by then: one that cannot be written is told, and fails nothing. */
    private static void writePage(Path folder) {
        try {
            // Teachers by themselves have no page.
            if (Reports.isAbout(folder)) {
                Reports.write(folder, null, folder.resolve(Reports.PAGE));
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("the report could not be written: {}", e.getMessage());
        }
    }
}
