package org.hetcomp.serve;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hetcomp.student.Query;
import org.hetcomp.student.Recommendation;
import org.hetcomp.student.Seen;
import org.hetcomp.student.Student;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A student that is asked over HTTP. */
public final class ServedStudent implements Served {
    private static final Logger LOG = LoggerFactory.getLogger(ServedStudent.class);

    private final Student student;
    private final Function<String, List<String>> had;
    private final Others others;

    /** What others than the student recommend. */
    @FunctionalInterface
    public interface Others {
        /**
         * The best items of a user by each of them.
         *
         * @param had what the student leaves out, besides what the question excludes
         * @throws RuntimeException if they cannot be asked; the message is one line
         */
        Beside best(Question question, Collection<String> had);
    }

    /**
     * Of an opened student.
     *
     * @param had what each user had, by the users' own ids; of unknown users nothing
     * @param others who else may be asked by people who compare
     */
    public ServedStudent(Student student, Function<String, List<String>> had, Others others) {
        this.student = student;
        this.had = had;
        this.others = others;
    }

    /**
     * Opens what lies in a folder, that of a run or an archive, and says whether what users had is left out.
     *
     * @param keepSeen whether it is not, though it is known
     */
    public static ServedStudent open(Path path, boolean keepSeen) {
        return open(path, keepSeen, (question, had) -> Beside.NOBODY);
    }

    /** The same with others to compare with. */
    public static ServedStudent open(Path path, boolean keepSeen, Others others) {
        Student student = Student.open(path);
        Optional<Seen> seen = keepSeen ? Optional.empty() : Seen.open(path, student);
        if (keepSeen) {
            LOG.info("what users had is recommended too, as asked for");
        } else if (seen.isPresent()) {
            LOG.info("what users had is left out, as it travels with the student");
        } else {
            LOG.warn("what users had does not travel with the student and is recommended too: name it in exclude");
        }
        return new ServedStudent(
                student, seen.<Function<String, List<String>>>map(s -> s::of).orElse(u -> List.of()), others);
    }

    @Override
    public String name() {
        return "student";
    }

    @Override
    public String version() {
        return student.version();
    }

    @Override
    public int users() {
        return student.users();
    }

    @Override
    public int items() {
        return student.items();
    }

    @Override
    public boolean hasUser(String user) {
        return student.userIds().contains(user);
    }

    @Override
    public boolean hasItem(String item) {
        return student.itemIds().contains(item);
    }

    @Override
    public boolean takesHistory() {
        return student.hasEncoder();
    }

    @Override
    public boolean takesItem() {
        return true;
    }

    @Override
    public List<String> had(String user) {
        return had.apply(user);
    }

    @Override
    public Beside others(Question question) {
        return others.best(question, had.apply(question.user()));
    }

    @Override
    public List<List<Recommendation>> answer(List<Question> questions) {
        List<Query> queries = questions.stream().map(this::query).toList();
        // One alone is answered by the thread that asks: the server has as many of them as there are cores.
        return queries.size() == 1 ? List.of(student.recommend(queries.get(0))) : student.recommendAll(queries);
    }

    private Query query(Question question) {
        Set<String> without = new HashSet<>(question.exclude());
        Query query;
        if (question.item() != null) {
            query = Query.similar(question.item());
        } else if (question.history() != null) {
            query = Query.ofHistory(new HashSet<>(question.history()));
        } else {
            query = Query.of(question.user());
            without.addAll(had.apply(question.user()));
        }
        query = query.top(question.top()).without(without);
        return question.allow() == null ? query : query.only(question.allow());
    }
}
