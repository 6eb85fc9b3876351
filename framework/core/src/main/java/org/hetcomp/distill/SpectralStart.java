package org.hetcomp.distill;

/**
 * Where a student begins that knows nothing but the first lists that it will be shown: at their best approximation by inner
 * products, along {@link SpectralAxes}. A random start has to find the d directions first, which takes most of a small student's
 * epochs (docs/algorithm.md).
 *
 * @param user {@code [users, d]}
 * @param item {@code [items, d]}
 */
record SpectralStart(float[] user, float[] item) {
    /**
     * Of lists.
     *
     * @param items number of items
     * @return null where nothing is listed
     */
    static SpectralStart of(Supervision lists, int items, int dim, long seed) {
        return of(lists, items, dim, seed, SpectralAxes.MOST);
    }

    /** The same, of at most so many users. */
    static SpectralStart of(Supervision lists, int items, int dim, long seed, int most) {
        SpectralAxes axes = SpectralAxes.of(lists, SpectralAxes.stride(lists.users(), most), items, dim, seed);
        if (axes == null) {
            return null;
        }
        float[] user = axes.users(lists, 0, most);
        float[] item = axes.items();
        SpectralAxes.Stretch stretch = SpectralAxes.Fit.of(user, item, lists).stretch(item);
        if (stretch == null) {
            return null;
        }
        multiply(user, stretch.user());
        multiply(item, stretch.item());
        return new SpectralStart(user, item);
    }

    private static void multiply(float[] table, float factor) {
        for (int at = 0; at < table.length; at++) {
            table[at] *= factor;
        }
    }
}
