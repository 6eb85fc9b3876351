package org.hetcomp.distill;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.hetcomp.backend.Backend;

/** What the student is trained on: a loss of a batch of users with its gradients, written out by hand. */
public interface DistillationLoss {
    /**
     * The loss, summed over the batch, and its gradients; outside any gradient collector.
     *
     * @param step owner of the result and of all that is made on the way; {@code items} is lent to it
     * @param users {@code [B, d] float32}, the student's rows of the batch's users, in the step's manager
     * @param items {@code [items, d] float32}, the student's item table
     */
    Gradients gradients(Backend backend, NDManager step, NDArray users, NDArray items, Batch batch);
}
