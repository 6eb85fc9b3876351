package org.hetcomp.distill;

import java.util.ArrayList;
import java.util.List;

/** The losses of rankings in plain Java and double precision, pair by pair as the papers state them. */
final class RankingOracle {
    private final double[][] users;
    private final double[][] items;
    private final List<Group> groups = new ArrayList<>();

    /** A list of pairs, some of it ordered, above others; a factor on its loss. */
    private record Group(int[][] list, int ordered, int[][] others, double weight) {}

    RankingOracle(LossCase input) {
        this(rows(input.users(), input.dim()), rows(input.items(), input.dim()));
    }

    RankingOracle(double[][] users, double[][] items) {
        this.users = users;
        this.items = items;
    }

    private static double[][] rows(float[] flat, int d) {
        double[][] rows = new double[flat.length / d][d];
        for (int i = 0; i < flat.length; i++) {
            rows[i / d][i % d] = flat[i];
        }
        return rows;
    }

    /** Adds a list; each pair is a row of the batch and an item. */
    void add(int[][] list, int ordered, int[][] others, double weight) {
        groups.add(new Group(list, ordered, others, weight));
    }

    double score(int row, int item) {
        return Math.max(-60, Math.min(60, raw(row, item)));
    }

    private double raw(int row, int item) {
        double s = 0;
        for (int k = 0; k < users[row].length; k++) {
            s += users[row][k] * items[item][k];
        }
        return s;
    }

    double loss() {
        double loss = 0;
        for (Group group : groups) {
            for (int t = 0; t < group.list.length; t++) {
                loss += group.weight * (Math.log(total(group, t)) - score(group.list[t]));
            }
        }
        return loss;
    }

    private double score(int[] pair) {
        return score(pair[0], pair[1]);
    }

    private double total(Group group, int t) {
        double total = 0;
        for (int[] pair : below(group, t)) {
            total += Math.exp(score(pair));
        }
        return total;
    }

    /** The pairs that D_t has. */
    private static List<int[]> below(Group group, int t) {
        List<int[]> below = new ArrayList<>(List.of(group.others));
        for (int j = t; j < (t < group.ordered ? group.list.length : t + 1); j++) {
            below.add(group.list[j]);
        }
        return below;
    }

    /** Gradients to users and items. */
    double[][][] gradients() {
        double[][] toUsers = new double[users.length][users[0].length];
        double[][] toItems = new double[items.length][items[0].length];
        for (Group group : groups) {
            for (int t = 0; t < group.list.length; t++) {
                double total = total(group, t);
                move(toUsers, toItems, group.list[t], -group.weight);
                for (int[] pair : below(group, t)) {
                    move(toUsers, toItems, pair, group.weight * Math.exp(score(pair)) / total);
                }
            }
        }
        return new double[][][] {toUsers, toItems};
    }

    private void move(double[][] toUsers, double[][] toItems, int[] pair, double slope) {
        if (Math.abs(raw(pair[0], pair[1])) > 60) {
            return;
        }
        for (int k = 0; k < users[0].length; k++) {
            toUsers[pair[0]][k] += slope * items[pair[1]][k];
            toItems[pair[1]][k] += slope * users[pair[0]][k];
        }
    }
}
