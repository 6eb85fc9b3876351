package org.hetcomp.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.hetcomp.data.Interactions;
import org.hetcomp.data.Rankings;
import org.hetcomp.distill.Ensemble;
import org.hetcomp.distill.EnsembleOptions;
import org.hetcomp.model.ModelFolder;
import org.hetcomp.pipeline.Known;
import org.hetcomp.pipeline.Models;
import org.hetcomp.pipeline.TeacherSet;
import org.hetcomp.serve.Served.Listed;
import org.hetcomp.serve.ServedStudent;
import org.hetcomp.student.Recommendation;
import org.hetcomp.trajectory.Snapshot;
import org.hetcomp.trajectory.Trajectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the teachers beside a student recommend, as it is remembered on disk, so that no engine is needed; read when somebody
 * first asks.
 */
final class RememberedTeachers implements ServedStudent.Others {
    private static final Logger LOG = LoggerFactory.getLogger(RememberedTeachers.class);

    private final Path run;
    private Read read;

    /** The last ranking of each teacher, and what users had. */
    private record Read(List<String> names, List<Rankings> rankings, Known known) {}

    /**
     * Of the run that a student lies in.
     *
     * @param student its folder
     */
    RememberedTeachers(Path student) {
        Path parent = student.toAbsolutePath().getParent();
        run = parent != null && Files.isDirectory(parent.resolve("teachers")) ? parent : null;
    }

    @Override
    public List<Listed> best(String user, int top) {
        Read there = read();
        OptionalInt row =
                there == null ? OptionalInt.empty() : there.known().users().dense(user);
        if (row.isEmpty()) {
            return List.of();
        }
        int[] one = {row.getAsInt()};
        List<Rankings> rows = there.rankings().stream()
                .map(rankings -> rows(rankings, one, there.known().seen()))
                .toList();
        List<Listed> lists = new ArrayList<>();
        for (int n = 0; n < rows.size(); n++) {
            lists.add(listed(there.names().get(n), rows.subList(n, n + 1), top, there.known()));
        }
        if (rows.size() > 1) {
            lists.add(listed("ensemble", rows, top, there.known()));
        }
        return lists;
    }

    private static Listed listed(String name, List<Rankings> rows, int top, Known known) {
        Ensemble ensemble = ensemble(rows);
        int[][] converged = ensemble.converged();
        int[] items = ensemble.unobserved(converged, top).row(0);
        float[] scores = ensemble.importances(converged, 0, items);
        return new Listed(
                name,
                IntStream.range(0, items.length)
                        .mapToObj(n -> new Recommendation(known.items().token(items[n]), scores[n]))
                        .toList());
    }

    private synchronized Read read() {
        List<ModelFolder> teachers = read == null && run != null ? TeacherSet.find(run) : List.of();
        if (!teachers.isEmpty()) {
            LOG.info("reading what {} teachers in {} recommend", teachers.size(), run);
            int cut = EnsembleOptions.defaults().cut();
            List<Rankings> rankings = teachers.stream()
                    .map(teacher -> teacher.trajectory().cutAt(cut).converged())
                    .toList();
            List<String> names =
                    teachers.stream().map(teacher -> teacher.card().id()).toList();
            read = new Read(names, rankings, Known.of(new Models(teachers, true)));
        }
        return read;
    }

    /** Rankings of some users, row j of {@code users[j]}, without what they had. */
    static Rankings rows(Rankings rankings, int[] users, Interactions seen) {
        Rankings rows = Rankings.empty(users.length, rankings.cut());
        for (int j = 0; j < users.length; j++) {
            int user = users[j];
            int[] row = Arrays.stream(rankings.row(user))
                    .filter(item -> !seen.contains(user, item))
                    .toArray();
            System.arraycopy(row, 0, rows.ids(), rows.start(j), row.length);
        }
        return rows;
    }

    /** Rankings of the same users as an ensemble. */
    static Ensemble ensemble(List<Rankings> rankings) {
        List<Trajectory> teachers = new ArrayList<>();
        for (Rankings ranking : rankings) {
            Snapshot last = new Snapshot(1, 0, ranking);
            teachers.add(new Trajectory(
                    Integer.toString(teachers.size()), List.of(last), Rankings.empty(ranking.users(), 1)));
        }
        return new Ensemble(teachers, EnsembleOptions.defaults());
    }
}
