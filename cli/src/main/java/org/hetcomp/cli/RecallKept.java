package org.hetcomp.cli;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;
import org.hetcomp.data.Dataset;
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
    private final String why;

    private RecallKept(Dataset data, String why) {
        this.data = data;
        this.why = why;
    }

    /**
     * Recall@50 on test.
     *
     * @param before of the student in 32 bits
     * @param after of what was exported
     * @param users how many users it is a mean of
     */
    record Worth(double before, double after, int users) {}

    /** Loads what it is measured on: the data of the options, or where something was rounded, that of the model. */
    static RecallKept of(Arguments arguments, Models models, int bits) {
        boolean given = DataOptions.areGiven(arguments);
        if (!given && bits == 32) {
            return new RecallKept(null, null);
        }
        try {
            models.folders().get(0).requireMeasurable();
            return new RecallKept(
                    models.data(DataOptions.of(arguments, models.card().data())), null);
        } catch (DataException e) {
            if (given) {
                throw e;
            }
            return new RecallKept(null, e.what());
        }
    }

    /** Measures; null if there is nothing to measure on. */
    Worth measure(Student student, Export export) {
        if (data == null) {
            return null;
        }
        Evaluator evaluator = new Evaluator(data.split());
        return new Worth(
                recall(evaluator, Export.of(student, Target.NPZ).rounded()),
                recall(evaluator, export.rounded()),
                evaluator.users().length);
    }

    private double recall(Evaluator evaluator, Rounded rounded) {
        Split split = data.split();
        Rankings rankings = Rankings.empty(split.users(), Math.min(evaluator.cut(), split.items()));
        Arrays.stream(evaluator.users()).parallel().forEach(user -> {
            BitSet had = new BitSet();
            for (int item : split.train().row(user)) {
                had.set(item);
            }
            int[] best = rounded.best(user, rankings.cut(), had);
            System.arraycopy(best, 0, rankings.ids(), rankings.start(user), best.length);
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
                            "Recall@50 on test: %.4f in 32 bits, %.4f as exported (%,d users)%n",
                            worth.before(),
                            worth.after(),
                            worth.users());
        } else if (why != null) {
            call.console().out().println("Recall@50 on test is not measured: " + why + "; give --data");
        }
    }
}
