package org.hetcomp.export;

import java.util.List;

/**
 * What a format writes.
 *
 * @param name what tables, indexes and schemas begin with
 * @param users their ids and vectors
 * @param items their ids and vectors
 * @param dim d of the vectors
 * @param bits of a number
 * @param example a question and its answer
 */
record Content(String name, Side users, Side items, int dim, int bits, Example example) {
    /**
     * A question and what the student answers, by its rounded vectors.
     *
     * @param user who asks, by the user's own id
     * @param row the user's
     * @param without an item that is left out, by its own id
     * @param items the best others, the best first
     */
    record Example(String user, int row, String without, List<Scored> items) {}

    /**
     * An item and its score.
     *
     * @param item its own id
     * @param score the inner product of the user's vector and the item's
     */
    record Scored(String item, float score) {}
}
