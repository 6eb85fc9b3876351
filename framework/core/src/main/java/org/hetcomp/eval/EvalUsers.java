package org.hetcomp.eval;

import java.util.Arrays;
import java.util.Random;

/**
 * Of how many users epochs are compared by what they are worth on valid: of all, or of a part drawn once, the same for every epoch.
 * What a model is said to be worth in the end is always of all.
 *
 * <p>The differences between epochs are of the same users, so that they vary less than what an epoch is worth by itself, whose
 * standard error {@link SampleError} says.
 *
 * @param most at most so many, from 2 up; 0 for {@value #SAMPLE} where there are more than {@value #WORTH} times as many, and
 *     else all
 */
public record EvalUsers(int most) {
    /** As many as there are, or a sample where that saves most of the work. */
    public static final EvalUsers AUTOMATIC = new EvalUsers(0);

    /** All, however many. */
    public static final EvalUsers ALL = new EvalUsers(Integer.MAX_VALUE);

    static final int SAMPLE = 10_000;
    static final int WORTH = 4;

    private static final String ALL_WORD = "all";

    // Students are drawn from the run's seed, too: the sample is to have nothing to do with them.
    private static final long STREAM = 0x5EEDL << 32;

    /** Checks the range. */
    public EvalUsers {
        if (most < 0 || most == 1) {
            throw new IllegalArgumentException("epochs are evaluated on at least 2 users, not " + most);
        }
    }

    /**
     * Reads what {@link #toString} writes.
     *
     * @throws IllegalArgumentException if it is neither {@code all} nor a number from 2 up
     */
    public static EvalUsers of(String text) {
        if (text.equals(ALL_WORD)) {
            return ALL;
        }
        if (text.matches("[1-9][0-9]{0,8}")) {
            return new EvalUsers(Integer.parseInt(text));
        }
        throw new IllegalArgumentException("users to evaluate are all or a number from 2, not " + text);
    }

    /** How many of so many users. */
    int of(int users) {
        if (most > 0) {
            return Math.min(most, users);
        }
        return users > WORTH * SAMPLE ? SAMPLE : users;
    }

    /**
     * Draws them.
     *
     * @param users those that can be measured, ascending
     * @return some of them or all, ascending
     */
    int[] draw(int[] users, long seed) {
        int count = of(users.length);
        if (count == users.length) {
            return users;
        }
        int[] drawn = users.clone();
        Random random = new Random(seed ^ STREAM);
        for (int n = 0; n < count; n++) {
            int other = n + random.nextInt(drawn.length - n);
            int user = drawn[other];
            drawn[other] = drawn[n];
            drawn[n] = user;
        }
        int[] some = Arrays.copyOf(drawn, count);
        Arrays.sort(some);
        return some;
    }

    @Override
    public String toString() {
        return most == Integer.MAX_VALUE ? ALL_WORD : Integer.toString(most);
    }
}
