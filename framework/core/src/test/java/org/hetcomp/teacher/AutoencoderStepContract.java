package org.hetcomp.teacher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.hetcomp.backend.EngineTest;
import org.hetcomp.data.Interactions;
import org.junit.jupiter.api.Test;

/** {@link StepContract} for autoencoders: a first step against differences of its loss in doubles, by the paper's equations. */
public abstract class AutoencoderStepContract extends EngineTest {
    private static final int COLUMNS = 9;
    private static final int HIDDEN = 200;
    private static final double L2 = 0.3;
    private static final double DIVERGENCE = 60;
    private static final double BY = 1e-5;
    private static final int[][] TRAIN = {{1, 3}, {0, 3, 8}, {2}, {3, 5, 7}, {4, 8}};
    // Of the first layer's 9 x 200 numbers these many are looked at, and of other large arrays.
    private static final int EVERY = 7;

    /**
     * What is trained.
     *
     * @param sampled columns of the sum beside those that rows have; 1 for all
     */
    private record Case(int[][] train, int d, float dropout, int sampled) {
        Interactions rows() {
            return Interactions.of(COLUMNS, train);
        }

        TeacherOptions options() {
            return new TeacherOptions(d, 0.02, L2, 250, sampled, 4, 1, 4, 1, 0.15, false);
        }
    }

    /**
     * What a step drew.
     *
     * @param hidden the share that was to be hidden; 0 where that left nothing at all, for then all is read
     */
    private record Drawn(Case of, int[] batch, DecodedColumns columns, int[][] kept, float hidden, double[] noise) {
        static Drawn by(Random random, Case of) {
            int[] batch = IntStream.range(0, of.train.length).toArray();
            for (int p = batch.length - 1; p > 0; p--) {
                int other = random.nextInt(p + 1);
                int held = batch[p];
                batch[p] = batch[other];
                batch[other] = held;
            }
            DecodedColumns columns = DecodedColumns.of(of.rows(), batch, of.sampled, random);
            int[][] own = Arrays.stream(batch).mapToObj(row -> of.train[row]).toArray(int[][]::new);
            int[][] kept = Arrays.stream(own)
                    .map(row -> Arrays.stream(row)
                            .filter(column -> random.nextFloat() >= of.dropout)
                            .toArray())
                    .toArray(int[][]::new);
            boolean some = Arrays.stream(kept).anyMatch(row -> row.length > 0);
            double[] noise = IntStream.range(0, batch.length * of.d)
                    .mapToDouble(j -> (float) random.nextGaussian())
                    .toArray();
            return new Drawn(of, batch, columns, some ? kept : own, some ? of.dropout : 0, noise);
        }
    }

    @Test
    void ofAllColumns() throws IOException, ClassNotFoundException {
        Drawn drawn = hold(new Case(TRAIN, 3, 0.4f, 1));
        assertTrue(drawn.columns.all());
        assertTrue(drawn.hidden > 0);
    }

    @Test
    void ofSomeColumns() throws IOException, ClassNotFoundException {
        assertFalse(hold(new Case(TRAIN, 3, 0.4f, 2)).columns.all());
    }

    @Test
    void ofOneDimensionAndARowOfWhichNothingIsLeft() throws IOException, ClassNotFoundException {
        Drawn drawn = hold(new Case(TRAIN, 1, 0.7f, 2));
        assertTrue(Arrays.stream(drawn.kept).anyMatch(row -> row.length == 0));
    }

    @Test
    void ofOneRowOfWhichNothingIsLeft() throws IOException, ClassNotFoundException {
        assertEquals(0, hold(new Case(new int[][] {{2, 5}}, 3, 0.999f, 1)).hidden);
    }

    private Drawn hold(Case of) throws IOException, ClassNotFoundException {
        try (Autoencoder model = new Autoencoder(backend, of.rows(), of.options(), of.dropout, DIVERGENCE, 3)) {
            Map<String, double[]> numbers = new LinkedHashMap<>();
            model.parameters().arrays().forEach((name, array) -> numbers.put(name, StepContract.doubles(array)));
            Drawn drawn = Drawn.by(StepContract.copy(model.random()), of);
            assertEquals(likelihood(numbers, drawn), model.epoch(1), 1e-4);
            numbers.forEach((name, values) -> {
                double[] tenth = StepContract.doubles(model.moments().get("first." + name));
                double most = 0;
                for (int j = 0; j < values.length; j += values.length > HIDDEN ? EVERY : 1) {
                    double value = values[j];
                    values[j] = value + BY;
                    double above = loss(numbers, drawn);
                    values[j] = value - BY;
                    double below = loss(numbers, drawn);
                    values[j] = value;
                    double slope = (above - below) / (2 * BY);
                    most = Math.max(most, Math.abs(slope));
                    assertEquals(slope, 10 * tenth[j], 2e-4 * Math.max(1, Math.abs(slope)), name + " " + j);
                }
                assertTrue(most > 1e-2, name + " has no slope");
            });
            return drawn;
        }
    }

    /** Of the first of the 200 steps along which the divergence's weight rises. */
    private static double loss(Map<String, double[]> numbers, Drawn drawn) {
        int d = drawn.of.d;
        double divergences = 0;
        for (int r = 0; r < drawn.batch.length; r++) {
            double[] statistics = statistics(numbers, drawn, r);
            for (int k = 0; k < d; k++) {
                double mean = statistics[k];
                double logVariance = statistics[d + k];
                divergences += (mean * mean + Math.exp(logVariance) - logVariance - 1) / 2;
            }
        }
        return likelihood(numbers, drawn)
                + DIVERGENCE / 200 * divergences / drawn.batch.length
                + L2 / 2 * squares(numbers, drawn);
    }

    /** Of what a step moves. */
    private static double squares(Map<String, double[]> numbers, Drawn drawn) {
        double sum = Arrays.stream(numbers.get("encoder2")).map(x -> x * x).sum();
        for (int column :
                Arrays.stream(drawn.kept).flatMapToInt(IntStream::of).distinct().toArray()) {
            sum += square(numbers.get("encoder1"), column, HIDDEN);
        }
        for (int column : drawn.columns.ids()) {
            sum += square(numbers.get("decoder"), column, drawn.of.d);
        }
        return sum;
    }

    private static double square(double[] table, int row, int width) {
        return Arrays.stream(table, row * width, (row + 1) * width)
                .map(x -> x * x)
                .sum();
    }

    /** The mean negative log likelihood of a row. */
    private static double likelihood(Map<String, double[]> numbers, Drawn drawn) {
        int d = drawn.of.d;
        Interactions rows = drawn.of.rows();
        double sum = 0;
        for (int r = 0; r < drawn.batch.length; r++) {
            double[] statistics = statistics(numbers, drawn, r);
            int[] ids = drawn.columns.ids();
            double all = 0;
            double own = 0;
            for (int place = 0; place < ids.length; place++) {
                int column = ids[place];
                double logit = numbers.get("decoder.bias")[column];
                for (int k = 0; k < d; k++) {
                    double code = statistics[k] + Math.exp(statistics[d + k] / 2) * drawn.noise[r * d + k];
                    logit += code * numbers.get("decoder")[column * d + k];
                }
                double stands = drawn.columns.all() ? 0 : drawn.columns.stands()[place];
                all += Math.exp(logit + stands);
                if (rows.contains(drawn.batch[r], column)) {
                    own += logit;
                }
            }
            sum += drawn.of.train[drawn.batch[r]].length * Math.log(all) - own;
        }
        return sum / drawn.batch.length;
    }

    /** Mean and log variance of a row's code; {@code [2 d]}. */
    private static double[] statistics(Map<String, double[]> numbers, Drawn drawn, int r) {
        double scale = 1 / (Math.sqrt(drawn.of.train[drawn.batch[r]].length) * (1 - drawn.hidden));
        int d = drawn.of.d;
        double[] statistics = numbers.get("encoder2.bias").clone();
        for (int h = 0; h < HIDDEN; h++) {
            double hidden = numbers.get("encoder1.bias")[h];
            for (int column : drawn.kept[r]) {
                hidden += scale * numbers.get("encoder1")[column * HIDDEN + h];
            }
            for (int k = 0; k < 2 * d; k++) {
                statistics[k] += Math.tanh(hidden) * numbers.get("encoder2")[h * 2 * d + k];
            }
        }
        return statistics;
    }
}
