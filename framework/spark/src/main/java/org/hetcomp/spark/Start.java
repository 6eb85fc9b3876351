package org.hetcomp.spark;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.hetcomp.data.Rankings;
import org.hetcomp.distill.SpectralStart;
import org.hetcomp.distill.Supervision;

/**
 * Where a student begins that knows nothing but the first lists that it will be shown, as on one machine: the lists of a sample of
 * users come to the driver, which finds their directions; users are put along them where they are.
 *
 * @param found an item's numbers and a sum each
 */
record Start(Broadcast<SpectralStart> found) implements Serializable {
    /** What some users of a block are shown, row after row. */
    private record Shown(int[][] observed, int[][] unobserved) implements Serializable {}

    /**
     * Of what blocks are shown first.
     *
     * @return null where the options say so, or nothing is listed
     */
    static Start of(JavaRDD<Lesson> lessons, DistillPlan plan) {
        return plan.steps().spectral()
                ? of(lessons, plan, SpectralStart.stride(plan.shape().users()))
                : null;
    }

    /** By the lists of every so-manieth user. */
    static Start of(JavaRDD<Lesson> lessons, DistillPlan plan, int stride) {
        // In the blocks' order.
        List<Shown> shown = lessons.map(lesson -> shown(lesson, plan, stride)).collect();
        Supervision lists = new Supervision(
                lists(
                        shown.stream().map(Shown::observed).toList(),
                        plan.ensemble().observed()),
                lists(
                        shown.stream().map(Shown::unobserved).toList(),
                        plan.ensemble().unobserved()));
        SpectralStart found = SpectralStart.of(
                lists,
                stride == 1,
                plan.shape().items(),
                plan.shape().dim(),
                plan.steps().seed());
        return found == null
                ? null
                : new Start(JavaSparkContext.fromSparkContext(lessons.context()).broadcast(found));
    }

    /** What everyone of a block is shown first. */
    static Supervision first(Lesson lesson, DistillPlan plan) {
        return lesson.ensemble(plan).supervision(lesson.begin(plan.converged()));
    }

    private static Shown shown(Lesson lesson, DistillPlan plan, int stride) {
        Supervision first = first(lesson, plan);
        int[] users = IntStream.range(0, lesson.users())
                .filter(u -> (lesson.first() + u) % stride == 0)
                .toArray();
        return new Shown(rows(first.observed(), users), rows(first.unobserved(), users));
    }

    private static int[][] rows(Rankings rankings, int[] users) {
        return IntStream.of(users).mapToObj(rankings::row).toArray(int[][]::new);
    }

    private static Rankings lists(List<int[][]> blocks, int cut) {
        Rankings lists =
                Rankings.empty(blocks.stream().mapToInt(rows -> rows.length).sum(), cut);
        int user = 0;
        for (int[][] rows : blocks) {
            for (int[] row : rows) {
                System.arraycopy(row, 0, lists.ids(), lists.start(user++), row.length);
            }
        }
        return lists;
    }

    /** A block's users, {@code [users, d]}. */
    float[] users(Lesson lesson, DistillPlan plan) {
        return found.value().users(first(lesson, plan), lesson.first());
    }

    /** The items, {@code [items, d]}. */
    float[] items() {
        return found.value().items();
    }

    /** Lets it go, once nothing begins there any more. */
    void forget() {
        found.destroy();
    }
}
