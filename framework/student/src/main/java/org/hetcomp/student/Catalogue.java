package org.hetcomp.student;

import java.util.Arrays;
import java.util.List;

/**
 * The items' vectors, the longest first, in {@link Block}s. A search ends where no shorter vector can reach its worst
 * item, and is exact all the same (Teflioudi, Gemulla, Mykytiuk, "LEMP: Fast Retrieval of Large Entries in a Matrix
 * Product", SIGMOD 2015, prune by length likewise). Several searches share a pass: a block is read
 * from memory once for all of them. Immutable.
 *
 * <p>Of 1 M items at d = 16, top 10, one core of an AMD EPYC answers 115 users a second if all items are of one
 * length, so that none is left out, 274 if eight share a pass, and 365 and 887 if the vectors are normal numbers; a
 * loop over rows answers 50 (medians; docs/student.md has the spread).
 */
final class Catalogue {
    private static final int CELLS = 1 << 14;
    private static final int LEAST = 64;

    private final Block[] blocks;
    private final int ofBlock;
    // Item at a place, ordered by length; and the place of an item.
    private final int[] rows;
    private final int[] places;

    /** Copies the items' vectors {@code [items, d]}. */
    Catalogue(Matrix items) {
        rows = new int[items.rows()];
        places = new int[items.rows()];
        long[] order = order(items);
        for (int place = 0; place < rows.length; place++) {
            rows[place] = (int) order[place];
            places[rows[place]] = place;
        }
        // 64 KB, so that the next search of a pass finds the block in the cache.
        ofBlock = Math.max(LEAST, Integer.highestOneBit(CELLS / items.dim()));
        blocks = new Block[(rows.length - 1) / ofBlock + 1];
        for (int b = 0; b < blocks.length; b++) {
            int size = Math.min(ofBlock, rows.length - b * ofBlock);
            blocks[b] = block(items, b * ofBlock, size, length(order[b * ofBlock]));
        }
    }

    /** Places by descending length, then ascending row: what a sort of whole numbers gives. */
    private static long[] order(Matrix items) {
        float[] vector = new float[items.dim()];
        long[] order = new long[items.rows()];
        for (int row = 0; row < order.length; row++) {
            items.row(row, vector);
            // Rounded up: a bound may be too large, never too small.
            float length = Math.nextUp((float) Vectors.length(vector));
            order[row] = (long) ~Float.floatToIntBits(length) << 32 | row;
        }
        Arrays.parallelSort(order);
        return order;
    }

    private static float length(long entry) {
        return Float.intBitsToFloat(~(int) (entry >> 32));
    }

    private Block block(Matrix items, int from, int size, float longest) {
        float[] vector = new float[items.dim()];
        float[][] columns = new float[items.dim()][size];
        float[] inverses = new float[size];
        for (int j = 0; j < size; j++) {
            items.row(rows[from + j], vector);
            float inverse = (float) (1 / Vectors.length(vector));
            inverses[j] = Float.isFinite(inverse) ? inverse : 0;
            for (int k = 0; k < vector.length; k++) {
                columns[k][j] = vector[k];
            }
        }
        return new Block(columns, inverses, longest);
    }

    /** Fills searches, in one pass over the items for all that may find any item. */
    void fill(List<Search> searches) {
        float[] scores = new float[ofBlock];
        Search[] open = searches.stream().filter(s -> s.allowed() == null).toArray(Search[]::new);
        searches.stream().filter(s -> s.allowed() != null).forEach(this::fillAllowed);
        int left = open.length;
        for (int b = 0; b < blocks.length && left > 0; b++) {
            Block block = blocks[b];
            int going = 0;
            for (int s = 0; s < left; s++) {
                Search search = open[s];
                if (search.reaches(block.longest())) {
                    block.scores(search.vector(), scores);
                    if (search.cosine()) {
                        block.toCosines(scores);
                    }
                    search.take(scores, block.size(), rows, b * ofBlock);
                    open[going++] = search;
                }
            }
            left = going;
        }
    }

    private void fillAllowed(Search search) {
        int[] allowed =
                Arrays.stream(search.allowed()).map(row -> places[row]).sorted().toArray();
        for (int place : allowed) {
            Block block = blocks[place / ofBlock];
            if (!search.reaches(block.longest())) {
                break;
            }
            int j = place % ofBlock;
            float score = search.cosine() ? block.cosine(search.vector(), j) : block.score(search.vector(), j);
            search.take(score, rows[place]);
        }
    }

    /** Scores of all items, {@code [items]} by row. */
    float[] scores(float[] vector) {
        float[] scores = new float[ofBlock];
        float[] byRow = new float[rows.length];
        for (int b = 0; b < blocks.length; b++) {
            blocks[b].scores(vector, scores);
            for (int j = 0; j < blocks[b].size(); j++) {
                byRow[rows[b * ofBlock + j]] = scores[j];
            }
        }
        return byRow;
    }

    /** The score of one item. */
    float score(float[] vector, int row) {
        return blocks[places[row] / ofBlock].score(vector, places[row] % ofBlock);
    }

    /** An item's vector {@code [d]}, a copy. */
    float[] vector(int row) {
        return blocks[places[row] / ofBlock].vector(places[row] % ofBlock);
    }
}
