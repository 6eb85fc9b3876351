package org.hetcomp.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.hetcomp.data.Dataset;
import org.hetcomp.data.Split;
import org.hetcomp.eval.SampleError;
import org.hetcomp.io.DataException;
import org.hetcomp.model.Card;
import org.hetcomp.model.ModelFolder;
import org.hetcomp.model.ModelWriter;
import org.hetcomp.model.Provenance;
import org.hetcomp.teacher.TeacherFamily;
import org.hetcomp.teacher.TeacherOptions;
import org.hetcomp.teacher.TeacherStart;
import org.hetcomp.teacher.TeacherTrainer;
import org.hetcomp.teacher.TrainedTeacher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains teachers, some of them {@linkplain SideBySide at once}, into a folder each. Those that lie there whole already are not trained again. */
final class TeacherStage {
    private static final Logger LOG = LoggerFactory.getLogger(TeacherStage.class);

    private final Run run;
    private final TeacherSpec spec;
    private final List<TeacherFamily> families;
    private final Predecessor before;
    private final AtomicBoolean told = new AtomicBoolean();

    /**
     * A stage of a run.
     *
     * @param families those that the specification names, in its order
     * @param before the run that they start from; null for from nothing
     */
    TeacherStage(Run run, TeacherSpec spec, List<TeacherFamily> families, Predecessor before) {
        this.run = run;
        this.spec = spec;
        this.families = families;
        this.before = before;
    }

    /**
     * Trains them.
     *
     * @throws DataException if there is not the memory for one of them
     * @throws StoppedException if asked to stop; what was finished stays
     */
    List<ModelFolder> train() throws IOException {
        List<SideBySide.Piece> missing = new ArrayList<>();
        for (TeacherFamily family : families) {
            ModelFolder from = from(family);
            String foretold = family.foretold(
                    run.data().split(),
                    spec.options(family, run.data().split(), from != null),
                    run.backend().threads());
            if (finished(place(family), family, from != null) == null) {
                // What a step takes was measured on a CPU.
                if (foretold != null
                        && !(family.isStepped() && run.backend().device().isGpu())) {
                    LOG.info(foretold);
                }
                int number = families.indexOf(family) + 1;
                double seconds = family.seconds(
                        run.data().split(), spec.options(family, run.data().split(), from != null));
                missing.add(new SideBySide.Piece(family, seconds, tell -> train(family, from, number, tell)));
            }
        }
        String together = SideBySide.foretold(missing, SideBySide.side(run, families));
        if (together != null && !run.backend().device().isGpu()) {
            LOG.info(together);
        }
        tellGrown();
        SideBySide.train(run, families, missing);
        return families.stream().map(this::place).map(ModelFolder::open).toList();
    }

    /** What data of that size changes is said. */
    private void tellGrown() {
        Split split = run.data().split();
        String grown = families.stream()
                .filter(family -> !family.defaults(split).equals(family.defaults()))
                .map(TeacherFamily::id)
                .collect(Collectors.joining(", "));
        if (!grown.isEmpty()) {
            LOG.info(
                    "settings of {} follow from {} train pairs; their cards have them",
                    grown,
                    split.train().size());
        }
    }

    private Path place(TeacherFamily family) {
        return run.folder().teachers().resolve(family.id());
    }

    private ModelFolder from(TeacherFamily family) {
        return before == null
                ? null
                : before.teacher(
                        family, spec.options(family, run.data().split(), true).dim());
    }

    private ModelFolder finished(Path place, TeacherFamily family, boolean started) {
        ModelFolder there = sound(place, run.data());
        if (there == null) {
            return null;
        }
        boolean same = spec.settings(family, run.data().split(), started)
                        .equals(there.card().settings())
                && there.card().made().seed() == spec.seed()
                && there.card().made().engine().equals(run.backend().name());
        if (!same) {
            throw new DataException(
                    "the teacher there was trained with other settings than this version's for " + family.id(),
                    place.toString(),
                    "begin a new run, and name this one's teachers if they are wanted");
        }
        return there;
    }

    /** A teacher that was finished before; null if there is none, or, with a warning, one that is damaged or of other data. */
    static ModelFolder sound(Path place, Dataset data) {
        if (!ModelFolder.isOne(place)) {
            return null;
        }
        try {
            ModelFolder there = ModelFolder.open(place);
            there.requireMadeFrom(data);
            there.verify();
            there.trajectory();
            return there;
        } catch (DataException e) {
            LOG.warn("{}; it is trained again", e.getMessage());
            return null;
        }
    }

    private void train(TeacherFamily family, ModelFolder from, int number, Consumer<Progress> tell) throws IOException {
        String phase = "teacher " + number + "/" + families.size() + " " + family.id();
        TeacherTrainer trainer = new TeacherTrainer(
                run.backend(),
                run.data().split(),
                spec.judging().validateBy(),
                spec.judging().evalUsers(),
                spec.policy(),
                progress -> tell.accept(new Progress(
                        phase, progress.epoch(), progress.epochs(), progress.bestRecall50(), progress.seconds(), 0)));
        TeacherOptions options = spec.options(family, run.data().split(), from != null);
        TeacherStart start = from == null ? null : before.start(from, run.data());
        try (TrainedTeacher teacher = trainer.train(family, options, spec.seed(), start)) {
            Card card = Cards.teacher(
                    teacher,
                    spec.settings(family, run.data().split(), from != null),
                    run.data(),
                    Provenance.of(run.backend(), spec.seed()));
            ModelWriter.trained(place(family), card, teacher, run.data(), spec.seen(run.data()));
            LOG.info(
                    "{}",
                    String.format(
                            Locale.ROOT,
                            "%s: valid Recall@50 %.4f after %d epochs, %s",
                            phase,
                            teacher.valid().r50(),
                            teacher.epochs(),
                            Durations.text(teacher.seconds())));
            SampleError error = trainer.sampleError();
            if (error != null && told.compareAndSet(false, true)) {
                LOG.info(error.text(spec.judging().validateBy().title()));
            }
            if (teacher.trajectory().size() == 1) {
                LOG.warn("{} has one snapshot, no way for hetcomp to walk: train more epochs", family.id());
            }
        }
    }
}
