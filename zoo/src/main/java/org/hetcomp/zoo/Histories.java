package org.hetcomp.zoo;

import java.util.List;
import org.hetcomp.eval.Recommendation;
import org.hetcomp.io.DataException;
import org.hetcomp.model.Card;
import org.hetcomp.model.ModelFolder;
import org.hetcomp.student.Query;
import org.hetcomp.student.Student;
import org.hetcomp.student.StudentException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers who is asked for by what they have, by a student's encoder, with the student's own ids. The student is opened when
 * somebody first asks so, for it holds the items' vectors once more; that it cannot be is remembered until the model is loaded
 * again.
 */
final class Histories {
    private static final Logger LOG = LoggerFactory.getLogger(Histories.class);

    private final LoadedFolder folder;
    private volatile Opened opened;

    /** The student, or why there is none: a refusal that is the client's to know, or damage that is the server's. */
    private record Opened(Student student, DataException refusal, boolean isDamaged) {}

    Histories(LoadedFolder folder) {
        this.folder = folder;
    }

    /** The student cannot be used, which is nobody's fault who asks; the log says why. */
    static final class Damaged extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        Damaged() {
            super("the student cannot be used (history): see the server's log, and load the model again");
        }
    }

    /**
     * The best items.
     *
     * @throws DataException if such a question cannot be answered
     * @throws Damaged if the student's files are not those that were loaded
     */
    List<Recommendation> best(ServingQuestion question) {
        Opened now = opened();
        if (now.isDamaged()) {
            throw new Damaged();
        }
        if (now.refusal() != null) {
            throw now.refusal();
        }
        Student student = now.student();
        if (question.history().stream().noneMatch(student.itemIds()::contains)) {
            throw refusal(
                    "none of the " + question.history().size() + " items is one of the student's",
                    "give items of those that it has");
        }
        Query query = Query.ofHistory(question.history()).top(question.top()).without(question.exclude());
        return student.recommend(question.allow() == null ? query : query.only(question.allow())).stream()
                .map(best -> new Recommendation(best.item(), best.score()))
                .toList();
    }

    private Opened opened() {
        if (opened == null) {
            synchronized (this) {
                opened = opened == null ? open() : opened;
            }
        }
        return opened;
    }

    private Opened open() {
        try {
            if (ModelFolder.open(folder.folder()).card().kind() != Card.Kind.STUDENT) {
                return new Opened(null, refusal("a teacher knows no users but its own", "give user"), false);
            }
            Student student = folder.student();
            return student.hasEncoder()
                    ? new Opened(student, null, false)
                    : new Opened(
                            null,
                            refusal(
                                    "the student has no encoder and knows no users but its own",
                                    "give user, or distil it again with an encoder"),
                            false);
        } catch (DataException | StudentException e) {
            LOG.error("histories cannot be answered until the model is loaded again: {}", e.getMessage());
            return new Opened(null, null, true);
        }
    }

    private static DataException refusal(String what, String advice) {
        return new DataException(what, "history", advice);
    }
}
