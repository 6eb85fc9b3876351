package org.hetcomp.cli;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.Rankings;
import org.hetcomp.distill.Ensemble;
import org.hetcomp.distill.EnsembleOptions;
import org.hetcomp.eval.Ranker;
import org.hetcomp.eval.Scorer;
import org.hetcomp.model.ModelFolder;
import org.hetcomp.pipeline.Known;
import org.hetcomp.pipeline.Models;
import org.hetcomp.serve.Question;
import org.hetcomp.serve.Served;
import org.hetcomp.student.Recommendation;

/**
 * Teachers that are asked over HTTP. One that scores is asked for all items, exactly. Several are each asked for every question,
 * and their rankings made one as the ensemble does it, of which the best ranks of each count and no others. Teachers that were
 * imported, who have nothing to score with, are asked for what is remembered, one alone as an ensemble of one.
 */
final class ServedModels implements Served {
    private final Models models;
    private final String version;
    private final Known known;
    private final Backend backend;
    private final EnsembleOptions options;
    private final NDManager owner;
    private final List<Ranking> teachers = new ArrayList<>();
    private Scorer alone;

    /** A teacher's best items of users, so many and none that they had: row j is of {@code users[j]}. */
    private interface Ranking {
        Rankings of(int[] users, int cut);
    }

    /**
     * Of teachers.
     *
     * @param known whom they know, and what is left out
     * @param options how several become one
     */
    ServedModels(Models models, String version, Known known, Backend backend, EnsembleOptions options) {
        this.models = models;
        this.version = version;
        this.known = known;
        this.backend = backend;
        this.options = options;
        owner = backend.manager().newSubManager();
        try {
            if (models.goesByRankings()) {
                models.folders().forEach(folder -> teachers.add(ranking(folder)));
            } else {
                alone = models.folders().get(0).scorer(backend, owner);
            }
        } catch (RuntimeException e) {
            owner.close();
            throw e;
        }
    }

    private Ranking ranking(ModelFolder folder) {
        if (folder.scores()) {
            Scorer scorer = folder.scorer(backend, owner);
            return (users, cut) -> new Ranker(backend).rank(scorer, users, known.seen(), cut);
        }
        Rankings remembered = folder.trajectory().converged();
        return (users, cut) -> RememberedTeachers.rows(remembered, users, known.seen()::contains);
    }

    @Override
    public String name() {
        return models.isEnsemble() ? models.title() : "teacher " + models.card().id();
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public int users() {
        return known.users().size();
    }

    @Override
    public int items() {
        return known.items().size();
    }

    @Override
    public boolean hasUser(String user) {
        return known.users().dense(user).isPresent();
    }

    @Override
    public boolean hasItem(String item) {
        return known.items().dense(item).isPresent();
    }

    @Override
    public boolean takesHistory() {
        return false;
    }

    @Override
    public boolean takesItem() {
        return false;
    }

    @Override
    public List<String> had(String user) {
        return ModelOrigin.had(known).apply(user);
    }

    @Override
    public List<List<Recommendation>> answer(List<Question> questions) {
        List<Question> plain = questions.stream().filter(ServedModels::isPlain).toList();
        Iterator<List<Recommendation>> together = best(plain).iterator();
        // Who leaves items out goes deeper, and goes alone, so that an answer is the same in every batch.
        return questions.stream()
                .map(question -> isPlain(question)
                        ? together.next()
                        : best(List.of(question)).get(0))
                .toList();
    }

    private static boolean isPlain(Question question) {
        return question.exclude().isEmpty() && question.allow() == null;
    }

    /** Answers plain questions, or one that is not. */
    private List<List<Recommendation>> best(List<Question> questions) {
        if (questions.isEmpty()) {
            return List.of();
        }
        int[] users = questions.stream()
                .mapToInt(question -> known.users().dense(question.user()).orElseThrow())
                .toArray();
        int excluded = (int) questions.get(0).exclude().stream()
                .distinct()
                .filter(this::hasItem)
                .count();
        return alone == null ? ranked(questions, users, excluded) : scored(questions, users, excluded);
    }

    private List<List<Recommendation>> scored(List<Question> questions, int[] users, int excluded) {
        List<String> allow = questions.get(0).allow();
        int[] allowed = allow == null ? null : rows(allow);
        if (allowed != null && allowed.length == 0) {
            return List.of(List.of());
        }
        int top = excluded + questions.stream().mapToInt(Question::top).max().orElseThrow();
        List<List<Recommendation>> answers = new ArrayList<>();
        Ranker.Sink sink = (user, items, scores) -> {
            Question question = questions.get(answers.size());
            Set<String> exclude = Set.copyOf(question.exclude());
            answers.add(IntStream.range(0, items.length)
                    .mapToObj(n -> new Recommendation(known.items().token(items[n]), scores[n]))
                    .filter(best -> !exclude.contains(best.item()))
                    .limit(question.top())
                    .toList());
        };
        try {
            new Ranker(backend).best(alone, users, known.seen(), allowed, top, sink);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return answers;
    }

    private int[] rows(List<String> items) {
        return items.stream()
                .map(known.items()::dense)
                .flatMapToInt(OptionalInt::stream)
                .distinct()
                .sorted()
                .toArray();
    }

    /** What is excluded keeps its rank and takes no place: so many more ranks count. */
    private List<List<Recommendation>> ranked(List<Question> questions, int[] users, int excluded) {
        int cut = options.cut() + excluded;
        EnsembleOptions deeper = options.withCut(cut);
        List<Rankings> rankings =
                teachers.stream().map(teacher -> teacher.of(users, cut)).toList();
        Ensemble ensemble = RememberedTeachers.ensemble(rankings, deeper);
        byte[][] converged = ensemble.converged();
        int all = rankings.stream().mapToInt(Rankings::cut).sum();
        Rankings best = ensemble.unobserved(converged, all);
        return IntStream.range(0, users.length)
                .mapToObj(j -> {
                    int[] items = RememberedTeachers.wanted(best.row(j), questions.get(j), known.items());
                    float[] scores = ensemble.importances(converged, j, items);
                    return IntStream.range(0, items.length)
                            .mapToObj(n -> new Recommendation(known.items().token(items[n]), scores[n]))
                            .toList();
                })
                .toList();
    }

    @Override
    public List<String> notes(Question question, int found) {
        if (alone != null) {
            return List.of();
        }
        BitSet wanted = new BitSet();
        if (question.allow() == null) {
            wanted.set(0, items());
        } else {
            IntStream.of(rows(question.allow())).forEach(wanted::set);
        }
        IntStream.of(rows(question.exclude())).forEach(wanted::clear);
        IntStream.of(known.seen().row(known.users().dense(question.user()).orElseThrow()))
                .forEach(wanted::clear);
        int most = Math.min(question.top(), wanted.cardinality());
        return found >= most
                ? List.of()
                : List.of(found + " items and not " + most + ": of each teacher the best " + options.cut()
                        + " count, and what none has there is not found");
    }

    @Override
    public void close() {
        owner.close();
    }
}
