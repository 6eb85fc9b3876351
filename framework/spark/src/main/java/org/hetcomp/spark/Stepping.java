package org.hetcomp.spark;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction2;
import org.apache.spark.broadcast.Broadcast;
import org.hetcomp.backend.AdamStep;
import org.hetcomp.data.Rankings;
import org.hetcomp.distill.ListKind;
import org.hetcomp.distill.Supervision;
import org.hetcomp.distill.UserOrder;

/** One step of training in a block: its users of the step lose, move, and tell in which direction the items are to move. */
final class Stepping implements FlatMapFunction2<Iterator<Lesson>, Iterator<Pupils>, Stepped> {
    private static final long serialVersionUID = 1L;
    private static Order order;

    private final DistillPlan plan;
    private final Broadcast<Columns> items;
    private final int epoch;
    private final int step;
    private final boolean finished;

    /**
     * A step.
     *
     * @param items the table as it is before the step
     * @param epoch the first is 1
     * @param step of the epoch, from 0
     * @param finished whether the curriculum is through for everyone
     */
    Stepping(DistillPlan plan, Broadcast<Columns> items, int epoch, int step, boolean finished) {
        this.plan = plan;
        this.items = items;
        this.epoch = epoch;
        this.step = step;
        this.finished = finished;
    }

    /** Where each user is met in an epoch. */
    private record Order(long seed, int epoch, int[] places) {}

    private static synchronized int[] places(long seed, int epoch, int users) {
        if (order == null || order.seed() != seed || order.epoch() != epoch || order.places().length != users) {
            int[] met = UserOrder.of(seed, epoch, users);
            int[] places = new int[users];
            for (int place = 0; place < users; place++) {
                places[met[place]] = place;
            }
            order = new Order(seed, epoch, places);
        }
        return order.places();
    }

    @Override
    public Iterator<Stepped> call(Iterator<Lesson> lessons, Iterator<Pupils> all) {
        return lessons.hasNext()
                ? List.of(stepped(lessons.next(), all.next())).iterator()
                : Collections.emptyIterator();
    }

    private Stepped stepped(Lesson lesson, Pupils before) {
        int[] places = places(plan.steps().seed(), epoch, plan.shape().users());
        int from = step * plan.steps().batch();
        Supervision shown = before.supervision(lesson, plan);
        // With what is shown, which stays until the curriculum moves.
        Pupils after = before.next();
        AdamStep adam = plan.steps().adam(epoch, epoch);
        ListKernel kernel = null;
        double loss = 0;
        Weighted coarse = new Weighted(ListKind.COARSE, plan.weights().coarse(), plan);
        Weighted fine = new Weighted(ListKind.FINE, plan.weights().fine(), plan);
        for (int u = 0; u < lesson.users(); u++) {
            int place = places[lesson.first() + u];
            if (place >= from && place < from + plan.steps().batch()) {
                kernel = kernel == null ? new ListKernel(items.value()) : kernel;
                Weighted by = isFine(lesson, before, u) ? fine : coarse;
                loss += kernel.add(
                        before.vector(u), lists(lesson, shown, by.kind(), u), by.kind(), by.weights(), by.factor());
                after.move(u, kernel.slope(), adam);
            }
        }
        return new Stepped(after, kernel == null ? Stepped.Sums.none() : Stepped.Sums.of(kernel.gradient(), loss));
    }

    private boolean isFine(Lesson lesson, Pupils pupils, int user) {
        if (finished || !plan.perUser()) {
            return finished;
        }
        for (int x = 0; x < pupils.selected().length; x++) {
            if (pupils.selected()[x][user] < lesson.teachers(plan).get(x).size() - 1) {
                return false;
            }
        }
        return true;
    }

    private static ListKernel.Lists lists(Lesson lesson, Supervision shown, ListKind kind, int user) {
        Rankings observed = shown.observed();
        Rankings unobserved = shown.unobserved();
        int depth = kind.depth(unobserved.cut());
        int[] places = new int[observed.cut() + depth];
        for (int t = 0; t < places.length; t++) {
            places[t] = t < observed.cut() ? observed.at(user, t) : unobserved.at(user, t - observed.cut());
        }
        return new ListKernel.Lists(lesson.split().train().row(user), places, observed.cut());
    }

    /** A loss, and what its places weigh. */
    private record Weighted(ListKind kind, double factor, float[] weights) {
        Weighted(ListKind kind, double factor, DistillPlan plan) {
            this(
                    kind,
                    factor,
                    kind.weights(plan.ensemble().observed(), plan.ensemble().unobserved()));
        }
    }
}
