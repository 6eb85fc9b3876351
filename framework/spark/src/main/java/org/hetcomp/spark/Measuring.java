package org.hetcomp.spark;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.hetcomp.eval.Measure;
import org.hetcomp.student.Query;
import org.hetcomp.student.Recommendation;
import org.hetcomp.student.Student;

/**
 * Measures the users of a partition. Takes rows of a user and the user's train, valid and test items; gives one row of sums: users
 * measured, users and held-back items that the student does not have, and each measure on valid and then on test.
 */
final class Measuring implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;
    private static final int TOGETHER = 64;
    private static final int TRAIN = 1;
    private static final int VALID = 2;
    private static final int TEST = 3;

    private final SharedStudent shared;
    private final List<String> words;
    private final boolean hasValid;

    /**
     * By some measures.
     *
     * @param words the measures as users write them
     * @param hasValid whether lists are measured on valid as well
     */
    Measuring(SharedStudent shared, List<String> words, boolean hasValid) {
        this.shared = shared;
        this.words = new ArrayList<>(words);
        this.hasValid = hasValid;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> users) {
        Sums sums = new Sums(words.stream().map(Measure::of).toList());
        while (users.hasNext()) {
            List<Asked> asked = new ArrayList<>();
            while (users.hasNext() && asked.size() < TOGETHER) {
                take(users.next(), asked, sums);
            }
            List<List<Recommendation>> answers = shared.student()
                    .recommendTogether(asked.stream().map(Asked::query).toList());
            for (int j = 0; j < answers.size(); j++) {
                sums.add(asked.get(j), answers.get(j));
            }
        }
        return List.of(RowFactory.create(sums.users, sums.unknownUsers, sums.unknownItems, boxed(sums.values)))
                .iterator();
    }

    private void take(Row user, List<Asked> asked, Sums sums) {
        Student student = shared.student();
        if (!student.userIds().contains(user.getString(0))) {
            sums.unknownUsers++;
            return;
        }
        sums.users++;
        for (int part = hasValid ? 0 : 1; part < 2; part++) {
            List<String> relevant = user.getList(part == 0 ? VALID : TEST);
            Set<String> without = new HashSet<>(user.getList(TRAIN));
            without.addAll(user.getList(part == 0 ? TEST : VALID));
            sums.unknownItems += relevant.stream()
                    .filter(item -> !student.itemIds().contains(item))
                    .count();
            Query query = Query.of(user.getString(0)).top(sums.depth()).without(without);
            asked.add(new Asked(query, part, new HashSet<>(relevant)));
        }
    }

    private static Double[] boxed(double[] values) {
        return IntStream.range(0, values.length).mapToObj(j -> values[j]).toArray(Double[]::new);
    }

    /** A query, whether it is measured on valid (0) or on test (1), and what is to be found. */
    private record Asked(Query query, int part, Set<String> relevant) {}

    /** What a partition comes to. */
    private static final class Sums {
        private final List<Measure> measures;
        private final double[] values;
        private long users;
        private long unknownUsers;
        private long unknownItems;

        Sums(List<Measure> measures) {
            this.measures = measures;
            this.values = new double[2 * measures.size()];
        }

        int depth() {
            return measures.stream().mapToInt(Measure::cut).max().orElse(1);
        }

        void add(Asked asked, List<Recommendation> shown) {
            int[] places = IntStream.range(0, shown.size())
                    .filter(place -> asked.relevant().contains(shown.get(place).item()))
                    .toArray();
            for (int m = 0; m < measures.size(); m++) {
                values[asked.part() * measures.size() + m] +=
                        measures.get(m).of(places, asked.relevant().size());
            }
        }
    }
}
