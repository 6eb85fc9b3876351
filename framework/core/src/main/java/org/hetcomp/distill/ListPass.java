package org.hetcomp.distill;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * How the loss over lists of a block of users and its gradients are made: by the engine's operators, or where arrays lie within Java's
 * reach in part by Java.
 */
interface ListPass {
    /**
     * The loss of a block of users, and its gradients.
     *
     * @param step owner of the result
     * @param users {@code [B, d] float32}
     * @param batch the block's users and their lists
     * @param from where the block begins in the batch that this was made for
     */
    Gradients gradients(NDManager step, NDArray users, Batch batch, int from);
}
