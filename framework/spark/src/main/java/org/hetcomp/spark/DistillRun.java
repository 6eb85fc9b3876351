package org.hetcomp.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.hetcomp.distill.DistillerOptions;

/**
 * The loop over epochs, as core's {@code Distiller} has it: steps over all blocks at once, whose gradients of the items are summed up
 * and taken by the driver; then the curriculum and valid; then everything is saved, and the next epoch goes on from what was saved.
 */
final class DistillRun {
    private final JavaSparkContext spark;
    private final JavaRDD<Lesson> lessons;
    private final DistillPlan plan;
    private final DistillerOptions options;
    private final RunFiles files;
    private final Consumer<String> log;

    DistillRun(
            JavaRDD<Lesson> lessons, DistillPlan plan, DistillerOptions options, RunFiles files, Consumer<String> log) {
        this.spark = JavaSparkContext.fromSparkContext(lessons.context());
        this.lessons = lessons;
        this.plan = plan;
        this.options = options;
        this.files = files;
        this.log = log;
    }

    /**
     * Trains to the end.
     *
     * @param from the epoch that was saved last; 0 to begin
     * @param most epochs after which it stops, whatever the options say
     */
    DistillState run(int from, int most) throws IOException {
        Start begun = from == 0 ? Start.of(lessons, plan) : null;
        DistillState state = from == 0 ? new DistillState(plan, begun) : files.state(from);
        DistillPlan to = plan;
        JavaRDD<Pupils> pupils = from == 0
                ? lessons.map(lesson -> Pupils.begin(lesson, to, begun))
                : files.users(spark, from, lessons.getNumPartitions());
        pupils.persist(StorageLevel.MEMORY_ONLY());
        int last = Math.min(most, options.training().epochs());
        Start start = begun;
        while (state.epoch < last && !options.training().isOver(state.misses)) {
            int before = state.epoch++;
            pupils = epoch(state, pupils);
            if (start != null) {
                // What goes on goes on from what was saved.
                start.forget();
                start = null;
            }
            if (before > 0 && before != state.bestEpoch) {
                files.forget(before);
            }
        }
        pupils.unpersist();
        return state;
    }

    private JavaRDD<Pupils> epoch(DistillState state, JavaRDD<Pupils> begun) throws IOException {
        List<Broadcast<Columns>> tables = new ArrayList<>();
        JavaRDD<Pupils> pupils = begun;
        JavaRDD<?> held = begun;
        double loss = 0;
        for (int step = 0; step < plan.steps().count(plan.shape().users()); step++) {
            tables.add(spark.broadcast(state.items.columns()));
            Stepping stepping = new Stepping(plan, tables.get(step), state.epoch, step, state.finished);
            JavaRDD<Stepped> stepped = lessons.zipPartitions(pupils, stepping).persist(StorageLevel.MEMORY_ONLY());
            Stepped.Sums sums = stepped.map(Stepped::sums)
                    .treeAggregate(Stepped.Sums.none(), Stepped.Sums::plus, Stepped.Sums::plus);
            held.unpersist();
            held = stepped;
            pupils = stepped.map(Stepped::pupils);
            loss += sums.lossSum();
            state.items.step(sums, plan, state.epoch);
        }
        state.losses.add(loss / plan.shape().users());
        requireFinite(state);
        tables.add(spark.broadcast(state.items.columns()));
        JavaRDD<Reviewed> reviewed = review(state, pupils, tables.get(tables.size() - 1));
        files.save(reviewed.map(Reviewed::pupils), state);
        JavaRDD<Pupils> saved =
                files.users(spark, state.epoch, lessons.getNumPartitions()).persist(StorageLevel.MEMORY_ONLY());
        held.unpersist();
        reviewed.unpersist();
        tables.forEach(Broadcast::destroy);
        return saved;
    }

    private static void requireFinite(DistillState state) {
        double loss = state.losses.get(state.losses.size() - 1);
        if (!Double.isFinite(loss)) {
            throw new ArithmeticException(
                    "the loss of epoch " + state.epoch + " is " + loss + "; a smaller --lr may help");
        }
    }

    private JavaRDD<Reviewed> review(DistillState state, JavaRDD<Pupils> pupils, Broadcast<Columns> items) {
        int epoch = state.epoch;
        boolean due = !state.finished && epoch % plan.curriculum().period() == 0;
        boolean evaluate = epoch % options.training().evaluateEvery() == 0
                || epoch == options.training().epochs();
        String phase = state.finished ? "fine" : "coarse";
        JavaRDD<Reviewed> reviewed = lessons.zipPartitions(pupils, new Reviewing(plan, items, epoch, due, evaluate))
                .persist(StorageLevel.MEMORY_ONLY());
        // In the blocks' order, so that sums are the same in every run.
        List<Reviewed> told = reviewed.map(Reviewed::told).collect();
        if (due) {
            state.finished = isFinished(told);
        }
        long measured = told.stream().mapToLong(Reviewed::measured).sum();
        if (evaluate && measured > 0) {
            double value = told.stream().mapToDouble(Reviewed::sum).sum() / measured;
            boolean better = value > state.bestValue;
            state.misses = better || !state.finished ? 0 : state.misses + 1;
            if (better) {
                forgetBest(state);
                state.bestValue = value;
                state.bestEpoch = epoch;
            }
            log.accept(String.format(
                    "epoch %d, %s: loss %.4f, %s on valid %.4f%s",
                    epoch,
                    phase,
                    state.losses.get(epoch - 1),
                    options.validateBy().title(),
                    value,
                    better ? ", the best so far" : ""));
        }
        return reviewed;
    }

    private void forgetBest(DistillState state) {
        try {
            if (state.bestEpoch > 0 && state.bestEpoch < state.epoch - 1) {
                files.forget(state.bestEpoch);
            }
        } catch (IOException e) {
            log.accept("epoch " + state.bestEpoch + " cannot be deleted, " + e);
        }
    }

    /** As core's Curriculum has it: the means of all users, rounded to 2 decimals, sum to those of the end. */
    private boolean isFinished(List<Reviewed> told) {
        int[] ends = plan.ends();
        long hundredths = 0;
        long end = 0;
        for (int x = 0; x < ends.length; x++) {
            int teacher = x;
            double sum =
                    told.stream().mapToDouble(one -> one.selected()[teacher]).sum();
            hundredths += Math.round(100 * sum / plan.shape().users());
            end += 100L * ends[x];
        }
        return hundredths >= end;
    }
}
