package org.hetcomp.teacher;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.hetcomp.data.Rankings;
import org.hetcomp.eval.Discrepancy;
import org.hetcomp.eval.Evaluator;
import org.hetcomp.teacher.Recorder.Recording;

/**
 * Chooses snapshots among what a {@link Recorder} remembers, by a {@link SnapshotPolicy}.
 *
 * @param policy which
 * @param users dense ids of those whose rankings are compared
 * @param ranking what a recording ranks for them, at least to the depth that is measured; asked for by {@link
 *     SnapshotPolicy#DISCREPANCY} alone
 */
record SnapshotChoice(SnapshotPolicy policy, int[] users, Function<Recording, Rankings> ranking) {
    // As the curriculum measures how far a student is (Kang et al., WWW 2023, section 4.3).
    private static final double LAMBDA = 10;

    /**
     * Some of the way, in its order, its end among them; fewer than asked for if it has fewer.
     *
     * @param way what is remembered up to the best one, which is its end; not empty
     * @param count how many, at least 2
     */
    List<Recording> of(List<Recording> way, int count) {
        return switch (policy) {
            case EPOCHS -> byEpochs(way, count);
            case MEASURE -> at(way, spread(worth(way), count));
            case DISCREPANCY -> at(way, spread(lengths(way), count));
        };
    }

    private static List<Recording> byEpochs(List<Recording> way, int count) {
        Recording best = way.get(way.size() - 1);
        List<Recording> chosen = new ArrayList<>();
        for (int v = 1; v < count; v++) {
            double wanted = (double) best.epoch() * v / count;
            int after = chosen.isEmpty() ? 0 : chosen.get(chosen.size() - 1).epoch();
            way.stream()
                    .filter(r -> r.epoch() > after && r.epoch() < best.epoch())
                    .min((a, b) -> Double.compare(Math.abs(a.epoch() - wanted), Math.abs(b.epoch() - wanted)))
                    .ifPresent(chosen::add);
        }
        chosen.add(best);
        return chosen;
    }

    private static List<Recording> at(List<Recording> way, int[] indexes) {
        return IntStream.of(indexes).mapToObj(way::get).toList();
    }

    /** The most that was reached by each: one that falls back is no place to wait at. */
    private static double[] worth(List<Recording> way) {
        double[] worth = way.stream().mapToDouble(Recording::value).toArray();
        for (int r = 1; r < worth.length; r++) {
            worth[r] = Math.max(worth[r], worth[r - 1]);
        }
        return worth;
    }

    /** How far each is along the way, by the discrepancy of each to the one before it. */
    private double[] lengths(List<Recording> way) {
        Discrepancy discrepancy = new Discrepancy(Evaluator.DEPTH, LAMBDA, Discrepancy.Reading.RELEVANCE, false);
        double[] lengths = new double[way.size()];
        Rankings before = ranking.apply(way.get(0));
        for (int r = 1; r < lengths.length; r++) {
            Rankings last = before;
            Rankings now = ranking.apply(way.get(r));
            double step = IntStream.of(users)
                    .mapToDouble(u -> discrepancy.between(last, now, u))
                    .average()
                    .orElse(1);
            lengths[r] = lengths[r - 1] + step;
            before = now;
        }
        return lengths;
    }

    /**
     * Chooses some of the places along a way, the first and the last among them, such that what lies between two of them is about the
     * same.
     *
     * @param places {@code [n]} that do not fall, n at least 1
     * @param count how many, at least 2; all are taken where there are no more
     * @return ascending indexes
     */
    static int[] spread(double[] places, int count) {
        int last = places.length - 1;
        if (places.length <= count) {
            return IntStream.rangeClosed(0, last).toArray();
        }
        int[] chosen = new int[count];
        for (int v = 1; v < count - 1; v++) {
            double wanted = places[0] + (places[last] - places[0]) * v / (count - 1);
            int nearest = chosen[v - 1] + 1;
            // As many are left as are still to be chosen.
            for (int r = nearest + 1; r <= last - (count - 1 - v); r++) {
                if (Math.abs(places[r] - wanted) < Math.abs(places[nearest] - wanted)) {
                    nearest = r;
                }
            }
            chosen[v] = nearest;
        }
        chosen[count - 1] = last;
        return chosen;
    }
}
