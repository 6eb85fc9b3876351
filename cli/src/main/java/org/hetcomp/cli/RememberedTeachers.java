package org.hetcomp.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.hetcomp.data.IdMap;
import org.hetcomp.data.Rankings;
import org.hetcomp.distill.Ensemble;
import org.hetcomp.distill.EnsembleOptions;
import org.hetcomp.model.ModelFolder;
import org.hetcomp.pipeline.TeacherSet;
import org.hetcomp.pipeline.Weights;
import org.hetcomp.serve.Question;
import org.hetcomp.serve.Served.Beside;
import org.hetcomp.serve.Served.Listed;
import org.hetcomp.serve.ServedStudent;
import org.hetcomp.student.Recommendation;
import org.hetcomp.trajectory.Snapshot;
import org.hetcomp.trajectory.Trajectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the teachers beside a student recommend, as it is remembered on disk, so that no engine is needed; read by whoever first
 * asks.
 */
final class RememberedTeachers implements ServedStudent.Others {
    private static final Logger LOG = LoggerFactory.getLogger(RememberedTeachers.class);

    private final Path run;
    private final String split;
    private final boolean keepsSeen;
    private final ReadOnce<Read> once = new ReadOnce<>(this::read);

    /** The last ranking of each teacher, of these users and items; and who is not shown. */
    private record Read(
            List<String> names,
            List<Rankings> rankings,
            EnsembleOptions ensemble,
            IdMap users,
            IdMap items,
            List<String> notes) {}

    /** Whether an item is left out for a user, by their rows. */
    interface LeftOut {
        boolean has(int user, int item);
    }

    /**
     * Of the run that a student lies in.
     *
     * @param student its folder, with links resolved: read later, a link might name the run of another version
     * @param split hash of how its data were divided, as its card says
     * @param keepsSeen whether what users had is recommended too
     */
    RememberedTeachers(Path student, String split, boolean keepsSeen) {
        Path parent = student.toAbsolutePath().getParent();
        run = parent != null && Files.isDirectory(parent.resolve("teachers")) ? parent : null;
        this.split = split;
        this.keepsSeen = keepsSeen;
    }

    @Override
    public Beside best(Question question, Collection<String> had) {
        if (run == null) {
            return Beside.NOBODY;
        }
        try {
            return once.get()
                    .map(read -> best(read, question, had))
                    .orElseGet(() -> nobody("what the teachers recommend is being read: ask again in a moment"));
        } catch (ExecutionException e) {
            return nobody("what the teachers recommend cannot be read, the server's log says why");
        }
    }

    private static Beside nobody(String note) {
        return new Beside(List.of(), List.of(note));
    }

    private Beside best(Read there, Question question, Collection<String> had) {
        OptionalInt row =
                there.names().isEmpty() ? OptionalInt.empty() : there.users().dense(question.user());
        if (row.isEmpty()) {
            return new Beside(List.of(), there.notes());
        }
        BitSet leftOut = new BitSet();
        had.forEach(item -> there.items().dense(item).ifPresent(leftOut::set));
        int[] one = {row.getAsInt()};
        List<Rankings> rows = there.rankings().stream()
                .map(rankings -> rows(rankings, one, (user, item) -> leftOut.get(item)))
                .toList();
        List<Listed> lists = new ArrayList<>();
        for (int n = 0; n < rows.size(); n++) {
            lists.add(listed(
                    there.names().get(n),
                    ensemble(rows.subList(n, n + 1), EnsembleOptions.defaults()),
                    rows.get(n).cut(),
                    question,
                    there.items()));
        }
        if (rows.size() > 1) {
            int all = rows.stream().mapToInt(Rankings::cut).sum();
            lists.add(listed("ensemble", ensemble(rows, there.ensemble()), all, question, there.items()));
        }
        List<String> notes = new ArrayList<>(there.notes());
        if (keepsSeen) {
            notes.add("teachers are remembered without what they learned from, which the student recommends too");
        }
        return new Beside(lists, notes);
    }

    private static Listed listed(String name, Ensemble ensemble, int all, Question question, IdMap items) {
        byte[][] converged = ensemble.converged();
        int[] best = wanted(ensemble.unobserved(converged, all).row(0), question, items);
        float[] scores = ensemble.importances(converged, 0, best);
        return new Listed(
                name,
                IntStream.range(0, best.length)
                        .mapToObj(n -> new Recommendation(items.token(best[n]), scores[n]))
                        .toList());
    }

    private Read read() {
        try {
            List<ModelFolder> found = TeacherSet.find(run);
            List<ModelFolder> teachers = found.stream()
                    .filter(teacher -> teacher.card().splitSha256().equals(split))
                    .toList();
            LOG.info("reading what {} teachers in {} recommend", teachers.size(), run);
            List<String> notes = new ArrayList<>();
            if (teachers.size() < found.size()) {
                notes.add(
                        (found.size() - teachers.size()) + " of " + found.size() + " teachers beside the student are of"
                                + " other data than it, or of the same divided otherwise, and are not shown");
                LOG.warn("{}", notes.get(0));
            }
            if (teachers.isEmpty()) {
                return new Read(List.of(), List.of(), null, null, null, notes);
            }
            int cut = EnsembleOptions.defaults().cut();
            List<Rankings> rankings = teachers.stream()
                    .map(teacher -> teacher.trajectory().cutAt(cut).converged())
                    .toList();
            List<String> names =
                    teachers.stream().map(teacher -> teacher.card().id()).toList();
            ModelFolder first = teachers.get(0);
            return new Read(names, rankings, Weights.options(teachers), first.users(), first.items(), notes);
        } catch (RuntimeException | InternalError | OutOfMemoryError e) {
            LOG.warn(
                    "what the teachers recommend cannot be read, and is not shown beside this version: {}",
                    e.getMessage());
            throw e;
        }
    }

    /** The first of some ranked items that a question wants. */
    static int[] wanted(int[] ranked, Question question, IdMap items) {
        Set<String> exclude = new HashSet<>(question.exclude());
        Set<String> allow = question.allow() == null ? null : new HashSet<>(question.allow());
        return IntStream.of(ranked)
                .filter(item -> !exclude.contains(items.token(item)))
                .filter(item -> allow == null || allow.contains(items.token(item)))
                .limit(question.top())
                .toArray();
    }

    /** Rankings of some users, row j of {@code users[j]}, without what they had. */
    static Rankings rows(Rankings rankings, int[] users, LeftOut leftOut) {
        Rankings rows = Rankings.empty(users.length, rankings.cut());
        for (int j = 0; j < users.length; j++) {
            int user = users[j];
            int[] row = Arrays.stream(rankings.row(user))
                    .filter(item -> !leftOut.has(user, item))
                    .toArray();
            System.arraycopy(row, 0, rows.ids(), rows.start(j), row.length);
        }
        return rows;
    }

    /** Rankings of the same users as an ensemble. */
    static Ensemble ensemble(List<Rankings> rankings, EnsembleOptions options) {
        List<Trajectory> teachers = new ArrayList<>();
        for (Rankings ranking : rankings) {
            Snapshot last = new Snapshot(1, 0, ranking);
            teachers.add(new Trajectory(
                    Integer.toString(teachers.size()), List.of(last), Rankings.empty(ranking.users(), 1)));
        }
        return new Ensemble(teachers, options);
    }
}
