package org.hetcomp.teacher;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.hetcomp.backend.Adam;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.Parameters;
import org.hetcomp.backend.Unfinished;
import org.hetcomp.data.Interactions;

/**
 * Mult-VAE (Liang et al., WWW 2018): encodes a row of interactions as a normal distribution of a code, decodes a drawn
 * code to a multinomial over the columns; loss is the row's negative log likelihood (equation 2) plus the annealed
 * divergence of the code from a standard normal (equation 7). One hidden layer encodes, a linear layer decodes.
 *
 * <p>Rows are users and columns items, or the other way round for the item autoencoder. The input is sparse, and
 * gradients are made by hand ({@link EncoderPass}, {@link MultinomialHead}). {@code l2}
 * weighs half the squared norm of what a step moves: rows of the first layer and of the decoder are moved when they are met.
 */
final class Autoencoder implements AutoCloseable {
    private static final int HIDDEN = 200;
    private static final int ANNEALING_STEPS = 200;
    private static final int BLOCK = 1024;

    private final Backend backend;
    private final Interactions rows;
    private final TeacherOptions options;
    private final float dropout;
    private final double divergence;
    private final Parameters parameters;
    private final Adam adam;
    private final Random random;
    private int steps;

    /**
     * An untrained model of the rows; all that is random in it follows from the seed.
     *
     * @param dropout share of a row's interactions that is hidden while training, from 0 to below 1
     * @param divergence weight of the divergence once annealed, beta in the paper
     */
    Autoencoder(
            Backend backend, Interactions rows, TeacherOptions options, float dropout, double divergence, long seed) {
        this.backend = backend;
        this.rows = rows;
        this.options = options;
        this.dropout = dropout;
        this.divergence = divergence;
        random = new Random(seed);
        int columns = rows.items();
        int d = options.dim();
        try (Unfinished made = new Unfinished()) {
            parameters = made.hold(new Parameters(backend));
            addLayer("encoder1", columns, HIDDEN);
            addLayer("encoder2", HIDDEN, 2 * d);
            parameters.addNormal("decoder", new Shape(columns, d), deviation(columns, d), random);
            parameters.addZeros("decoder.bias", new Shape(1, columns));
            adam = new Adam(backend, parameters, options.learningRate(), 0);
            made.finished();
        }
    }

    private void addLayer(String name, int in, int out) {
        parameters.addNormal(name, new Shape(in, out), deviation(in, out), random);
        parameters.addZeros(name + ".bias", new Shape(1, out));
    }

    /** Of Glorot and Bengio, AISTATS 2010. */
    private static double deviation(int in, int out) {
        return Math.sqrt(2.0 / (in + out));
    }

    Parameters parameters() {
        return parameters;
    }

    /** Of Adam, as {@link Adam#moments}. */
    Map<String, NDArray> moments() {
        return adam.moments();
    }

    /** What all that is drawn comes from. */
    Random random() {
        return random;
    }

    /** What the rows of parameters stand for, where a column stands for that. */
    static Map<String, Axis> axes(Axis columns) {
        return Map.of("encoder1", columns, "decoder", columns, "decoder.bias", columns);
    }

    /** Weighs the divergence in full from the first step on. */
    void started() {
        steps = ANNEALING_STEPS;
    }

    /**
     * Trains on every row that has something once.
     *
     * @param epoch the first is 1
     * @return mean negative log likelihood of a row
     */
    double epoch(int epoch) {
        int[] order =
                IntStream.range(0, rows.users()).filter(r -> rows.count(r) > 0).toArray();
        for (int p = order.length - 1; p > 0; p--) {
            int other = random.nextInt(p + 1);
            int held = order[p];
            order[p] = order[other];
            order[other] = held;
        }
        double sum = 0;
        for (int begin = 0; begin < order.length; begin += options.batch()) {
            int end = Math.min(order.length, begin + options.batch());
            adam.learningRate(options.learningRate((epoch - 1 + begin / (double) order.length) / options.epochs()));
            sum += step(Arrays.copyOfRange(order, begin, end));
        }
        return sum / order.length;
    }

    private double step(int[] batch) {
        double weight = divergence * Math.min(1, ++steps / (double) ANNEALING_STEPS);
        DecodedColumns columns = DecodedColumns.of(rows, batch, options.negatives(), random);
        int[][] kept = kept(batch, dropout);
        boolean hides = Arrays.stream(kept).anyMatch(row -> row.length > 0);
        if (!hides) {
            kept = kept(batch, 0);
        }
        Distinct read = Distinct.of(rows.items(), kept);
        try (NDManager step = backend.manager().newSubManager()) {
            parameters.lend(step);
            NDArray first = backend.rows(step, parameters.get("encoder1"), read.ids());
            NDArray decoder = columns.all()
                    ? parameters.get("decoder")
                    : backend.rows(step, parameters.get("decoder"), columns.ids());
            EncoderPass encoder = new EncoderPass(
                    backend, step, input(batch, read.places(), read.ids().length, hides ? dropout : 0), layers(first));
            MultinomialHead head = MultinomialHead.of(
                    backend,
                    step,
                    encoder.draw(noise(step, batch.length, options.dim())),
                    new MultinomialHead.Decoder(decoder, columns.bias(backend, step, parameters.get("decoder.bias"))),
                    columns.rows());
            EncoderPass.Layers slopes = encoder.back(head.codeGradient(), weight / batch.length);
            NDArray biasGradient = head.biasGradient();
            if (columns.all()) {
                move("decoder", head.weightGradient());
            } else {
                moveRows("decoder", columns.ids(), decoder, head.weightGradient());
                biasGradient = backend.scatterAdd(biasGradient, columns.ids(), rows.items());
            }
            move("decoder.bias", biasGradient.reshape(1, rows.items()));
            moveRows("encoder1", read.ids(), first, slopes.first());
            move("encoder1.bias", slopes.firstBias());
            move("encoder2", slopes.second());
            move("encoder2.bias", slopes.secondBias());
            return head.loss();
        }
    }

    private EncoderPass.Layers layers(NDArray first) {
        return new EncoderPass.Layers(
                first, parameters.get("encoder1.bias"), parameters.get("encoder2"), parameters.get("encoder2.bias"));
    }

    private void move(String name, NDArray gradient) {
        boolean decays = options.l2() > 0 && !name.endsWith("bias");
        adam.step(name, decays ? gradient.add(parameters.get(name).mul((float) options.l2())) : gradient);
    }

    private void moveRows(String name, int[] ids, NDArray met, NDArray gradient) {
        NDArray whole = options.l2() > 0 ? gradient.add(met.mul((float) options.l2())) : gradient;
        adam.stepRows(name, ids, whole, steps);
    }

    private NDArray noise(NDManager step, int size, int d) {
        float[] values = new float[size * d];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return step.create(values, new Shape(size, d));
    }

    /** The columns of some rows, each hidden with that probability; {@code [batch][]}, ascending. */
    private int[][] kept(int[] batch, float hidden) {
        int[][] kept = new int[batch.length][];
        for (int r = 0; r < batch.length; r++) {
            kept[r] = rows.row(batch[r]);
            if (hidden > 0) {
                kept[r] = IntStream.of(kept[r])
                        .filter(column -> random.nextFloat() >= hidden)
                        .toArray();
            }
        }
        return kept;
    }

    /**
     * Rows scaled to length 1, then dropped out.
     *
     * @param kept what is left of them, as columns of {@code width}
     */
    private EncoderPass.Input input(int[] batch, int[][] kept, int width, float hidden) {
        float[] weights = new float[batch.length];
        for (int r = 0; r < batch.length; r++) {
            weights[r] = (float) (1 / (Math.sqrt(Math.max(1, rows.count(batch[r]))) * (1 - hidden)));
        }
        return new EncoderPass.Input(Interactions.of(width, kept), weights);
    }

    /** The mean codes of all rows; {@code [rows, d] float32}. */
    NDArray codes(NDManager owner) {
        int n = rows.users();
        int d = options.dim();
        float[] codes = new float[Math.multiplyExact(n, d)];
        for (int begin = 0; begin < n; begin += BLOCK) {
            int[] block = IntStream.range(begin, Math.min(n, begin + BLOCK)).toArray();
            try (NDManager step = owner.newSubManager()) {
                parameters.lend(step);
                EncoderPass.Input input = input(block, kept(block, 0), rows.items(), 0);
                float[] means = new EncoderPass(backend, step, input, layers(parameters.get("encoder1")))
                        .mean()
                        .toFloatArray();
                System.arraycopy(means, 0, codes, begin * d, means.length);
            }
        }
        try (NDArray java = owner.create(codes, new Shape(n, d))) {
            return java.duplicate();
        }
    }

    @Override
    public void close() {
        adam.close();
        parameters.close();
    }
}
