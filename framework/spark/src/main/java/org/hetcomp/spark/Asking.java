package org.hetcomp.spark;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.hetcomp.student.Query;
import org.hetcomp.student.Recommendation;
import org.hetcomp.student.Student;

/**
 * Asks the student for the users of a partition, some dozens in one pass over the items. Takes rows of a user, a history or null,
 * and a list of what else is left out or null; gives rows of a user and a list of items and scores, which is null where the
 * student knows nothing of the user.
 */
final class Asking implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    /** Users that share a pass: their searches, of a kilobyte or so each, stay in the cache beside a block of items. */
    private static final int TOGETHER = 64;

    private final SharedStudent shared;
    private final Broadcast<RecommendOptions> options;

    Asking(SharedStudent shared, Broadcast<RecommendOptions> options) {
        this.shared = shared;
        this.options = options;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> users) {
        return new Answers(users, shared.open(), options.value());
    }

    private static final class Answers implements Iterator<Row> {
        private final Iterator<Row> users;
        private final SharedStudent.Opened opened;
        private final RecommendOptions options;
        private final Set<String> only;
        private final Set<String> without;
        private final Deque<Row> ready = new ArrayDeque<>();

        Answers(Iterator<Row> users, SharedStudent.Opened opened, RecommendOptions options) {
            this.users = users;
            this.opened = opened;
            this.options = options;
            // Copied once: a student looks up once what many queries share.
            this.only = options.only() == null ? null : Set.copyOf(options.only());
            this.without = Set.copyOf(options.without());
        }

        @Override
        public boolean hasNext() {
            if (ready.isEmpty()) {
                fill();
            }
            return !ready.isEmpty();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return ready.remove();
        }

        private void fill() {
            List<String> names = new ArrayList<>();
            List<Query> queries = new ArrayList<>();
            while (users.hasNext() && names.size() < TOGETHER) {
                Row user = users.next();
                Query query = query(user);
                if (query == null) {
                    ready.add(RowFactory.create(user.getString(0), null));
                } else {
                    names.add(user.getString(0));
                    queries.add(query);
                }
            }
            List<List<Recommendation>> answers = opened.student().recommendTogether(queries);
            for (int j = 0; j < answers.size(); j++) {
                ready.add(RowFactory.create(names.get(j), rows(answers.get(j))));
            }
        }

        private Query query(Row user) {
            Student student = opened.student();
            String id = user.getString(0);
            Query query;
            if (user.isNullAt(1)) {
                if (id == null || !student.userIds().contains(id)) {
                    return null;
                }
                query = Query.of(id);
            } else {
                List<String> history = known(user.getList(1));
                if (history.isEmpty()) {
                    return null;
                }
                query = Query.ofHistory(history);
            }
            query = query.top(options.top()).without(leftOut(id, user));
            return only == null ? query : query.only(only);
        }

        private List<String> known(List<String> history) {
            return history.stream()
                    .filter(item -> item != null && opened.student().itemIds().contains(item))
                    .toList();
        }

        private Collection<String> leftOut(String id, Row user) {
            Collection<String> had = options.keepSeen() || id == null
                    ? List.of()
                    : opened.seen().map(seen -> seen.of(id)).orElse(List.of());
            if (had.isEmpty() && user.isNullAt(2)) {
                return without;
            }
            Set<String> all = new HashSet<>(without);
            all.addAll(had);
            if (!user.isNullAt(2)) {
                all.addAll(user.getList(2));
                all.remove(null);
            }
            return all;
        }

        private static Row[] rows(List<Recommendation> best) {
            Row[] rows = new Row[best.size()];
            for (int r = 0; r < rows.length; r++) {
                rows[r] = RowFactory.create(best.get(r).item(), best.get(r).score());
            }
            return rows;
        }
    }
}
