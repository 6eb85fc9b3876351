package org.hetcomp.teacher;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.hetcomp.backend.Backend;

/** The pairs of a step in blocks of the users that follow one another, each with all of its users' pairs. */
final class PairBlocks {
    private final int[] places;
    private final int users;
    private final int height;
    // Pairs of the first block, then of the second: numbers of pairs, and where each block's begin; null of one block.
    private final int[] order;
    private final int[] starts;

    private PairBlocks(int[] places, int users, int height, int[] order, int[] starts) {
        this.places = places;
        this.users = users;
        this.height = height;
        this.order = order;
        this.starts = starts;
    }

    /**
     * Divides pairs.
     *
     * @param places {@code [n]} each pair's user, from 0
     * @param users how many there are
     * @param height users of a block, the last of which may have fewer
     */
    static PairBlocks of(int[] places, int users, int height) {
        if (users <= height) {
            return new PairBlocks(places, users, height, null, null);
        }
        int[] starts = new int[(users + height - 1) / height + 1];
        for (int place : places) {
            starts[place / height + 1]++;
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        int[] next = starts.clone();
        int[] order = new int[places.length];
        for (int pair = 0; pair < places.length; pair++) {
            order[next[places[pair] / height]++] = pair;
        }
        return new PairBlocks(places, users, height, order, starts);
    }

    private boolean isOne() {
        return order == null;
    }

    /** How many blocks there are. */
    int count() {
        return isOne() ? 1 : starts.length - 1;
    }

    /** Users of a block. */
    int users(int block) {
        return Math.min(height, users - block * height);
    }

    /** Rows of a block's users; {@code [b, d]} of {@code [r, d]}. */
    NDArray rows(NDArray ofUsers, int block) {
        return isOne() ? ofUsers : ofUsers.get(new NDIndex(block * height + ":" + (block * height + users(block))));
    }

    /** The user of each pair of a block, from 0 in it. */
    int[] places(int block) {
        return isOne()
                ? places
                : of(block).map(pair -> places[pair] - block * height).toArray();
    }

    /** Rows of a block's pairs; {@code [k, d]} of {@code [n, d]}. */
    NDArray pairs(Backend backend, NDManager owner, NDArray ofPairs, int block) {
        return isOne() ? ofPairs : backend.rows(owner, ofPairs, of(block).toArray());
    }

    private IntStream of(int block) {
        return Arrays.stream(order, starts[block], starts[block + 1]);
    }

    /** Rows of the pairs in their own order again; {@code [n, d]}. */
    NDArray inOrder(Backend backend, NDManager owner, NDList blocks) {
        if (isOne()) {
            return joined(blocks);
        }
        int[] at = new int[order.length];
        for (int j = 0; j < order.length; j++) {
            at[order[j]] = j;
        }
        return backend.rows(owner, joined(blocks), at);
    }

    /** Rows of all blocks, one block below the other. */
    static NDArray joined(NDList blocks) {
        return blocks.size() == 1 ? blocks.head() : NDArrays.concat(blocks);
    }
}
