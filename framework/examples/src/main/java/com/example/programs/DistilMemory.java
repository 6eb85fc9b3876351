package com.example.programs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.BackendOptions;
import org.hetcomp.backend.Backends;
import org.hetcomp.data.DataSpec;
import org.hetcomp.data.Dataset;
import org.hetcomp.data.Interaction;
import org.hetcomp.data.SplitKind;
import org.hetcomp.eval.Recommendation;
import org.hetcomp.pipeline.DistillResult;
import org.hetcomp.pipeline.Hetcomp;
import org.hetcomp.pipeline.Teachers;

/** Interactions that a program has, with ids and times of its own; nothing is kept but the student in memory. */
final class DistilMemory {
    private DistilMemory() {}

    public static void main(String[] args) throws IOException {
        String engine = args[0];
        Dataset data = Dataset.of(sales(), DataSpec.of("").withSplit(SplitKind.TEMPORAL));
        try (Backend backend = Backends.open(engine, new BackendOptions("cpu", 1))) {
            DistillResult result = Hetcomp.distill(data)
                    .teachers(Teachers.train("mf"))
                    .teacherEpochs(5)
                    .dim(4)
                    .epochs(10)
                    .run(backend);
            for (Recommendation one : result.student().recommend("customer-7", 3)) {
                System.out.println(one.item() + " " + one.score());
            }
        }
    }

    private static List<Interaction> sales() {
        Random random = new Random(1);
        List<Interaction> sales = new ArrayList<>();
        for (int customer = 0; customer < 80; customer++) {
            for (int article = 0; article < 50; article++) {
                if (random.nextDouble() < (customer % 2 == article % 2 ? 0.4 : 0.05)) {
                    long when = 1_700_000_000L + random.nextInt(10_000_000);
                    sales.add(new Interaction("customer-" + customer, "article " + article, when));
                }
            }
        }
        return sales;
    }
}
