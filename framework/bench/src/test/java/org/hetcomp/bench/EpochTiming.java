package org.hetcomp.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import org.hetcomp.backend.Backend;
import org.hetcomp.backend.BackendOptions;
import org.hetcomp.backend.Backends;
import org.hetcomp.data.DataSpec;
import org.hetcomp.data.Split;
import org.hetcomp.distill.Distiller;
import org.hetcomp.distill.DistillerListener;
import org.hetcomp.distill.DistillerOptions;
import org.hetcomp.distill.Method;
import org.hetcomp.distill.Partition;
import org.hetcomp.distill.Progress;
import org.hetcomp.eval.EvalUsers;

/**
 * Not a test: seconds of each epoch of a student of d = 16 that six converged teachers of drawn data teach, by one thread of the
 * engine. {@code EpochTiming ENGINE USERS ITEMS PARTITION EPOCHS EVAL}: PARTITION is {@code alone} for one that nobody teaches, EVAL
 * the users that each epoch is measured on, {@code all}, {@code auto}, or {@code none}.
 */
final class EpochTiming {
    private EpochTiming() {}

    public static void main(String[] args) {
        int epochs = Integer.parseInt(args[4]);
        Workload workload = Workload.on(DataSpec.of("lab"))
                .drawn(Integer.parseInt(args[2]), Integer.parseInt(args[1]))
                .build();
        DrawnData data = new DrawnData(workload);
        boolean isTaught = !args[3].equals("alone");
        DistillerOptions options =
                DistillerOptions.of(isTaught ? Method.CONVERGED : Method.NONE).withSize(16, epochs);
        options = options.withPartition(Partition.of(isTaught ? args[3] : "full"));
        options = options.withTraining(options.training().withStopping(1, isTaught ? 0 : epochs));
        boolean isMeasured = !args[5].equals("none");
        if (isMeasured && !args[5].equals("auto")) {
            options = options.withEvalUsers(EvalUsers.of(args[5]));
        }
        Split split = isMeasured ? data.split() : data.split().whole();
        try (Backend backend = Backends.open(args[0], new BackendOptions("cpu", 1));
                Distiller distiller = new Distiller(backend, split, isTaught ? data.teachers() : List.of(), options)) {
            Epochs heard = new Epochs();
            double measured = distiller.run(heard).seconds().evaluate();
            System.out.printf(Locale.ROOT, "the end, measured: %.2f s%n", measured - heard.measured);
        }
    }

    private static final class Epochs implements DistillerListener {
        private final OperatingSystemMXBean system =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        private long clock = System.nanoTime();
        private long processor = system.getProcessCpuTime();
        private double measured;
        private String evaluation = "";

        @Override
        public void evaluated(Progress progress) {
            evaluation = String.format(
                    Locale.ROOT,
                    "of it measuring %.2f s, valid Recall@50 %.4f",
                    progress.seconds().evaluate() - measured,
                    progress.valid().r50());
            measured = progress.seconds().evaluate();
        }

        @Override
        public boolean stop(int epoch) {
            long clockNow = System.nanoTime();
            long processorNow = system.getProcessCpuTime();
            System.out.printf(
                    Locale.ROOT,
                    "epoch %d: %.2f s by the clock, %.2f s of processors %s%n",
                    epoch,
                    (clockNow - clock) / 1e9,
                    (processorNow - processor) / 1e9,
                    evaluation);
            clock = clockNow;
            processor = processorNow;
            return false;
        }
    }
}
