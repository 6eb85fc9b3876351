package org.hetcomp.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.hetcomp.distill.Distiller;
import org.hetcomp.distill.DistillerListener;
import org.hetcomp.distill.Outcome;

/** A distiller at work in a run: from its checkpoint on if there is one, with a new one now and then, and told as progress. */
final class StudentTraining {
    /** Nanoseconds between checkpoints; the property is for tests that kill runs. */
    private static final long CHECKPOINT_EVERY = Long.getLong("hetcomp.checkpoint.seconds", 15) * 1_000_000_000L;

    private final Run run;
    private final Distiller distiller;
    private final String phase;
    private final int epochs;
    private final Checkpoint checkpoint;
    private final int restored;

    /**
     * A distiller before it runs.
     *
     * @param phase what progress calls it
     * @param epochs the most it will train
     * @param checkpoint where its state is kept; one that lies there is restored
     * @throws org.hetcomp.io.DataException if one lies there that cannot be used
     */
    StudentTraining(Run run, Distiller distiller, String phase, int epochs, Checkpoint checkpoint) throws IOException {
        this.run = run;
        this.distiller = distiller;
        this.phase = phase;
        this.epochs = epochs;
        this.checkpoint = checkpoint;
        this.restored = checkpoint.restore(distiller);
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
                    checkpoint.save(distiller);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                saved = System.nanoTime();
            }
            return stop;
        }
    }
}
