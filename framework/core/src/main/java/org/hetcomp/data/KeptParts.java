package org.hetcomp.data;

import org.hetcomp.io.DataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Divides data that has grown so that what was learned from is never measured on: pairs that were train stay train. Where pairs
 * are drawn at random, those that were valid or test stay that too, and only new ones are drawn; by time, or where the data comes
 * divided, the division of now decides.
 */
public final class KeptParts {
    private static final Logger LOG = LoggerFactory.getLogger(KeptParts.class);

    private static final double MANY = 0.5;

    private final Split before;
    private final RowMap users;
    private final RowMap items;
    private int kept;
    private int moved;

    /**
     * What was there before.
     *
     * @param before its division
     * @param users where the users of now were in it
     * @param items where the items of now were in it
     */
    public KeptParts(Split before, RowMap users, RowMap items) {
        this.before = before;
        this.users = users;
        this.items = items;
    }

    /**
     * The data divided so, as a program's own: it can be loaded from where it is written only.
     *
     * @param fresh the data as it is divided by itself
     * @throws DataException if nothing of what was there is in it
     */
    public Dataset divide(Dataset fresh) {
        Split rule = fresh.split();
        int[][][] parts = new int[3][rule.users()][];
        kept = 0;
        moved = 0;
        for (int u = 0; u < rule.users(); u++) {
            int[][] row = row(rule, u, fresh.isDrawn());
            for (int part = 0; part < parts.length; part++) {
                parts[part][u] = row[part];
            }
        }
        tell(fresh, rule.all().size());
        Split split = new Split(
                Interactions.of(rule.items(), parts[0]),
                Interactions.of(rule.items(), parts[1]),
                Interactions.of(rule.items(), parts[2]));
        // What is written of it is read as it is.
        DataSpec own = new DataSpec("", Reading.DEFAULT, fresh.spec().division());
        return new Dataset(own, fresh.sha256(), split, fresh.users(), fresh.items());
    }

    private int[][] row(Split rule, int user, boolean drawn) {
        int was = users.old()[user];
        Interactions[] now = {rule.train(), rule.valid(), rule.test()};
        int[][] byRule = {now[0].row(user), now[1].row(user), now[2].row(user)};
        if (was < 0) {
            return byRule;
        }
        IntList[] row = {new IntList(), new IntList(), new IntList()};
        int changed = 0;
        for (int part = 0; part < byRule.length; part++) {
            for (int item : byRule[part]) {
                int there = part(was, items.old()[item]);
                kept += there < 0 ? 0 : 1;
                int where = there == 0 || (drawn && there > 0) ? there : part;
                changed += there == 0 && part > 0 ? 1 : 0;
                row[where].add(item);
            }
        }
        // Of what the user was learned from nothing is left: the division of now is as good as any, and has a train
        // item.
        if (row[0].size() == 0) {
            return byRule;
        }
        moved += changed;
        return new int[][] {row[0].toArray(), row[1].toArray(), row[2].toArray()};
    }

    /** In which part a pair was; -1 if in none. */
    private int part(int user, int item) {
        if (item < 0) {
            return -1;
        }
        if (before.train().contains(user, item)) {
            return 0;
        }
        if (before.valid().contains(user, item)) {
            return 1;
        }
        return before.test().contains(user, item) ? 2 : -1;
    }

    private void tell(Dataset fresh, int all) {
        int known = before.all().size();
        if (kept == 0) {
            throw new DataException(
                    "none of the " + known + " pairs of the run to start from is in it",
                    fresh.spec().isMemory() ? "the program's interactions" : fresh.name(),
                    "give all interactions, old and new, with the ids they had");
        }
        LOG.info(
                "{} new pairs, {} of {} from before; {} new users, {} new items",
                all - kept,
                kept,
                known,
                users.fresh(),
                items.fresh());
        if (kept < known / 2) {
            LOG.warn("most of what the run to start from had is gone: it wants all interactions, old and new");
        }
        if (moved > 0) {
            LOG.info("{} pairs of valid or test were train before and stay train", moved);
        }
        if (moved > MANY * (fresh.split().valid().size() + fresh.split().test().size())) {
            LOG.warn("little is left to measure on: most of valid and test were train before");
        }
    }
}
