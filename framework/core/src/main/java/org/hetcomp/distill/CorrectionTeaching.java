package org.hetcomp.distill;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hetcomp.data.Rankings;

/**
 * Dual correction for distillation (DCD, Lee and Kim, CIKM 2021, arXiv 2109.03459): the student's own loss, relaxed ranking
 * distillation, and corrections of what the student now ranks otherwise than the teachers, by user and by item. Every few epochs
 * the student's ranks are held against the converged ensemble's.
 *
 * <p>An item's error is the difference of its two ranks. Those with the largest take part, where the paper draws with
 * probability tanh(epsilon x difference): both rise with the difference, so that no epsilon is needed, and HetComp's authors
 * found no method to gain by such draws. Ranks are those among all unobserved items, cut where the student's ranking is, where
 * the published code ranks within the teacher's 500 best: what the student puts high and no teacher has is an error, too. The
 * published code has no relaxed ranking distillation beside the corrections; the paper has.
 */
final class CorrectionTeaching implements Teaching {
    private static final String UNDER = "correction.under";
    private static final String OVER = "correction.over";

    private final Supervision supervision;
    private final Rankings teacher;
    private final int period;
    private final Rankings under;
    private final Rankings over;
    private final DistillationLoss before;
    private final DistillationLoss corrected;
    private boolean measured;

    /**
     * Before the student is measured first, without corrections.
     *
     * @param supervision of the converged ensemble
     * @param teacher its rankings of unobserved items, as deep as the student's are compared
     */
    CorrectionTeaching(Supervision supervision, Rankings teacher, RankingOptions options) {
        this.supervision = supervision;
        this.teacher = teacher;
        this.period = options.period();
        this.under = Rankings.empty(supervision.users(), options.corrected());
        this.over = Rankings.empty(supervision.users(), options.corrected());
        SumLoss.Term own = new SumLoss.Term(new BprLoss(), 1);
        SumLoss.Term list = new SumLoss.Term(new RelaxedRankingLoss(options.uninteresting()), options.weight());
        before = new SumLoss(List.of(own, list));
        corrected = new SumLoss(List.of(
                own,
                list,
                new SumLoss.Term(new CorrectionLoss(under, over), options.userWeight()),
                new SumLoss.Term(new ItemCorrectionLoss(), options.itemWeight())));
    }

    @Override
    public Supervision supervision() {
        return supervision;
    }

    @Override
    public List<Part> parts(int[] users) {
        return List.of(new Part(measured ? corrected : before, 1, users));
    }

    @Override
    public boolean due(int epoch) {
        return epoch % period == 0;
    }

    @Override
    public int depth() {
        return teacher.cut();
    }

    @Override
    public void update(int epoch, Rankings student) {
        IntStream.range(0, supervision.users()).parallel().forEach(u -> correct(u, student));
        measured = true;
    }

    /** An item, its rank by the teachers, and how much lower the student has it, or higher. */
    private record Misplaced(int item, int rank, int by) {
        // Of equal errors that of the item that matters more, then the smaller id.
        static final Comparator<Misplaced> WORST = Comparator.comparingInt((Misplaced m) -> -m.by)
                .thenComparingInt(Misplaced::rank)
                .thenComparingInt(Misplaced::item);
    }

    private void correct(int u, Rankings student) {
        int[] theirs = teacher.row(u);
        int deepest = Math.min(student.cut(), teacher.cut());
        int[] own = Arrays.copyOf(student.row(u), Math.min(deepest, student.length(u)));
        Map<Integer, Integer> ofTheirs = ranks(theirs, deepest);
        Map<Integer, Integer> ofOwn = ranks(own, deepest);
        int listed = supervision.unobserved().length(u);
        Misplaced[] low = IntStream.range(0, Math.min(listed, theirs.length))
                .mapToObj(r -> new Misplaced(theirs[r], r, ofOwn.getOrDefault(theirs[r], deepest) - r))
                .filter(m -> m.by() > 0)
                .sorted(Misplaced.WORST)
                .limit(under.cut())
                .sorted(Comparator.comparingInt(Misplaced::rank))
                .toArray(Misplaced[]::new);
        Misplaced[] high = IntStream.range(0, own.length)
                .mapToObj(r -> new Misplaced(own[r], r, ofTheirs.getOrDefault(own[r], deepest) - r))
                .filter(m -> m.by() > 0)
                .sorted(Misplaced.WORST)
                .limit(over.cut())
                .toArray(Misplaced[]::new);
        write(under, u, low);
        write(over, u, high);
    }

    private static Map<Integer, Integer> ranks(int[] ranking, int deepest) {
        Map<Integer, Integer> ranks = new HashMap<>();
        for (int r = 0; r < Math.min(deepest, ranking.length); r++) {
            ranks.put(ranking[r], r);
        }
        return ranks;
    }

    private static void write(Rankings rankings, int u, Misplaced[] items) {
        for (int r = 0; r < rankings.cut(); r++) {
            rankings.ids()[rankings.start(u) + r] = r < items.length ? items[r].item() : Rankings.NONE;
        }
    }

    /** What is corrected changes to the end, and no stage is better for a student than another. */
    @Override
    public boolean settled() {
        return true;
    }

    @Override
    public String phase() {
        return measured ? "correction" : "ranking";
    }

    @Override
    public double[] meanSelected() {
        return new double[0];
    }

    @Override
    public Map<String, int[]> state() {
        return measured ? Map.of(UNDER, under.ids().clone(), OVER, over.ids().clone()) : Map.of();
    }

    @Override
    public void restore(Map<String, int[]> state) {
        int[] low = state.getOrDefault(UNDER, new int[0]);
        int[] high = state.getOrDefault(OVER, new int[0]);
        measured = low.length > 0 || high.length > 0;
        if (measured && (low.length != under.ids().length || high.length != over.ids().length)) {
            throw new IllegalArgumentException("the checkpoint's corrections are of other users or lengths");
        }
        System.arraycopy(low, 0, under.ids(), 0, low.length);
        System.arraycopy(high, 0, over.ids(), 0, high.length);
    }
}
