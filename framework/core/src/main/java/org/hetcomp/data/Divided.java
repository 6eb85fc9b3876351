package org.hetcomp.data;

import org.hetcomp.io.DataException;
import org.hetcomp.table.Plain;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A history in three parts. Making one says in the log which way was taken where there
 * are two, and what is left out for it; {@link #tellTooFew} says who had too little.
 *
 * @param enough what has as much as is asked for
 * @param history what is divided, that or less
 * @param split its parts
 */
record Divided(History enough, History history, Split split) {
    private static final Logger LOG = LoggerFactory.getLogger(Divided.class);

    /**
     * Keeps what is to be kept, and divides it.
     *
     * @param where the history is from, for messages
     * @throws DataException if nothing is left of it, or a part
     */
    static Divided of(History history, Division division, String where) {
        History kept = history.atLeast(division.minUser(), division.minItem());
        if (kept.interactions().size() == 0) {
            throw new DataException(
                    "nothing is left of " + history.interactions().size() + " interactions with at least "
                            + division.minUser() + " items a user and " + division.minItem() + " users an item",
                    where,
                    "lower --min-user or --min-item");
        }
        if (!division.split().isPerUser()) {
            TimeSplit time = TimeSplit.of(division, kept);
            History learnable = time.learnable(kept);
            LOG.info("divided for all: valid from {}, test from {}", Plain.of(time.valid()), Plain.of(time.test()));
            tell("left out, new since valid begins", kept, learnable);
            return new Divided(kept, learnable, time.split(learnable));
        }
        if (division.split() == SplitKind.LEAVE_ONE_OUT) {
            LOG.info(
                    kept.times() == null
                            ? "leave-one-out: drawn, for the data has no times"
                            : "leave-one-out: by time, each user's last is test, the one before valid");
        }
        return new Divided(kept, kept, new Splitter(division).split(kept));
    }

    /** Says who was left out for having too little of what was read. */
    void tellTooFew(History read, Division division) {
        tell(
                "left out, with fewer than " + division.minUser() + " items or " + division.minItem() + " users",
                read,
                enough);
    }

    private static void tell(String what, History before, History after) {
        int pairs = before.interactions().size() - after.interactions().size();
        int users = before.users().size() - after.users().size();
        int items = before.items().size() - after.items().size();
        if (pairs + users + items > 0) {
            LOG.info(
                    "{}: {} users, {} items, {} of {} pairs",
                    what,
                    users,
                    items,
                    pairs,
                    before.interactions().size());
        }
    }
}
