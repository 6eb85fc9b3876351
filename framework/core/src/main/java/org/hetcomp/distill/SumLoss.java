package org.hetcomp.distill;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.hetcomp.backend.Backend;

/**
 * Several losses of the same batch, weighed and added up: a student's own loss and what it is taught.
 *
 * @param terms the summands, at least one
 */
record SumLoss(List<Term> terms) implements DistillationLoss {
    /** A loss and its weight, above 0. */
    record Term(DistillationLoss loss, double weight) {}

    SumLoss {
        terms = List.copyOf(terms);
        if (terms.isEmpty()) {
            throw new IllegalArgumentException("a sum takes at least one loss");
        }
    }

    @Override
    public Gradients gradients(Backend backend, NDManager step, NDArray users, NDArray items, Batch batch) {
        NDArray loss = null;
        NDArray user = null;
        NDArray item = null;
        for (Term term : terms) {
            Gradients gradients = term.loss().gradients(backend, step, users, items, batch);
            float weight = (float) term.weight();
            loss = add(loss, gradients.loss().mul(weight));
            user = add(user, gradients.user().mul(weight));
            item = add(item, gradients.item().mul(weight));
        }
        return new Gradients(loss, user, item);
    }

    private static NDArray add(NDArray sum, NDArray summand) {
        return sum == null ? summand : sum.addi(summand);
    }
}
