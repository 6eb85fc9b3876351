package org.hetcomp.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.hetcomp.distill.Distiller;
import org.hetcomp.distill.DistillerListener;
import org.hetcomp.distill.DistillerState;
import org.hetcomp.distill.Outcome;
import org.hetcomp.io.DataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A distiller at work in a run: from its checkpoint on if there is one, with a new one now and then, and told as progress. */
final class StudentTraining {
    private static final Logger LOG = LoggerFactory.getLogger(StudentTraining.class);
    private static final long CHECKPOINT_EVERY = 15_000_000_000L;

    private final Run run;
    private final Distiller distiller;
    private final String phase;
    private final int epochs;
    private final Path checkpoint;
    private final int restored;

    /**
     * A distiller before it runs.
     *
     * @param phase what progress calls it
     * @param epochs the most it will train
     * @param checkpoint where its state is kept; one that lies there is restored
     * @throws DataException if one lies there that cannot be used
     */
    StudentTraining(Run run, Distiller distiller, String phase, int epochs, Path checkpoint) {
        this.run = run;
        this.distiller = distiller;
        this.phase = phase;
        this.epochs = epochs;
        this.checkpoint = checkpoint;
        this.restored = restore();
    }

    /** The epoch that it goes on after, 0 if it begins. */
    int restored() {
        return restored;
    }

    /**
     * Trains to the end.
     *
     * @param evaluated hears of every evaluation
     * @throws StoppedException if asked to stop; the checkpoint is saved then
     */
    Outcome run(Consumer<org.hetcomp.distill.Progress> evaluated) {
        Outcome outcome = distiller.run(new Listener(evaluated));
        if (outcome.stopped()) {
            throw new StoppedException();
        }
        return outcome;
    }

    private int restore() {
        if (!Files.exists(checkpoint)) {
            return 0;
        }
        try {
            DistillerState state = DistillerState.read(checkpoint);
            distiller.restore(state);
            int epoch = Integer.parseInt(state.values().get("epoch"));
            LOG.info("going on after epoch {}", epoch);
            return epoch;
        } catch (IOException | IllegalArgumentException e) {
            throw new DataException(
                    "the checkpoint cannot be used, " + e.getMessage(),
                    checkpoint.toString(),
                    "delete it to begin the student anew",
                    e);
        }
    }

    private final class Listener implements DistillerListener {
        private final Consumer<org.hetcomp.distill.Progress> hears;
        private final long begin = System.nanoTime();
        private long saved = begin;
        private double recall50 = Double.NaN;

        Listener(Consumer<org.hetcomp.distill.Progress> hears) {
            this.hears = hears;
        }

        @Override
        public void evaluated(org.hetcomp.distill.Progress progress) {
            recall50 = progress.valid().r50();
            hears.accept(progress);
        }

        @Override
        public boolean stop(int epoch) {
            double seconds = (System.nanoTime() - begin) / 1e9;
            run.events().progress(new Progress(phase, epoch, epochs, recall50, seconds, restored));
            // Saved here, not after the run: that one ends with the best student in place of the last.
            boolean stop = run.events().stopRequested();
            if (stop || System.nanoTime() - saved > CHECKPOINT_EVERY) {
                try {
                    distiller.state().write(checkpoint);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                saved = System.nanoTime();
            }
            return stop;
        }
    }
}
