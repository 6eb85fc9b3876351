package org.hetcomp.distill;

import java.util.Arrays;

/** Both losses in plain Java and double precision, item by item as the design states them. */
public final class LossOracle {
    private final LossCase input;
    private final double[][] userGradient;
    private final double[][] itemGradient;
    private double loss;

    private LossOracle(LossCase input) {
        this.input = input;
        this.userGradient = new double[input.batch().users().length][input.dim()];
        this.itemGradient = new double[input.itemCount()][input.dim()];
    }

    public static LossOracle of(boolean fine, LossCase input) {
        LossOracle oracle = new LossOracle(input);
        for (int row = 0; row < input.batch().users().length; row++) {
            oracle.add(fine, row);
        }
        return oracle;
    }

    public double loss() {
        return loss;
    }

    public double[][] userGradient() {
        return userGradient;
    }

    public double[][] itemGradient() {
        return itemGradient;
    }

    private void add(boolean fine, int row) {
        int d = input.dim();
        int n = input.itemCount();
        int user = input.batch().users()[row];
        double[] raw = new double[n];
        double[] s = new double[n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < d; k++) {
                raw[i] += (double) input.users()[row * d + k] * input.items()[i * d + k];
            }
            s[i] = Math.max(-60, Math.min(60, raw[i]));
        }
        int[] train = input.batch().train().row(user);
        int[] observed = input.batch().supervision().observed().row(user);
        int[] unobserved = input.batch().supervision().unobserved().row(user);
        double[] slope = new double[n];
        if (fine) {
            int k = input.batch().supervision().unobserved().cut();
            int[] half = Arrays.copyOf(unobserved, Math.min(unobserved.length, k / 2));
            int[] tenth = Arrays.copyOf(unobserved, Math.min(unobserved.length, k / 10));
            plackett(observed, rest(n, train, half), 1, s, slope);
            plackett(half, rest(n, train, half), 0.5, s, slope);
            plackett(tenth, rest(n, train, tenth), 0.5, s, slope);
        } else {
            boolean[] rest = rest(n, train, unobserved);
            for (int t : observed) {
                plackett(new int[] {t}, rest, 1, s, slope);
            }
            for (int t : unobserved) {
                plackett(new int[] {t}, rest, 1, s, slope);
            }
        }
        for (int i = 0; i < n; i++) {
            if (raw[i] == s[i]) {
                for (int k = 0; k < d; k++) {
                    userGradient[row][k] += slope[i] * input.items()[i * d + k];
                    itemGradient[i][k] += slope[i] * input.users()[row * d + k];
                }
            }
        }
    }

    private static boolean[] rest(int n, int[] train, int[] list) {
        boolean[] rest = new boolean[n];
        Arrays.fill(rest, true);
        for (int i : train) {
            rest[i] = false;
        }
        for (int i : list) {
            rest[i] = false;
        }
        return rest;
    }

    private void plackett(int[] list, boolean[] rest, double weight, double[] s, double[] slope) {
        for (int k = 0; k < list.length; k++) {
            double total = 0;
            for (int j = k; j < list.length; j++) {
                total += Math.exp(s[list[j]]);
            }
            for (int i = 0; i < s.length; i++) {
                total += rest[i] ? Math.exp(s[i]) : 0;
            }
            loss += weight * (Math.log(total) - s[list[k]]);
            slope[list[k]] -= weight;
            for (int j = k; j < list.length; j++) {
                slope[list[j]] += weight * Math.exp(s[list[j]]) / total;
            }
            for (int i = 0; i < s.length; i++) {
                slope[i] += rest[i] ? weight * Math.exp(s[i]) / total : 0;
            }
        }
    }
}
