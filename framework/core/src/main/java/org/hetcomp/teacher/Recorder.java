package org.hetcomp.teacher;

import java.util.ArrayList;
import java.util.List;
import org.hetcomp.backend.Parameters;

/**
 * Remembers a teacher's parameters along its training. Which epochs will be wanted is known at the end only, so it keeps
 * evenly spaced ones: when it holds too many it lets every second go and from then on takes half as many.
 */
final class Recorder implements AutoCloseable {
    private static final int MOST = 16;

    /** Parameters after some epochs. */
    record Recording(int epoch, double validRecall50, Parameters parameters) {}

    private final List<Recording> recordings = new ArrayList<>();
    private int stride = 1;
    private int offered;
    private Recording best;

    /** Takes a copy of the parameters if it is their turn or they are the best so far; returns whether they are. */
    boolean offer(int epoch, double validRecall50, Parameters parameters) {
        boolean better = best == null || validRecall50 > best.validRecall50;
        boolean turn = offered++ % stride == 0;
        if (better) {
            if (best != null) {
                best.parameters.close();
            }
            best = new Recording(epoch, validRecall50, parameters.copy());
        }
        if (turn) {
            recordings.add(new Recording(epoch, validRecall50, parameters.copy()));
            if (recordings.size() > MOST) {
                thin();
            }
        }
        return better;
    }

    private void thin() {
        List<Recording> kept = new ArrayList<>();
        for (int r = 0; r < recordings.size(); r++) {
            if (r % 2 == 0) {
                kept.add(recordings.get(r));
            } else {
                recordings.get(r).parameters.close();
            }
        }
        recordings.clear();
        recordings.addAll(kept);
        stride *= 2;
    }

    /** The best recording. */
    Recording best() {
        return best;
    }

    /**
     * Recordings spread evenly over the epochs up to the best one, which is the last of them; fewer than asked for if
     * fewer were taken.
     */
    List<Recording> spread(int count) {
        List<Recording> chosen = new ArrayList<>();
        for (int v = 1; v < count; v++) {
            double wanted = (double) best.epoch * v / count;
            int after = chosen.isEmpty() ? 0 : chosen.get(chosen.size() - 1).epoch;
            recordings.stream()
                    .filter(r -> r.epoch > after && r.epoch < best.epoch)
                    .min((a, b) -> Double.compare(Math.abs(a.epoch - wanted), Math.abs(b.epoch - wanted)))
                    .ifPresent(chosen::add);
        }
        chosen.add(best);
        return chosen;
    }

    @Override
    public void close() {
        recordings.forEach(r -> r.parameters.close());
        if (best != null) {
            best.parameters.close();
        }
    }
}
