package org.hetcomp.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.Split;
import org.hetcomp.distill.Distiller;
import org.hetcomp.distill.DistillerOptions;
import org.hetcomp.distill.Outcome;
import org.hetcomp.eval.EvalUsers;
import org.hetcomp.io.AtomicFolder;
import org.hetcomp.io.DataException;
import org.hetcomp.trajectory.Trajectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The suite {@code growth}: an epoch over all users of drawn data, the curriculum's update after it with the supervision
 * that it began with, and the ranking and measuring of all users. Six teachers' trajectories are written to a temporary folder and
 * read from there, as those of a run are.
 */
final class GrowthWork implements Work {
    private static final Logger LOG = LoggerFactory.getLogger(GrowthWork.class);

    /** What a distillation begins with; what it was drawn from is let go. */
    private record Input(Split split, List<Trajectory> teachers) {
        static Input of(Workload workload, Path scratch) {
            DrawnData data = new DrawnData(workload);
            try {
                Path folder = Files.createTempDirectory(scratch, "growth");
                try {
                    return new Input(data.split(), data.teachers(folder));
                } finally {
                    // What is open is there until this process ends, however it ends; what is not yet goes with the
                    // scratch folder.
                    AtomicFolder.delete(folder);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final Backend backend;
    private final Input input;
    private final DistillerOptions options;

    private GrowthWork(Backend backend, Input input, DistillerOptions options) {
        this.backend = backend;
        this.input = input;
        this.options = options;
    }

    /**
     * Says beforehand what it takes of the disk.
     *
     * @param processes how many will write
     * @param scratch where
     * @throws DataException if there is not so much
     */
    static void requireRoom(Workload workload, int processes, Path scratch) throws IOException {
        long need = processes * DrawnData.bytes(workload);
        long there = Files.getFileStore(scratch).getUsableSpace();
        String takes = String.format(Locale.ROOT, "growth takes %,d MB there while it runs", (need >> 20) + 1);
        LOG.info("{}: {}", takes, scratch);
        if (need > there) {
            throw new DataException(
                    String.format(Locale.ROOT, "%s, and there are %,d MB", takes, there >> 20),
                    scratch.toString(),
                    "make room, name another folder with HETCOMP_JAVA_OPTS=-Djava.io.tmpdir=FOLDER, or take fewer users");
        }
    }

    static List<Task> tasks(Backend backend, Workload workload, Path scratch) {
        Lazy<Input> input = new Lazy<>(() -> Input.of(workload, scratch));
        return workload.dims().stream()
                .map(dim -> {
                    DistillerOptions options =
                            workload.distiller(dim).withSize(dim, 1).withEvalUsers(EvalUsers.ALL);
                    return new Task(
                            List.of(
                                    new Metric("epochSeconds", "s", dim, null),
                                    new Metric("curriculumSeconds", "s", dim, null),
                                    new Metric("evaluateSeconds", "s", dim, null)),
                            "growth",
                            () -> new GrowthWork(backend, input.get(), options));
                })
                .toList();
    }

    @Override
    public double[] run() {
        try (Distiller distiller = new Distiller(backend, input.split(), input.teachers(), options)) {
            Outcome outcome = distiller.run(progress -> {});
            return new double[] {
                outcome.seconds().distill(),
                outcome.seconds().curriculum(),
                outcome.seconds().evaluate()
            };
        }
    }
}
