package org.hetcomp.distill;

import ai.djl.ndarray.NDArray;

/**
 * A loss and its gradients, all in the step's manager and its own: who asked for them may change them.
 *
 * @param loss {@code [] float32}, sum over the batch; stays on the device until it is read
 * @param user {@code [B, d] float32}, gradient to the batch's user rows
 * @param item {@code [items, d] float32}, gradient to the item table
 */
public record Gradients(NDArray loss, NDArray user, NDArray item) {
    /** The loss as a number; waits for the device. */
    public double value() {
        return loss.getFloat();
    }
}
