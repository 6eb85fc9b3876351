package org.hetcomp.backend;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;

/**
 * {@link RowMoves} in Java, in the tables' own memory: some rows at a time are read into the nearest cache, moved there and written back,
 * where an engine's operators go through copies of all of them a dozen times.
 */
record HostRows(Backend backend, RowMoves.Tables tables) implements RowMoves {
    // Numbers of a table that are worked on at a time; with those of its moments and gradients half of the nearest
    // cache.
    private static final int BLOCK = 1024;

    // Numbers that a lane takes at a time where a whole table is moved.
    private static final int PART = 32 * BLOCK;

    private record Copies(HostRows of, int[] ids, NDArray weights, Away away) implements Met {
        @Override
        public void move(NDArray gradient, AdamStep numbers) {
            FloatBuffer from = of.backend.floats(weights);
            FloatBuffer slopes = of.backend.floats(gradient);
            Walk walk = of.new Walk(ids, away);
            while (walk.next()) {
                from.get(walk.first * walk.d, walk.weights, 0, walk.count * walk.d);
                walk.readMoments();
                walk.keep();
                walk.move(slopes, numbers);
                walk.write();
            }
        }
    }

    @Override
    public Met meet(NDManager owner, int[] ids, Away away) {
        Walk walk = new Walk(ids, away);
        NDArray weights = owner.create(new Shape(ids.length, walk.d));
        FloatBuffer to = backend.ownFloats(weights);
        while (walk.next()) {
            walk.readWeights();
            to.put(walk.first * walk.d, walk.weights, 0, walk.count * walk.d);
        }
        return new Copies(this, ids, weights, away);
    }

    @Override
    public void catchUp(int[] ids, Away away) {
        Walk walk = new Walk(ids, away);
        while (walk.next()) {
            walk.readWeights();
            walk.keep();
            walk.write();
        }
    }

    @Override
    public void step(NDManager scope, int[] ids, NDArray gradient, AdamStep numbers) {
        FloatBuffer slopes = backend.floats(gradient);
        Walk walk = new Walk(ids, null);
        while (walk.next()) {
            walk.readWeights();
            walk.readMoments();
            walk.move(slopes, numbers);
            walk.write();
        }
    }

    @Override
    public void stepAll(NDArray gradient, AdamStep numbers) {
        int size = Math.toIntExact(tables.weights().size());
        FloatBuffer slopes = backend.floats(gradient);
        FloatBuffer weights = backend.ownFloats(tables.weights());
        FloatBuffer means = backend.ownFloats(tables.mean());
        FloatBuffer squares = backend.ownFloats(tables.square());
        Lanes lanes = backend.lanes();
        lanes.spread(lanes.free(), (size + PART - 1) / PART, part -> {
            float[][] near = new float[4][BLOCK];
            for (int from = part * PART; from < Math.min(size, (part + 1) * PART); from += BLOCK) {
                int count = Math.min(BLOCK, size - from);
                weights.get(from, near[0], 0, count);
                slopes.get(from, near[1], 0, count);
                means.get(from, near[2], 0, count);
                squares.get(from, near[3], 0, count);
                numbers.move(near[0], near[1], near[2], near[3], count);
                weights.put(from, near[0], 0, count);
                means.put(from, near[2], 0, count);
                squares.put(from, near[3], 0, count);
            }
        });
    }

    /** Goes through rows, some at a time. */
    private final class Walk {
        private final int[] ids;
        private final Away away;
        private final int d;
        private final int most;
        private final FloatBuffer weightTable = backend.ownFloats(tables.weights());
        private final FloatBuffer meanTable = backend.ownFloats(tables.mean());
        private final FloatBuffer squareTable = backend.ownFloats(tables.square());
        private final float[] weights;
        private final float[] mean;
        private final float[] square;
        private final float[] slopes;
        private int first;
        private int count;

        Walk(int[] ids, Away away) {
            Shape shape = tables.weights().getShape();
            this.ids = Ids.check(ids, shape.get(0));
            this.away = away;
            d = Math.toIntExact(shape.get(1));
            most = Math.max(1, Math.min(ids.length, BLOCK / d));
            weights = new float[most * d];
            mean = new float[most * d];
            square = new float[most * d];
            slopes = new float[most * d];
        }

        boolean next() {
            first += count;
            count = Math.min(most, ids.length - first);
            return count > 0;
        }

        /** With what they missed, for which moments are read too. */
        void readWeights() {
            read(weightTable, weights);
            if (away != null) {
                readMoments();
                for (int r = 0; r < count; r++) {
                    float moved = away.moved()[first + r];
                    float epsilon = away.epsilon();
                    for (int j = r * d; j < (r + 1) * d; j++) {
                        weights[j] -= moved * (mean[j] / ((float) Math.sqrt(square[j]) + epsilon));
                    }
                }
            }
        }

        void readMoments() {
            read(meanTable, mean);
            read(squareTable, square);
        }

        /** Leaves of the moments what there is after what rows missed. */
        void keep() {
            for (int r = 0; away != null && r < count; r++) {
                float ofMean = away.keptMean()[first + r];
                float ofSquare = away.keptSquare()[first + r];
                for (int j = r * d; j < (r + 1) * d; j++) {
                    mean[j] *= ofMean;
                    square[j] *= ofSquare;
                }
            }
        }

        void move(FloatBuffer gradient, AdamStep numbers) {
            gradient.get(first * d, slopes, 0, count * d);
            numbers.move(weights, slopes, mean, square, count * d);
        }

        void write() {
            write(weightTable, weights);
            write(meanTable, mean);
            write(squareTable, square);
        }

        private void read(FloatBuffer table, float[] into) {
            for (int r = 0; r < count; r++) {
                table.get(ids[first + r] * d, into, r * d, d);
            }
        }

        private void write(FloatBuffer table, float[] from) {
            for (int r = 0; r < count; r++) {
                table.put(ids[first + r] * d, from, r * d, d);
            }
        }
    }
}
