package org.hetcomp.spark;

import java.io.Serializable;

/**
 * What a review found in a block.
 *
 * @param pupils its users after it
 * @param selected the sum over users of the snapshots in force, of each teacher
 * @param measured how many users are measured
 * @param sum of their measures on valid; 0 where they were not
 */
record Reviewed(Pupils pupils, long[] selected, int measured, double sum) implements Serializable {
    /** The same without the users, for the driver. */
    Reviewed told() {
        return new Reviewed(null, selected, measured, sum);
    }
}
