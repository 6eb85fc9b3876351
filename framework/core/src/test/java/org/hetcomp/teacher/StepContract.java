package org.hetcomp.teacher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hetcomp.backend.EngineTest;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Pairs;
import org.hetcomp.data.Split;
import org.junit.jupiter.api.Test;

/**
 * What a first step of the families that learn from pairs goes by, against differences of their losses, which are written down here in
 * doubles and know nothing of how derivatives are taken. After one step Adam's first moment is a tenth of the gradient.
 */
public abstract class StepContract extends EngineTest {
    private static final int USERS = 5;
    private static final int ITEMS = 9;
    private static final int D = 4;
    private static final int HIDDEN = 16;
    private static final double TEMPERATURE = 0.4;
    private static final double L2 = 0.3;
    private static final double BY = 1e-5;
    private static final TeacherOptions OPTIONS =
            new TeacherOptions(D, 0.02, L2, 250, 6, 4, 1, 4, 1, TEMPERATURE, false);
    private static final int[][] TRAIN = {{1, 3}, {0, 3, 8}, {2}, {3, 5, 7}, {4, 8}};
    private static final Split SPLIT =
            new Split(Interactions.of(ITEMS, TRAIN), Interactions.of(ITEMS, TRAIN), Interactions.of(ITEMS, TRAIN));

    /** Parameters by name, row after row. */
    private static final class Numbers {
        private final Map<String, double[]> arrays = new LinkedHashMap<>();

        double[] row(String name, int row, int width) {
            return IntStream.range(row * width, (row + 1) * width)
                    .mapToDouble(j -> arrays.get(name)[j])
                    .toArray();
        }

        double[] row(String name, int row) {
            return row(name, row, D);
        }

        double squares(String... names) {
            double sum = 0;
            for (String name : names) {
                sum += product(arrays.get(name), arrays.get(name));
            }
            return sum;
        }
    }

    /** What a step was made of. */
    private record Met(int[] users, int[] positives, int[] negatives) {}

    /** Of a user and an item. */
    private interface Score {
        double of(Numbers numbers, int user, int item);
    }

    /** What is added to the softmax's loss. */
    private interface Norms {
        double of(Numbers numbers, Met met);
    }

    @Test
    void matrixFactorisation() throws IOException, ClassNotFoundException {
        hold(
                new MatrixFactorization(backend, SPLIT, OPTIONS, 3),
                (numbers, u, i) -> product(unit(numbers.row("user", u)), unit(numbers.row("item", i))) / TEMPERATURE,
                (numbers, met) -> ofPairs(numbers, met, "user", "item") + ofSamples(numbers, met, "item"));
    }

    @Test
    void metricLearning() throws IOException, ClassNotFoundException {
        hold(
                new MetricLearning(backend, SPLIT, OPTIONS, 3),
                (numbers, u, i) -> {
                    double sum = 0;
                    for (int j = 0; j < D; j++) {
                        sum += Math.pow(numbers.row("user", u)[j] - numbers.row("item", i)[j], 2);
                    }
                    return -sum / (2 * TEMPERATURE);
                },
                (numbers, met) -> L2
                        / 2
                        * (distinct(met.users)
                                        .mapToDouble(u -> square(numbers.row("user", u)))
                                        .sum()
                                + distinct(met.positives, met.negatives)
                                        .mapToDouble(i -> square(numbers.row("item", i)))
                                        .sum()));
    }

    @Test
    void neuralFactorisation() throws IOException, ClassNotFoundException {
        hold(
                new NeuralFactorization(backend, SPLIT, OPTIONS, 3),
                (numbers, u, i) -> product(unit(numbers.row("factor.user", u)), unit(numbers.row("factor.item", i)))
                                / TEMPERATURE
                        + network(numbers, unit(numbers.row("network.user", u)), unit(numbers.row("network.item", i))),
                (numbers, met) -> ofPairs(numbers, met, "factor.user", "factor.item")
                        + ofPairs(numbers, met, "network.user", "network.item")
                        + ofSamples(numbers, met, "factor.item")
                        + ofSamples(numbers, met, "network.item")
                        + 0.01 * numbers.squares("layer1.user", "layer1.item", "layer2", "output.network"));
    }

    private static double network(Numbers numbers, double[] user, double[] item) {
        double[] first = numbers.arrays.get("layer1.bias").clone();
        for (int j = 0; j < D; j++) {
            for (int k = 0; k < HIDDEN; k++) {
                first[k] += user[j] * numbers.row("layer1.user", j, HIDDEN)[k]
                        + item[j] * numbers.row("layer1.item", j, HIDDEN)[k];
            }
        }
        double sum = 0;
        for (int q = 0; q < HIDDEN / 2; q++) {
            double second = numbers.arrays.get("layer2.bias")[q];
            for (int k = 0; k < HIDDEN; k++) {
                second += Math.max(0, first[k]) * numbers.row("layer2", q, HIDDEN)[k];
            }
            sum += Math.max(0, second) * numbers.arrays.get("output.network")[q];
        }
        return sum;
    }

    @Test
    void graphConvolution() throws IOException, ClassNotFoundException {
        for (int block : new int[] {100, 4}) {
            for (boolean inJava : new boolean[] {true, false}) {
                hold(
                        new LightGcn(backend, SPLIT, OPTIONS, 3, inJava, block),
                        (numbers, u, i) ->
                                product(unit(passed(numbers, u)), unit(passed(numbers, USERS + i))) / TEMPERATURE,
                        (numbers, met) -> {
                            double sum = 0;
                            for (int p = 0; p < met.users.length; p++) {
                                sum += square(numbers.row("node", met.users[p]))
                                        + square(numbers.row("node", USERS + met.positives[p]));
                            }
                            return L2 * sum / met.users.length;
                        });
            }
        }
    }

    /** A node's vector, the mean of what it is and of three rounds along the graph. */
    private static double[] passed(Numbers numbers, int node) {
        double[][] layer = IntStream.range(0, USERS + ITEMS)
                .mapToObj(other -> numbers.row("node", other))
                .toArray(double[][]::new);
        double[] sum = layer[node].clone();
        for (int round = 0; round < 3; round++) {
            double[][] next = new double[layer.length][D];
            for (int u = 0; u < USERS; u++) {
                for (int i : TRAIN[u]) {
                    int item = i;
                    long users = IntStream.range(0, USERS)
                            .filter(other -> IntStream.of(TRAIN[other]).anyMatch(of -> of == item))
                            .count();
                    double weight = 1 / Math.sqrt((double) TRAIN[u].length * users);
                    for (int j = 0; j < D; j++) {
                        next[u][j] += weight * layer[USERS + i][j];
                        next[USERS + i][j] += weight * layer[u][j];
                    }
                }
            }
            layer = next;
            for (int j = 0; j < D; j++) {
                sum[j] += layer[node][j];
            }
        }
        return sum;
    }

    /** One epoch, which is one step, from where the teacher begins. */
    private static void hold(PairwiseTeacher teacher, Score score, Norms norms)
            throws IOException, ClassNotFoundException {
        try (teacher) {
            Numbers before = new Numbers();
            teacher.parameters().arrays().forEach((name, array) -> before.arrays.put(name, doubles(array)));
            Random random = copy(teacher.random());
            Pairs pairs = new Pairs(SPLIT.train(), 1);
            pairs.shuffle(random);
            Met met = new Met(
                    pairs.users(0, pairs.size()),
                    pairs.items(0, pairs.size()),
                    teacher.sampler.draw(OPTIONS.negatives(), random));
            assertEquals(softmax(before, met, score), teacher.epoch(1), 1e-5);
            before.arrays.forEach((name, values) -> {
                float[] tenth = teacher.moments().get("first." + name).toFloatArray();
                double most = 0;
                for (int j = 0; j < values.length; j++) {
                    double value = values[j];
                    values[j] = value + BY;
                    double above = softmax(before, met, score) + norms.of(before, met);
                    values[j] = value - BY;
                    double below = softmax(before, met, score) + norms.of(before, met);
                    values[j] = value;
                    double slope = (above - below) / (2 * BY);
                    most = Math.max(most, Math.abs(slope));
                    assertEquals(slope, 10 * tenth[j], 1e-4 * Math.max(1, Math.abs(slope)), name + " " + j);
                }
                assertTrue(most > 1e-3, name + " has no slope");
            });
        }
    }

    static double[] doubles(NDArray array) {
        float[] floats = array.toFloatArray();
        return IntStream.range(0, floats.length).mapToDouble(j -> floats[j]).toArray();
    }

    /** One that draws the same from here on. */
    static Random copy(Random random) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(random);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (Random) in.readObject();
        }
    }

    /** The mean of what a pair's item lacks against itself and all samples. */
    private static double softmax(Numbers numbers, Met met, Score score) {
        double sum = 0;
        for (int p = 0; p < met.users.length; p++) {
            double own = score.of(numbers, met.users[p], met.positives[p]);
            double all = Math.exp(own);
            for (int item : met.negatives) {
                all += Math.exp(score.of(numbers, met.users[p], item));
            }
            sum += Math.log(all) - own;
        }
        return sum / met.users.length;
    }

    private static double ofPairs(Numbers numbers, Met met, String user, String item) {
        double sum = 0;
        for (int p = 0; p < met.users.length; p++) {
            sum += square(numbers.row(user, met.users[p])) + square(numbers.row(item, met.positives[p]));
        }
        return L2 * sum / met.users.length;
    }

    private static double ofSamples(Numbers numbers, Met met, String item) {
        return L2
                * IntStream.of(met.negatives)
                        .mapToDouble(i -> square(numbers.row(item, i)))
                        .average()
                        .orElseThrow();
    }

    private static IntStream distinct(int[]... lists) {
        return Stream.of(lists).flatMapToInt(IntStream::of).distinct();
    }

    private static double square(double[] vector) {
        return product(vector, vector);
    }

    private static double product(double[] left, double[] right) {
        double sum = 0;
        for (int j = 0; j < left.length; j++) {
            sum += left[j] * right[j];
        }
        return sum;
    }

    private static double[] unit(double[] vector) {
        double length = Math.sqrt(square(vector) + 1e-12);
        return Arrays.stream(vector).map(x -> x / length).toArray();
    }
}
