package org.hetcomp.distill;

import java.util.Random;
import org.hetcomp.data.Interactions;

/**
 * Draws a user's uninteresting items: uniformly, without repetition, of those that are neither in train nor in the user's list
 * (DE-RRD, Kang et al., CIKM 2020, section 4.2). Not for several threads at once.
 */
final class Uninteresting {
    private final ItemColumns taken = new ItemColumns();

    /**
     * Adds draws to the group that is open.
     *
     * @param row the row of the batch's user
     * @param list the user's list
     * @param most how many; fewer where there are no more
     * @param pairs what they are added to
     */
    void draw(Batch batch, int row, int[] list, int most, Random random, PairsBuilder pairs) {
        Interactions train = batch.train();
        int user = batch.users()[row];
        int width = train.items();
        taken.begin(width);
        for (int p = train.start(user); p < train.end(user); p++) {
            taken.add(train.ids()[p]);
        }
        for (int item : list) {
            taken.add(item);
        }
        int left = width - taken.count();
        // Nearly all would be taken where few are left of many: then those that are left are gone through.
        if (left <= 2 * most || left < width / 8) {
            choose(width, left, row, Math.min(most, left), random, pairs);
            return;
        }
        for (int drawn = 0; drawn < most; ) {
            int item = random.nextInt(width);
            if (taken.add(item)) {
                pairs.add(row, item);
                drawn++;
            }
        }
    }

    private void choose(int width, int left, int row, int most, Random random, PairsBuilder pairs) {
        int[] free = new int[left];
        int n = 0;
        for (int item = 0; item < width; item++) {
            if (taken.of(item) == ItemColumns.ABSENT) {
                free[n++] = item;
            }
        }
        for (int drawn = 0; drawn < most; drawn++) {
            int at = drawn + random.nextInt(left - drawn);
            pairs.add(row, free[at]);
            free[at] = free[drawn];
        }
    }
}
