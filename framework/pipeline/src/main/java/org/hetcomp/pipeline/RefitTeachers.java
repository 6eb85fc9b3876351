package org.hetcomp.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Rankings;
import org.hetcomp.model.Card;
import org.hetcomp.model.Json;
import org.hetcomp.model.ModelFolder;
import org.hetcomp.model.ModelWriter;
import org.hetcomp.model.Provenance;
import org.hetcomp.teacher.TeacherFamilies;
import org.hetcomp.teacher.TeacherFamily;
import org.hetcomp.teacher.TeacherOptions;
import org.hetcomp.teacher.TeacherStart;
import org.hetcomp.teacher.TeacherTrainer;
import org.hetcomp.teacher.TrainedTeacher;
import org.hetcomp.trajectory.Snapshot;
import org.hetcomp.trajectory.Trajectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Teachers trained once more on all pairs, whoever trained them first. Those that nobody here can train, being imported or of a
 * family that is not on the class path, stay as they were, less the items that users are now known to have.
 */
final class RefitTeachers {
    private static final Logger LOG = LoggerFactory.getLogger(RefitTeachers.class);

    private final Run run;
    private final Path folder;
    private final RunSpec spec;
    private final Predecessor predecessor;

    /** In that folder, of a run whose data is all train. */
    RefitTeachers(Run run, Path folder, RunSpec spec, Predecessor predecessor) {
        this.predecessor = predecessor;
        this.run = run;
        this.folder = folder;
        this.spec = spec;
    }

    /** How many can be trained here. */
    static int count(TeacherSet set) {
        return (int) set.folders().stream()
                .filter(teacher -> family(teacher) != null)
                .count();
    }

    /** All of them, in their order; those of which the folder has the same already are not trained again. */
    List<Trajectory> refit(TeacherSet set) throws IOException {
        List<TeacherFamily> families = new ArrayList<>();
        List<SideBySide.Piece> missing = new ArrayList<>();
        for (int x = 0; x < set.size(); x++) {
            ModelFolder teacher = set.folders().get(x);
            Trajectory before = set.trajectories().get(x);
            TeacherFamily family = family(teacher);
            if (family == null) {
                LOG.warn(
                        "teacher {} cannot be trained here and stays as it was, without what valid and test say",
                        teacher.card().id());
                continue;
            }
            families.add(family);
            TeacherOptions options = Json.GSON.fromJson(teacher.card().settings(), TeacherOptions.class);
            if (!teacher.card().settings().has("temperature")) {
                LOG.warn(
                        "teacher {} was trained by an earlier version; it is trained again as this one does",
                        teacher.card().id());
            }
            if (!isThere(place(teacher), options)) {
                String phase = "teacher again " + (x + 1) + "/" + set.size() + " "
                        + teacher.card().id();
                missing.add(new SideBySide.Piece(
                        family,
                        family.seconds(run.data().split(), options),
                        tell -> train(family, options, teacher, before, phase, tell)));
            }
        }
        SideBySide.train(run, families, missing);
        List<Trajectory> all = new ArrayList<>();
        for (int x = 0; x < set.size(); x++) {
            ModelFolder teacher = set.folders().get(x);
            all.add(
                    family(teacher) == null
                            ? unobserved(
                                    set.trajectories().get(x),
                                    run.data().split().train())
                            : ModelFolder.open(place(teacher)).trajectory());
        }
        return all;
    }

    private Path place(ModelFolder teacher) {
        return folder.resolve(teacher.card().id());
    }

    private static TeacherFamily family(ModelFolder teacher) {
        String family = teacher.card().scoringFamily();
        return teacher.scores() && TeacherFamilies.ids().contains(family) ? TeacherFamilies.of(family) : null;
    }

    private boolean isThere(Path place, TeacherOptions options) {
        ModelFolder there = TeacherStage.sound(place, run.data());
        return there != null && there.card().settings().equals(Json.GSON.toJsonTree(options));
    }

    private void train(
            TeacherFamily family,
            TeacherOptions options,
            ModelFolder measured,
            Trajectory before,
            String phase,
            Consumer<Progress> tell)
            throws IOException {
        Card card = measured.card();
        TeacherTrainer trainer = new TeacherTrainer(
                run.backend(),
                run.data().split(),
                progress -> tell.accept(
                        new Progress(phase, progress.epoch(), progress.epochs(), Double.NaN, progress.seconds(), 0)));
        long seed = card.made().seed();
        // Those that were made before began with nothing, whoever made them.
        boolean own = measured.folder().startsWith(run.folder().teachers());
        ModelFolder from = predecessor == null || !own ? null : predecessor.teacher(family, options.dim());
        TeacherStart start = from == null ? null : predecessor.start(from, run.data());
        try (TrainedTeacher teacher = trainer.again(family, options, before, seed, start)) {
            Card again = Cards.refit(card, Provenance.of(run.backend(), seed), run.data(), teacher);
            Trajectory named = new Trajectory(
                    card.id(),
                    teacher.trajectory().snapshots(),
                    teacher.trajectory().observed());
            ModelWriter.teacher(
                    place(measured),
                    again,
                    teacher.scorer(),
                    named,
                    run.data(),
                    spec.teacherSpec().seen(run.data()));
            LOG.info("{}: {} epochs, {}", phase, teacher.epochs(), Durations.text(teacher.seconds()));
        }
    }

    /** A trajectory whose rankings have nothing that users have. */
    static Trajectory unobserved(Trajectory trajectory, Interactions had) {
        List<Snapshot> snapshots = new ArrayList<>();
        for (Snapshot snapshot : trajectory.snapshots()) {
            Rankings ranking = snapshot.ranking();
            Rankings left = Rankings.empty(ranking.users(), ranking.cut());
            for (int u = 0; u < ranking.users(); u++) {
                int at = left.start(u);
                for (int item : ranking.row(u)) {
                    if (!had.contains(u, item)) {
                        left.ids()[at++] = item;
                    }
                }
            }
            snapshots.add(new Snapshot(snapshot.epoch(), snapshot.validRecall50(), left));
        }
        return new Trajectory(trajectory.teacher(), snapshots, trajectory.observed());
    }
}
