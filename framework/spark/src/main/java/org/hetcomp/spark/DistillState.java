package org.hetcomp.spark;

import java.io.Serializable;
import java.util.ArrayList;

/** Where a run is between two epochs, besides its users, who lie beside it by blocks. */
final class DistillState implements Serializable {
    private static final long serialVersionUID = 1L;

    final ItemTable items;
    final ArrayList<Double> losses = new ArrayList<>();
    int epoch;
    int bestEpoch;
    double bestValue = -1;
    int misses;
    boolean finished;

    /** Before the first epoch. */
    DistillState(DistillPlan plan, Start start) {
        items = ItemTable.begin(plan, start);
        finished = plan.converged();
    }
}
