package org.hetcomp.distill;

import java.util.List;
import java.util.Map;
import org.hetcomp.data.Rankings;

/** One loss on lists that stay as they are. */
record FixedTeaching(String phase, DistillationLoss loss, double weight, Supervision supervision) implements Teaching {
    @Override
    public List<Part> parts(int[] users) {
        return List.of(new Part(loss, weight, users));
    }

    @Override
    public boolean due(int epoch) {
        return false;
    }

    @Override
    public int depth() {
        return 1;
    }

    @Override
    public void update(int epoch, Rankings student) {
        throw new IllegalStateException("nothing follows the student here");
    }

    @Override
    public boolean settled() {
        return true;
    }

    @Override
    public double[] meanSelected() {
        return new double[0];
    }

    @Override
    public Map<String, int[]> state() {
        return Map.of();
    }

    @Override
    public void restore(Map<String, int[]> state) {
        // Nothing changes, so nothing was saved.
    }
}
