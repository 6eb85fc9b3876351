package org.hetcomp.distill;

import java.util.List;
import java.util.Map;
import org.hetcomp.data.Rankings;

/**
 * Losses one after another on lists that stay as they are, each for a number of epochs that is settled beforehand and the last to
 * the end, whatever the student has learned: coarse to fine without a curriculum, and the stages of CL-DRD.
 */
final class StagedTeaching implements Teaching {
    private static final String STAGE = "stage";

    private final List<Stage> stages;
    private final int period;
    private final Supervision supervision;
    private int now;

    /** A loss of a stage. */
    record Stage(String phase, DistillationLoss loss, double weight) {}

    /**
     * At the first stage.
     *
     * @param period epochs of each stage but the last, at least 1
     */
    StagedTeaching(List<Stage> stages, int period, Supervision supervision) {
        this.stages = List.copyOf(stages);
        this.period = period;
        this.supervision = supervision;
    }

    @Override
    public Supervision supervision() {
        return supervision;
    }

    @Override
    public List<Part> parts(int[] users) {
        Stage stage = stages.get(now);
        return List.of(new Part(stage.loss(), stage.weight(), users));
    }

    @Override
    public boolean due(int epoch) {
        return !settled() && epoch % period == 0;
    }

    @Override
    public int depth() {
        return 1;
    }

    @Override
    public void update(int epoch, Rankings student) {
        now++;
    }

    @Override
    public void started() {
        now = stages.size() - 1;
    }

    @Override
    public boolean settled() {
        return now == stages.size() - 1;
    }

    @Override
    public String phase() {
        return stages.get(now).phase();
    }

    @Override
    public double[] meanSelected() {
        return new double[0];
    }

    @Override
    public Map<String, int[]> state() {
        return Map.of(STAGE, new int[] {now});
    }

    @Override
    public void restore(Map<String, int[]> state) {
        int[] stage = state.getOrDefault(STAGE, new int[0]);
        if (stage.length != 1 || stage[0] < 0 || stage[0] >= stages.size()) {
            throw new IllegalArgumentException("the checkpoint is at no stage that there is");
        }
        now = stage[0];
    }
}
