package org.hetcomp.spark;

import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction2;
import org.apache.spark.broadcast.Broadcast;
import org.hetcomp.data.Rankings;
import org.hetcomp.distill.Curriculum;
import org.hetcomp.eval.Evaluator;
import org.hetcomp.eval.Measure;
import org.hetcomp.eval.TopK;

/** The end of an epoch in a block: the curriculum follows its users, and they are measured on valid. */
final class Reviewing implements FlatMapFunction2<Iterator<Lesson>, Iterator<Pupils>, Reviewed> {
    private static final long serialVersionUID = 1L;

    private final DistillPlan plan;
    private final Broadcast<Columns> items;
    private final int epoch;
    private final boolean due;
    private final boolean evaluate;

    /**
     * A review.
     *
     * @param items the table at the end of the epoch
     * @param epoch that has ended
     * @param due whether the curriculum is to move
     * @param evaluate whether users are measured
     */
    Reviewing(DistillPlan plan, Broadcast<Columns> items, int epoch, boolean due, boolean evaluate) {
        this.plan = plan;
        this.items = items;
        this.epoch = epoch;
        this.due = due;
        this.evaluate = evaluate;
    }

    @Override
    public Iterator<Reviewed> call(Iterator<Lesson> lessons, Iterator<Pupils> all) {
        return lessons.hasNext()
                ? List.of(reviewed(lessons.next(), all.next())).iterator()
                : Collections.emptyIterator();
    }

    private Reviewed reviewed(Lesson lesson, Pupils pupils) {
        Measure measure = plan.measure();
        Evaluator evaluator = new Evaluator(lesson.split(), List.of(measure));
        Rankings rankings = due || evaluate ? rankings(lesson, pupils, evaluator) : null;
        Pupils after = due ? followed(lesson, pupils, rankings) : pupils;
        int users = evaluator.users().length;
        double sum = evaluate && users > 0 ? evaluator.valid(rankings, measure) * users : 0;
        long[] selected =
                Arrays.stream(after.selected()).mapToLong(Reviewing::sum).toArray();
        return new Reviewed(after, selected, users, sum);
    }

    private static long sum(byte[] row) {
        long sum = 0;
        for (byte snapshot : row) {
            sum += snapshot;
        }
        return sum;
    }

    private Pupils followed(Lesson lesson, Pupils pupils, Rankings rankings) {
        Curriculum curriculum = new Curriculum(lesson.teachers(plan), plan.curriculum());
        for (int x = 0; x < pupils.selected().length; x++) {
            System.arraycopy(pupils.selected()[x], 0, curriculum.selected()[x], 0, pupils.users());
            System.arraycopy(pupils.last()[x], 0, curriculum.last()[x], 0, pupils.users());
        }
        curriculum.update(epoch, rankings);
        return pupils.moved(curriculum.selected(), curriculum.last());
    }

    private Rankings rankings(Lesson lesson, Pupils pupils, Evaluator evaluator) {
        int least = due ? plan.curriculum().depth() : 1;
        int[] depths = evaluator.depths(least);
        if (!evaluate) {
            Arrays.fill(depths, least);
        }
        int width = plan.shape().items();
        Rankings rankings = Rankings.empty(
                Arrays.stream(depths).map(depth -> Math.min(width, depth)).toArray());
        float[] scores = new float[width];
        TopK best = new TopK(rankings.cut());
        for (int u = 0; u < pupils.users(); u++) {
            items.value().scores(pupils.vector(u), scores);
            best.select(
                    TopK.Row.of(scores),
                    TopK.Skip.of(lesson.split().train(), u),
                    rankings.depth(u),
                    rankings.ids(),
                    rankings.start(u));
        }
        return rankings;
    }
}
