package org.hetcomp.cli;

import java.util.BitSet;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.hetcomp.data.Dataset;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Rankings;
import org.hetcomp.data.Split;
import org.hetcomp.eval.Evaluator;
import org.hetcomp.export.Export;
import org.hetcomp.export.Rounded;
import org.hetcomp.export.Target;
import org.hetcomp.io.DataException;
import org.hetcomp.pipeline.Models;
import org.hetcomp.student.Student;

/** What an export's rounding does to Recall@50 on test, measured as everywhere: no engine is needed for it. */
final class RecallKept {
    private final Dataset data;
    private final int bits;
    private final String why;

    private RecallKept(Dataset data, int bits, String why) {
        this.data = data;
        this.bits = bits;
        this.why = why;
    }

    /**
     * Recall@50 on test.
     *
     * @param before of the student in 32 bits
     * @param after of what was exported
     * @param users how many users it is a mean of
     * @param of how many could be measured
     */
    record Worth(double before, double after, int users, int of) {
        String who() {
            return users == of
                    ? String.format(Locale.ROOT, "%,d users", users)
                    : String.format(Locale.ROOT, "of %,d sampled users of %,d", users, of);
        }
    }

    /** Loads what it is measured on: the data of the options, or where something was rounded, that of the model. */
    static RecallKept of(Arguments arguments, Models models, int bits) {
        boolean given = DataOptions.areGiven(arguments);
        if (!given && bits == 32) {
            return new RecallKept(null, bits, null);
        }
        try {
            models.folders().get(0).requireMeasurable();
            return new RecallKept(
                    models.data(DataOptions.of(arguments, models.card().data())), bits, null);
        } catch (DataException e) {
            if (given) {
                throw e;
            }
            return new RecallKept(null, bits, e.what());
        }
    }

    /** Measures; null if there is nothing to measure on. */
    Worth measure(Student student, Export export) {
        if (data == null) {
            return null;
        }
        int[] measurable = new Evaluator(data.split()).users();
        int[] users = sample(measurable, export.rounded().affordable(measurable.length));
        Split split = of(data.split(), users);
        double after = recall(split, users, export.rounded());
        double before = bits == 32
                ? after
                : recall(split, users, Export.of(student, Target.NPZ).rounded());
        return new Worth(before, after, users.length, measurable.length);
    }

    /** So many of those users, each as far from the next. */
    static int[] sample(int[] users, int most) {
        return IntStream.range(0, most)
                .map(n -> users[(int) ((long) n * users.length / most)])
                .toArray();
    }

    /** What is known of some users, who are in their order the users of what is returned. */
    static Split of(Split split, int[] users) {
        return new Split(of(split.train(), users), of(split.valid(), users), of(split.test(), users));
    }

    private static Interactions of(Interactions part, int[] users) {
        IntFunction<int[]> row = part::row;
        return Interactions.of(part.items(), IntStream.of(users).mapToObj(row).toArray(int[][]::new));
    }

    private static double recall(Split split, int[] users, Rounded rounded) {
        Evaluator evaluator = new Evaluator(split);
        Rankings rankings = Rankings.empty(split.users(), Math.min(evaluator.cut(), split.items()));
        IntStream.range(0, users.length).parallel().forEach(n -> {
            BitSet had = new BitSet();
            for (int item : split.train().row(n)) {
                had.set(item);
            }
            int[] best = rounded.best(users[n], rankings.cut(), had);
            System.arraycopy(best, 0, rankings.ids(), rankings.start(n), best.length);
        });
        return evaluator.test(rankings).r50();
    }

    /** Says it in a line. */
    void tell(Call call, Worth worth) {
        if (worth != null) {
            call.console()
                    .out()
                    .printf(
                            Locale.ROOT,
                            "Recall@50 on test: %.4f in 32 bits, %.4f as exported (%s)%n",
                            worth.before(),
                            worth.after(),
                            worth.who());
        } else if (why != null) {
            call.console().out().println("Recall@50 on test is not measured: " + why + "; give --data");
        }
    }
}
