package org.hetcomp.spark;

import java.io.Serializable;

/**
 * What a step came to in a block.
 *
 * @param pupils its users after the step
 * @param sums what is added up over the blocks
 */
record Stepped(Pupils pupils, Sums sums) implements Serializable {
    /**
     * Loss and gradient in whole numbers of 2^-36, whose sum is the same in whatever order blocks arrive: a run that lost an
     * executor ends with the bits of one that did not.
     *
     * @param gradient {@code [d][items]}; empty of nobody
     * @param loss summed over users, in 2^-36
     */
    record Sums(long[][] gradient, long loss) implements Serializable {
        private static final double ONE = 0x1p36;

        static Sums none() {
            return new Sums(new long[0][], 0);
        }

        static Sums of(Columns gradient, double loss) {
            long[][] whole = new long[gradient.dim()][gradient.items()];
            for (int k = 0; k < whole.length; k++) {
                float[] column = gradient.column(k);
                for (int j = 0; j < column.length; j++) {
                    whole[k][j] = (long) (column[j] * ONE);
                }
            }
            return new Sums(whole, Math.round(loss * ONE));
        }

        /** Adds another, in place where both have a gradient. */
        Sums plus(Sums other) {
            if (gradient.length == 0 || other.gradient.length == 0) {
                return new Sums(gradient.length == 0 ? other.gradient : gradient, loss + other.loss);
            }
            long[][] sum = new long[gradient.length][];
            for (int k = 0; k < sum.length; k++) {
                sum[k] = gradient[k].clone();
                for (int j = 0; j < sum[k].length; j++) {
                    sum[k][j] += other.gradient[k][j];
                }
            }
            return new Sums(sum, loss + other.loss);
        }

        double lossSum() {
            return loss / ONE;
        }

        /** A column of the gradient. */
        float[] column(int k) {
            float[] column = new float[gradient[k].length];
            for (int j = 0; j < column.length; j++) {
                column[j] = (float) (gradient[k][j] / ONE);
            }
            return column;
        }
    }
}
