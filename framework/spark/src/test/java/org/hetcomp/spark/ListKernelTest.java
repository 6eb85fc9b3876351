package org.hetcomp.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.hetcomp.data.Rankings;
import org.hetcomp.distill.ListKind;
import org.hetcomp.distill.LossCase;
import org.hetcomp.distill.LossOracle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListKernelTest {
    private static final int DIM = 10;

    /** Small scores, larger ones, and those so large that they are clipped; more items than lanes, and fewer. */
    @ParameterizedTest
    @CsvSource({
        "false, 300, 1, 1",
        "true, 300, 1, 2",
        "false, 700, 4, 3",
        "true, 700, 4, 4",
        "false, 90, 400, 5",
        "true, 90, 400, 6",
        "true, 5000, 1, 7"
    })
    void lossAndGradientsAreTheOracles(boolean fine, int items, double spread, long seed) {
        LossCase input = LossCase.draw(7, items, DIM, 5, 20, spread, seed);
        LossOracle oracle = LossOracle.of(fine, input);
        ListKind kind = fine ? ListKind.FINE : ListKind.COARSE;
        float[][] columns = new float[DIM][items];
        for (int j = 0; j < items; j++) {
            for (int k = 0; k < DIM; k++) {
                columns[k][j] = input.items()[j * DIM + k];
            }
        }
        ListKernel kernel = new ListKernel(new Columns(columns));
        double loss = 0;
        for (int u = 0; u < 7; u++) {
            float[] vector = Arrays.copyOfRange(input.users(), u * DIM, (u + 1) * DIM);
            loss += kernel.add(vector, lists(input, kind, u), kind, kind.weights(5, 20), 0.5);
            for (int k = 0; k < DIM; k++) {
                close(0.5 * oracle.userGradient()[u][k], kernel.slope()[k], "user " + u);
            }
        }
        assertEquals(0.5 * oracle.loss(), loss, 1e-5 * Math.abs(loss));
        for (int j = 0; j < items; j++) {
            for (int k = 0; k < DIM; k++) {
                close(0.5 * oracle.itemGradient()[j][k], kernel.gradient().column(k)[j], "item " + j);
            }
        }
    }

    private static void close(double expected, double found, String what) {
        assertEquals(expected, found, 1e-4 * Math.abs(expected) + 2e-4, what);
    }

    private static ListKernel.Lists lists(LossCase input, ListKind kind, int user) {
        Rankings observed = input.batch().supervision().observed();
        Rankings unobserved = input.batch().supervision().unobserved();
        int[] places = new int[5 + kind.depth(20)];
        for (int t = 0; t < places.length; t++) {
            places[t] = t < 5 ? observed.at(user, t) : unobserved.at(user, t - 5);
        }
        return new ListKernel.Lists(input.batch().train().row(user), places, 5);
    }

    /** Nobody listed is nothing lost, and moves nobody. */
    @Test
    void nothingListedIsNothingLost() {
        ListKernel kernel = new ListKernel(new Columns(new float[][] {{1, 2, 3}}));
        ListKernel.Lists lists = new ListKernel.Lists(new int[] {1}, new int[] {-1, -1, -1}, 1);
        assertEquals(0, kernel.add(new float[] {2}, lists, ListKind.COARSE, new float[] {1, 1, 1}, 1));
        assertEquals(0, kernel.slope()[0]);
        assertEquals(0, Columns.sum(kernel.gradient().column(0)));
    }
}
