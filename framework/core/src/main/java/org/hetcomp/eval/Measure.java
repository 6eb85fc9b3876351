package org.hetcomp.eval;

import java.util.function.ToDoubleFunction;

/** One of the {@link Measures}, by the name that scripts know it by. */
public enum Measure {
    /** Recall@10. */
    R10("Recall@10", Measures::r10),
    /** Recall@50. */
    R50("Recall@50", Measures::r50),
    /** NDCG@10. */
    N10("NDCG@10", Measures::n10),
    /** NDCG@50. */
    N50("NDCG@50", Measures::n50);

    private final String title;
    private final ToDoubleFunction<Measures> value;

    Measure(String title, ToDoubleFunction<Measures> value) {
        this.title = title;
        this.value = value;
    }

    /** Its name for people. */
    public String title() {
        return title;
    }

    /** Its value among others. */
    public double of(Measures measures) {
        return value.applyAsDouble(measures);
    }
}
