package org.hetcomp.distill;

import java.util.List;
import java.util.stream.IntStream;
import org.hetcomp.data.Rankings;
import org.hetcomp.data.Split;
import org.hetcomp.trajectory.Trajectory;

/** What each {@link Method} teaches by. */
final class Teachings {
    /**
     * Shares of the list that have an order in the stages of CL-DRD (Zeng et al., SIGIR 2022, arXiv 2204.13679, section 3): 5, 10
     * and 30 of 30 documents in the published code. The others of the list are above the uninteresting items. There pairs of
     * documents are weighed by the difference of their reciprocal ranks (LambdaRank for MRR); here the likelihood is that of the
     * methods beside it, for that weighing leaves the ranks from 10 on next to nothing, and a recommender is asked for 50.
     */
    private static final double[] ORDERED = {1 / 6.0, 1 / 3.0, 1};

    private final Split split;
    private final List<Trajectory> teachers;
    private final DistillerOptions options;

    private Teachings(Split split, List<Trajectory> teachers, DistillerOptions options) {
        this.split = split;
        this.teachers = teachers;
        this.options = options;
    }

    /** What the options' method teaches by. */
    static Teaching of(Split split, List<Trajectory> teachers, DistillerOptions options) {
        return new Teachings(split, teachers, fitting(options, split.items())).make();
    }

    /** With lists, and the depth to which they are compared, in proportion to a small catalogue. */
    private static DistillerOptions fitting(DistillerOptions options, int items) {
        EnsembleOptions lists = options.ensemble().within(items);
        int was = options.ensemble().unobserved();
        if (lists.unobserved() == was) {
            return options;
        }
        int depth = options.curriculum().depth();
        int less = Math.max(1, (int) Math.ceil(depth * (double) lists.unobserved() / was));
        return options.withEnsemble(lists).withCurriculum(options.curriculum().withDepth(less));
    }

    private Teaching make() {
        return switch (options.method()) {
            case HETCOMP, CURRICULUM_COARSE, CURRICULUM_FINE, BY_EPOCH, POSITION ->
                new CurriculumTeaching(teachers, options);
            case CONVERGED -> fixed("fine", fine(), options.losses().fineWeight());
            case COARSE -> fixed("coarse", coarse(), options.losses().coarseWeight());
            case COARSE_TO_FINE ->
                new StagedTeaching(
                        List.of(
                                new StagedTeaching.Stage(
                                        "coarse", coarse(), options.losses().coarseWeight()),
                                new StagedTeaching.Stage(
                                        "fine", fine(), options.losses().fineWeight())),
                        options.curriculum().period(),
                        converged());
            case NONE -> {
                Rankings nothing = Rankings.empty(split.users(), 1);
                yield new FixedTeaching("bpr", new BprLoss(), 1, new Supervision(nothing, nothing));
            }
            case RRD ->
                fixed(
                        "ranking",
                        ranking(new RelaxedRankingLoss(options.rankings().uninteresting())),
                        1);
            // Equal weights, where some multi-teacher methods learn one for each teacher.
            case MTD -> fixed("ranking", ranking(ofEachTeacher()), 1);
            case DCD -> {
                Ensemble ensemble = new Ensemble(teachers, options.ensemble());
                yield new CorrectionTeaching(
                        ensemble.supervision(ensemble.converged()),
                        ensemble.unobserved(
                                ensemble.converged(), options.ensemble().cut()),
                        options.rankings());
            }
            case CL_DRD ->
                new StagedTeaching(
                        IntStream.range(0, ORDERED.length)
                                .mapToObj(s ->
                                        new StagedTeaching.Stage("stage " + (s + 1), ranking(stage(ORDERED[s])), 1))
                                .toList(),
                        options.rankings().period(),
                        converged());
        };
    }

    private DistillationLoss coarse() {
        return options.losses().partition().apply(new CoarseLoss());
    }

    private DistillationLoss fine() {
        return options.losses().partition().apply(new FineLoss());
    }

    private Supervision converged() {
        Ensemble ensemble = new Ensemble(teachers, options.ensemble());
        return ensemble.supervision(ensemble.converged());
    }

    private Teaching fixed(String phase, DistillationLoss loss, double weight) {
        return new FixedTeaching(phase, loss, weight, converged());
    }

    /** The student's own loss, by BPR as DE-RRD has it, and a ranking's beside it. */
    private DistillationLoss ranking(DistillationLoss matching) {
        return new SumLoss(List.of(
                new SumLoss.Term(new BprLoss(), 1),
                new SumLoss.Term(matching, options.rankings().weight())));
    }

    private DistillationLoss ofEachTeacher() {
        Rankings[] lists = teachers.stream()
                .map(Trajectory::converged)
                .map(ranking ->
                        ranking.cutAt(Math.min(ranking.cut(), options.ensemble().unobserved())))
                .toArray(Rankings[]::new);
        return new RelaxedRankingLoss(lists, options.rankings().uninteresting(), 1);
    }

    private DistillationLoss stage(double ordered) {
        return new RelaxedRankingLoss(options.rankings().uninteresting(), ordered);
    }
}
