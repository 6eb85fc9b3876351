package org.hetcomp.spark;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.hetcomp.data.Rankings;
import org.hetcomp.distill.SpectralAxes;
import org.hetcomp.distill.Supervision;

/**
 * Where a student begins that knows nothing but the first lists that it will be shown, as on one machine: the lists of a sample of
 * users come to the driver, which finds their directions; users are put along them where they are.
 *
 * @param axes the directions, an item's numbers and a sum each
 * @param stretch what numbers are multiplied by
 */
record Start(Broadcast<SpectralAxes> axes, SpectralAxes.Stretch stretch) implements Serializable {
    /** What some users of a block are shown, row after row. */
    private record Shown(int[][] observed, int[][] unobserved) implements Serializable {}

    /**
     * Of what blocks are shown first.
     *
     * @return null where the options say so, or nothing is listed
     */
    static Start of(JavaRDD<Lesson> lessons, DistillPlan plan) {
        return plan.steps().spectral()
                ? of(lessons, plan, SpectralAxes.stride(plan.shape().users()))
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
        SpectralAxes found = SpectralAxes.of(
                lists,
                stride == 1,
                plan.shape().items(),
                plan.shape().dim(),
                plan.steps().seed());
        if (found == null) {
            return null;
        }
        Broadcast<SpectralAxes> axes =
                JavaSparkContext.fromSparkContext(lessons.context()).broadcast(found);
        SpectralAxes.Stretch stretch = lessons
                .map(lesson -> {
                    Supervision first = first(lesson, plan);
                    SpectralAxes along = axes.value();
                    return SpectralAxes.Fit.of(along.users(first, lesson.first()), along.items(), first);
                })
                .collect()
                .stream()
                .reduce(SpectralAxes.Fit::plus)
                .orElseThrow()
                .stretch(found.items());
        if (stretch == null) {
            axes.destroy();
            return null;
        }
        return new Start(axes, stretch);
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
        return times(axes.value().users(first(lesson, plan), lesson.first()), stretch.user());
    }

    /** The items, {@code [items, d]}. */
    float[] items() {
        return times(axes.value().items(), stretch.item());
    }

    private static float[] times(float[] table, float factor) {
        for (int at = 0; at < table.length; at++) {
            table[at] *= factor;
        }
        return table;
    }
}
