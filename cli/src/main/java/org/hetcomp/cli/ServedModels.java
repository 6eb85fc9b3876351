package org.hetcomp.cli;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
 * Teachers that are asked over HTTP, each of them for every question, and their rankings made one as the ensemble does it. One
 * teacher is an ensemble of one. Teachers that were imported, who have nothing to score with, are asked for what is remembered.
 */
final class ServedModels implements Served {
    private final Models models;
    private final String version;
    private final Known known;
    private final Backend backend;
    private final NDManager owner;
    private final List<Ranking> teachers = new ArrayList<>();

    /** A teacher's best items of users, none that they had: row j is of {@code users[j]}. */
    private interface Ranking {
        Rankings of(int[] users);
    }

    ServedModels(Models models, String version, Known known, Backend backend) {
        this.models = models;
        this.version = version;
        this.known = known;
        this.backend = backend;
        owner = backend.manager().newSubManager();
        try {
            models.folders().forEach(folder -> teachers.add(ranking(folder)));
        } catch (RuntimeException e) {
            owner.close();
            throw e;
        }
    }

    private Ranking ranking(ModelFolder folder) {
        int cut = EnsembleOptions.defaults().cut();
        if (folder.scores()) {
            Scorer scorer = folder.scorer(backend, owner);
            return users -> new Ranker(backend).rank(scorer, users, known.seen(), cut);
        }
        Rankings remembered = folder.trajectory().converged();
        return users -> RememberedTeachers.rows(remembered, users, known.seen());
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
        int[] users = questions.stream()
                .mapToInt(question -> known.users().dense(question.user()).orElseThrow())
                .toArray();
        List<Rankings> rankings =
                teachers.stream().map(teacher -> teacher.of(users)).toList();
        Ensemble ensemble = RememberedTeachers.ensemble(rankings);
        int[][] converged = ensemble.converged();
        int all = rankings.stream().mapToInt(Rankings::cut).sum();
        Rankings best = ensemble.unobserved(converged, all);
        return IntStream.range(0, users.length)
                .mapToObj(j -> {
                    int[] items = wanted(best.row(j), questions.get(j));
                    float[] scores = ensemble.importances(converged, j, items);
                    return IntStream.range(0, items.length)
                            .mapToObj(n -> new Recommendation(known.items().token(items[n]), scores[n]))
                            .toList();
                })
                .toList();
    }

    private int[] wanted(int[] items, Question question) {
        Set<String> exclude = new HashSet<>(question.exclude());
        Set<String> allow = question.allow() == null ? null : new HashSet<>(question.allow());
        return IntStream.of(items)
                .filter(item -> !exclude.contains(known.items().token(item)))
                .filter(item -> allow == null || allow.contains(known.items().token(item)))
                .limit(question.top())
                .toArray();
    }

    @Override
    public void close() {
        owner.close();
    }
}
