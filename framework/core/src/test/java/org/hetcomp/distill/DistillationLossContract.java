package org.hetcomp.distill;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.NegativeSampler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The losses of an engine against two oracles, and what must not change them. */
public abstract class DistillationLossContract extends LossTest {
    private static DistillationLoss loss(boolean fine) {
        return fine ? new FineLoss() : new CoarseLoss();
    }

    private void holdToOracle(boolean fine, LossCase input) {
        LossOracle oracle = LossOracle.of(fine, input);
        hold(oracle.loss(), oracle.userGradient(), oracle.itemGradient(), compute(loss(fine), input));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void agreesWithTheDoubleOracle(boolean fine) {
        for (double spread : new double[] {0.01, 1, 6, 12}) {
            holdToOracle(fine, LossCase.draw(23, 400, 8, 5, 40, spread, 11));
        }
    }

    /** More scores than a strip has, the last one shorter, few and many of them beyond the limit. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void severalStripsOfItemsAreOne(boolean fine) {
        for (double spread : new double[] {1, 12, 40}) {
            holdToOracle(fine, LossCase.draw(67, 40_009, 3, 5, 40, spread, 21));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void agreesWithTheEnginesOwnDerivatives(boolean fine) {
        LossCase input = LossCase.draw(23, 400, 8, 5, 40, 2, 12);
        Computed autograd = compute(new AutogradLoss(fine), input);
        hold(
                autograd.loss(),
                rows(autograd.user(), input.dim()),
                rows(autograd.item(), input.dim()),
                compute(loss(fine), input));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void clippedScoresHaveNoGradient(boolean fine) {
        LossCase input = LossCase.draw(23, 400, 8, 5, 40, 25, 13);
        holdToOracle(fine, input);
        holdToOracle(fine, input.times(3));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void listedItemsMayOutweighTheRest(boolean fine) {
        int items = 120;
        int[][] observed = {{3, 1}, {5}};
        int[][] unobserved = {{10, 11, 12, 13, 14, 15, 16, 17, 18, 19}, {20, 21, 22, 23, 24, 25, 26, 27, 28, 29}};
        Batch batch = LossCase.batch(items, new int[][] {{3, 1, 2}, {5}}, observed, unobserved, 2, 10);
        float[] item = new float[items];
        Arrays.fill(item, -4);
        for (int listed : new int[] {10, 11, 24, 29, 3, 5}) {
            item[listed] = 4 - 0.3f * (listed % 10);
        }
        for (float user : new float[] {1, 8, 8.4f, 14.5f, -8, -14.5f}) {
            holdToOracle(fine, new LossCase(1, new float[] {user, user / 2}, item, batch));
        }
    }

    /** Sums of exponentials near a float's end, and one that is all but nothing. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aLargeCatalogueMayLieAtTheLimit(boolean fine) {
        int items = 60_000;
        Batch batch = LossCase.batch(items, new int[][] {{3}, {5}}, new int[][] {{3}, {5}}, new int[2][0], 1, 10);
        float[] item = new float[items];
        for (int i = 0; i < items; i++) {
            item[i] = 4 - 0.001f * (i * 31L % 97);
        }
        item[3] = -4;
        item[5] = -4;
        holdToOracle(fine, new LossCase(1, new float[] {14.9f, -14.9f}, item, batch));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void listsMayBeShortOrEmptyOrLeaveNoRest(boolean fine) {
        int[][] train = {{0, 1}, {2, 3, 4}, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, {7}};
        int[][] observed = {{1}, {4, 2, 3}, {11, 0, 5, 3}, {}};
        int[][] unobserved = {{9, 8, 7, 6, 5, 4, 3, 2, 11, 10}, {0, 1, 5, 6, 7, 8, 9, 10, 11}, {}, {}};
        Random random = new Random(3);
        for (int k : new int[] {1, 5, 12, 20}) {
            Batch batch = LossCase.batch(12, train, observed, unobserved, 4, k);
            float[] users = new float[4 * 3];
            float[] items = new float[12 * 3];
            for (int i = 0; i < items.length; i++) {
                users[i % users.length] = (float) random.nextGaussian();
                items[i] = (float) random.nextGaussian();
            }
            LossCase input = new LossCase(3, users, items, batch);
            LossOracle oracle = LossOracle.of(fine, input);
            // Lists that leave no rest have nothing to lose but the rounding of some 30 terms of size 1.
            hold(oracle.loss(), oracle.userGradient(), oracle.itemGradient(), compute(loss(fine), input), 1e-5);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void blocksOfAnySizeGiveTheSame(boolean fine) {
        LossCase input = LossCase.draw(40, 300, 8, 5, 40, 3, 14);
        Computed whole = compute(fine ? new FineLoss(40 * 300) : new CoarseLoss(40 * 300), input);
        for (int cells : new int[] {1, 17 * 300, 30 * 300}) {
            Computed blocks = compute(fine ? new FineLoss(cells) : new CoarseLoss(cells), input);
            assertEquals(whole.loss(), blocks.loss(), 1e-5 * whole.loss());
            assertArrayEquals(whole.user(), blocks.user(), 1e-5f * max(whole.user()));
            assertArrayEquals(whole.item(), blocks.item(), 1e-5f * max(whole.item()));
        }
    }

    /** Scores that must be clipped are looked for in blocks, too. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noBlockHasMoreScoresThanItsCells(boolean fine) {
        LossCase input = LossCase.draw(40, 300, 8, 5, 40, 25, 14);
        LossOracle oracle = LossOracle.of(fine, input);
        for (int rows : new int[] {1, 3, 15, 16, 30, 39}) {
            int cells = rows * 300;
            Backend watched = watched(cells);
            DistillationLoss loss = fine ? new FineLoss(cells) : new CoarseLoss(cells);
            hold(oracle.loss(), oracle.userGradient(), oracle.itemGradient(), compute(watched, loss, input));
        }
    }

    /** The backend, where a product of more scores fails. */
    private Backend watched(int cells) {
        return (Backend) Proxy.newProxyInstance(
                Backend.class.getClassLoader(), new Class<?>[] {Backend.class}, (self, method, arguments) -> {
                    Object result = method.invoke(backend, arguments);
                    if (method.getName().equals("scores")) {
                        long size = ((NDArray) result).size();
                        assertTrue(size <= cells, () -> size + " scores at once, " + cells + " may be");
                    }
                    return result;
                });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSampleKnowsNothingOfTheBatchBefore(boolean fine) {
        DistillationLoss reused = new SampledLoss((ListLoss) loss(fine), 30);
        for (int seed = 20; seed < 24; seed++) {
            LossCase input = LossCase.draw(5, seed == 23 ? 200 : 300, 8, 5, 20, 3, seed);
            Computed fresh = compute(new SampledLoss((ListLoss) loss(fine), 30), input);
            Computed again = compute(reused, input);
            assertEquals(fresh.loss(), again.loss());
            assertArrayEquals(fresh.user(), again.user());
            assertArrayEquals(fresh.item(), again.item());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aBiasStandsForSoManyItems(boolean fine) {
        int once = 200;
        int copies = 3;
        LossCase input = LossCase.draw(20, once, 8, 5, 40, 3, 17);
        // Items 150 and above are in nobody's lists or train here; in the long table each is there three times.
        int[][] train = new int[20][];
        int[][] observed = new int[20][];
        int[][] unobserved = new int[20][];
        for (int u = 0; u < 20; u++) {
            train[u] = new int[] {u, u + 30};
            observed[u] = new int[] {u + 30, u};
            unobserved[u] = IntStream.range(60 + u, 100 + u).toArray();
        }
        int extra = (once - 150) * (copies - 1);
        float[] items = Arrays.copyOf(input.items(), (once + extra) * 8);
        for (int i = 0; i < extra; i++) {
            System.arraycopy(input.items(), (150 + i / (copies - 1)) * 8, items, (once + i) * 8, 8);
        }
        Computed expected = compute(
                loss(fine),
                new LossCase(
                        8, input.users(), items, LossCase.batch(once + extra, train, observed, unobserved, 5, 40)));
        float[] bias = new float[once];
        Arrays.fill(bias, 150, once, (float) Math.log(copies));
        Batch batch = LossCase.batch(once, train, observed, unobserved, 5, 40);
        try (NDManager step = backend.manager().newSubManager()) {
            Gradients gradients = ((ListLoss) loss(fine))
                    .gradients(
                            backend,
                            step,
                            step.create(input.users(), new Shape(20, 8)),
                            step.create(input.items(), new Shape(once, 8)),
                            bias,
                            batch);
            assertEquals(expected.loss(), gradients.value(), 1e-5 * expected.loss());
            assertArrayEquals(expected.user(), gradients.user().toFloatArray(), 1e-5f * max(expected.user()));
            float[] item = gradients.item().toFloatArray();
            for (int i = 0; i < item.length; i++) {
                float sum = expected.item()[i];
                for (int copy = 0; i >= 150 * 8 && copy < copies - 1; copy++) {
                    sum += expected.item()[(once + (i / 8 - 150) * (copies - 1) + copy) * 8 + i % 8];
                }
                assertEquals(sum, item[i], 1e-5 * max(expected.item()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSampleOfAllItemsIsTheWhole(boolean fine) {
        LossCase input = LossCase.draw(20, 300, 8, 5, 40, 3, 18);
        Computed whole = compute(loss(fine), input);
        Computed sampled = compute(new SampledLoss((ListLoss) loss(fine), 300), input);
        assertEquals(whole.loss(), sampled.loss());
        assertArrayEquals(whole.item(), sampled.item());
    }

    @Test
    void theSumOverASampleIsUnbiased() {
        LossCase drawn = LossCase.draw(1, 400, 4, 1, 1, 2, 19);
        // With one listed item, exp(loss) = 1 + R / exp s: its mean over samples is that of R.
        Batch one = LossCase.batch(400, new int[][] {{7, 9, 30}}, new int[][] {{}}, new int[][] {{3}}, 1, 1);
        double exact = Math.exp(compute(new CoarseLoss(), new LossCase(4, drawn.users(), drawn.items(), one))
                .loss());
        int draws = 400;
        double sum = 0;
        double squares = 0;
        for (int seed = 0; seed < draws; seed++) {
            Batch batch = new Batch(one.users(), one.train(), one.supervision(), seed);
            LossCase input = new LossCase(4, drawn.users(), drawn.items(), batch);
            double value = Math.exp(
                    compute(new SampledLoss(new CoarseLoss(), 40), input).loss());
            sum += value;
            squares += value * value;
        }
        double mean = sum / draws;
        double error = Math.sqrt((squares / draws - mean * mean) / draws);
        assertEquals(exact, mean, 3 * error);
        assertEquals(0, error, 0.05 * exact);
    }

    /** Where all items that nobody is shown are alike, any sample of them is as good as all. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSampleStandsForTheItemsThatNobodyIsShown(boolean fine) {
        int shown = 120;
        int all = 300;
        int[][] train = new int[20][];
        int[][] unobserved = new int[20][];
        for (int u = 0; u < 20; u++) {
            train[u] = new int[] {u, u + 20};
            unobserved[u] = IntStream.range(40 + 4 * u, 44 + 4 * u).toArray();
        }
        LossCase drawn = LossCase.draw(20, all, 8, 5, 40, 3, 20);
        float[] items = drawn.items().clone();
        for (int i = shown + 1; i < all; i++) {
            System.arraycopy(items, shown * 8, items, i * 8, 8);
        }
        Batch batch = LossCase.batch(all, train, train, unobserved, 5, 10);
        LossCase input = new LossCase(8, drawn.users(), items, batch);
        // To the oracle as closely as all losses are: of 180 equal numbers that it adds up, an engine's product loses a
        // digit.
        LossOracle oracle = LossOracle.of(fine, input);
        float[] user = floats(oracle.userGradient());
        float[] item = floats(oracle.itemGradient());
        for (int sample : new int[] {1, 30, 179}) {
            Computed sampled = compute(new SampledLoss((ListLoss) loss(fine), sample), input);
            assertEquals(oracle.loss(), sampled.loss(), 1e-5 * oracle.loss());
            assertArrayEquals(user, sampled.user(), TOLERANCE * max(user));
            assertArrayEquals(
                    Arrays.copyOf(item, shown * 8), Arrays.copyOf(sampled.item(), shown * 8), TOLERANCE * max(item));
        }
    }

    private static float[] floats(double[][] rows) {
        float[] flat = new float[rows.length * rows[0].length];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = (float) rows[i / rows[0].length][i % rows[0].length];
        }
        return flat;
    }

    private static float max(float[] values) {
        float max = 0;
        for (float value : values) {
            max = Math.max(max, Math.abs(value));
        }
        return max;
    }

    @Test
    void bprIsItsFormulaOverTheNegativesDrawn() {
        LossCase input = LossCase.draw(9, 50, 4, 3, 10, 2, 15);
        Batch batch = input.batch();
        int d = input.dim();
        double[][] user = new double[9][d];
        double[][] item = new double[50][d];
        int[] owners = new int[batch.train().size()];
        for (int u = 0; u < 9; u++) {
            Arrays.fill(owners, batch.train().start(u), batch.train().end(u), u);
        }
        int[] negatives = new NegativeSampler(batch.train()).draw(owners, 1, new Random(batch.seed()));
        double loss = 0;
        for (int p = 0; p < owners.length; p++) {
            int u = owners[p];
            int i = batch.train().ids()[p];
            int j = negatives[p];
            double margin = 0;
            for (int k = 0; k < d; k++) {
                margin += input.users()[u * d + k] * (input.items()[i * d + k] - input.items()[j * d + k]);
            }
            loss += Math.log1p(Math.exp(-margin));
            double slope = -1 / (1 + Math.exp(margin));
            for (int k = 0; k < d; k++) {
                user[u][k] += slope * (input.items()[i * d + k] - input.items()[j * d + k]);
                item[i][k] += slope * input.users()[u * d + k];
                item[j][k] -= slope * input.users()[u * d + k];
            }
        }
        hold(loss, user, item, compute(new BprLoss(), input));
    }

    /** Even users have the even items, odd users the odd ones: a batch of even users lowers odd items only. */
    @Test
    void bprSetsNobodysOwnItemAgainstAnother() {
        int items = 20;
        int[][] train = new int[6][];
        for (int u = 0; u < 6; u++) {
            int parity = u % 2;
            train[u] = IntStream.range(0, items / 2).map(i -> 2 * i + parity).toArray();
        }
        Batch batch =
                LossCase.batch(items, train, new int[6][0], new int[6][0], 1, 1).of(new int[] {4, 2, 0});
        // All scores are 0: each pair pulls at its items with half a user, who is 1.
        Computed computed = compute(new BprLoss(), new LossCase(1, new float[] {1, 1, 1}, new float[items], batch));
        float lowered = 0;
        for (int i = 0; i < items; i++) {
            if (i % 2 == 0) {
                assertEquals(-1.5f, computed.item()[i], 1e-6f, "item " + i);
            } else {
                lowered += computed.item()[i];
            }
        }
        assertEquals(15, lowered, 1e-5f);
    }

    @Test
    void theCallersArraysStayAsTheyWere() {
        LossCase input = LossCase.draw(9, 50, 4, 3, 10, 2, 16);
        for (DistillationLoss loss : new DistillationLoss[] {new CoarseLoss(), new FineLoss(), new BprLoss()}) {
            try (NDManager step = backend.manager().newSubManager()) {
                NDArray users = step.create(input.users(), new Shape(9, 4));
                NDArray items = step.create(input.items(), new Shape(50, 4));
                loss.gradients(backend, step, users, items, input.batch()).value();
                assertArrayEquals(input.users(), users.toFloatArray());
                assertArrayEquals(input.items(), items.toFloatArray());
            }
        }
    }
}
