package org.hetcomp.serve;

import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** How long requests took, as Prometheus counts it: how many at most so long, for each of some times. */
final class Histogram {
    private static final double[] BOUNDS = {
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
    };

    private final LongAdder[] counts = new LongAdder[BOUNDS.length + 1];
    private final DoubleAdder sum = new DoubleAdder();

    Histogram() {
        for (int n = 0; n < counts.length; n++) {
            counts[n] = new LongAdder();
        }
    }

    void add(double seconds) {
        int at = 0;
        while (at < BOUNDS.length && seconds > BOUNDS[at]) {
            at++;
        }
        counts[at].increment();
        sum.add(seconds);
    }

    /** Its lines, under a name and with a label. */
    void write(StringBuilder out, String name, String label) {
        long total = 0;
        for (int n = 0; n < counts.length; n++) {
            total += counts[n].sum();
            String bound = n < BOUNDS.length ? Double.toString(BOUNDS[n]) : "+Inf";
            out.append(name)
                    .append("_bucket{")
                    .append(label)
                    .append(",le=\"")
                    .append(bound)
                    .append("\"} ");
            out.append(total).append('\n');
        }
        out.append(name)
                .append("_sum{")
                .append(label)
                .append("} ")
                .append(sum.sum())
                .append('\n');
        out.append(name)
                .append("_count{")
                .append(label)
                .append("} ")
                .append(total)
                .append('\n');
    }
}
