package org.hetcomp.distill;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.hetcomp.io.EnumIds;

/** A number that can be set of a method besides its steps, by name; its default is what {@link DistillerOptions#of} has. */
public enum Setting {
    /** How slowly importance falls with rank in the ensemble, in ranks. */
    LAMBDA(
            0.1,
            10_000,
            false,
            o -> o.ensemble().lambda(),
            (o, x) -> o.withEnsemble(o.ensemble().withLambda(x))),
    /** K, items of the list over unobserved items. */
    LIST(
            1,
            10_000,
            true,
            o -> o.ensemble().unobserved(),
            (o, x) -> o.withEnsemble(
                    o.ensemble().withLists(x.intValue(), o.ensemble().observed()))),
    /** P, items of the list over the user's own items. */
    OBSERVED(
            1,
            10_000,
            true,
            o -> o.ensemble().observed(),
            (o, x) -> o.withEnsemble(o.ensemble().withLists(o.ensemble().unobserved(), x.intValue()))),
    /** Factor on the coarse loss. */
    COARSE_WEIGHT(
            1e-6,
            1000,
            false,
            o -> o.losses().coarseWeight(),
            (o, x) -> o.withLosses(o.losses().withWeights(x, o.losses().fineWeight()))),
    /** Factor on the fine loss. */
    FINE_WEIGHT(
            1e-6,
            1000,
            false,
            o -> o.losses().fineWeight(),
            (o, x) -> o.withLosses(o.losses().withWeights(o.losses().coarseWeight(), x))),
    /** Epochs between two updates of the curriculum or two measurements of the student, or of a stage. */
    PERIOD(
            1,
            1_000_000,
            true,
            o -> o.method().isRanking() ? o.rankings().period() : o.curriculum().period(),
            (o, x) -> o.method().isRanking()
                    ? o.withRankings(o.rankings().withPeriod(x.intValue()))
                    : o.withCurriculum(o.curriculum().withPeriod(x.intValue()))),
    /** How many times nearer the student must have come before a user moves on. */
    ALPHA(
            1,
            1000,
            false,
            o -> o.curriculum().alpha(),
            (o, x) -> o.withCurriculum(
                    o.curriculum().withThreshold(x, o.curriculum().decay()))),
    /** Factor on alpha per update. */
    ALPHA_DECAY(
            1e-6,
            1,
            false,
            o -> o.curriculum().decay(),
            (o, x) ->
                    o.withCurriculum(o.curriculum().withThreshold(o.curriculum().alpha(), x))),
    /** Ranks to which the student is held against a snapshot. */
    DEPTH(
            1,
            10_000,
            true,
            o -> o.curriculum().depth(),
            (o, x) -> o.withCurriculum(o.curriculum().withDepth(x.intValue()))),
    /** Factor on the ranking loss beside the student's own. */
    WEIGHT(
            1e-6,
            1000,
            false,
            o -> o.rankings().weight(),
            (o, x) -> o.withRankings(o.rankings()
                    .withWeights(x, o.rankings().userWeight(), o.rankings().itemWeight()))),
    /** L, uninteresting items drawn for each user. */
    UNINTERESTING(
            1,
            10_000,
            true,
            o -> o.rankings().uninteresting(),
            (o, x) -> o.withRankings(
                    o.rankings().withItems(x.intValue(), o.rankings().corrected()))),
    /** Items of each kind that are corrected for a user. */
    CORRECTED(
            1,
            10_000,
            true,
            o -> o.rankings().corrected(),
            (o, x) -> o.withRankings(o.rankings().withItems(o.rankings().uninteresting(), x.intValue()))),
    /** Factor on the corrections by user. */
    USER_WEIGHT(
            1e-6,
            1000,
            false,
            o -> o.rankings().userWeight(),
            (o, x) -> o.withRankings(o.rankings()
                    .withWeights(o.rankings().weight(), x, o.rankings().itemWeight()))),
    /** Factor on the corrections by item. */
    ITEM_WEIGHT(
            1e-6,
            1000,
            false,
            o -> o.rankings().itemWeight(),
            (o, x) -> o.withRankings(
                    o.rankings().withWeights(o.rankings().weight(), o.rankings().userWeight(), x))),
    /** The most of all items that a list over unobserved items takes. */
    SHARE(
            1e-6,
            1,
            false,
            o -> o.ensemble().share(),
            (o, x) -> o.withEnsemble(o.ensemble().withShare(x))),
    /** How many updates a user stays with a snapshot at the most; 0 for the published rule. */
    STAY(
            0,
            Byte.MAX_VALUE,
            true,
            o -> o.curriculum().stay(),
            (o, x) -> o.withCurriculum(o.curriculum().withStay(x.intValue()))),
    /** 1 where the student begins at the spectrum of the first lists that it is shown, 0 where at random alone. */
    SPECTRAL(0, 1, true, o -> o.spectral() ? 1 : 0, (o, x) -> o.withSpectral(x == 1)),
    /**
     * 1 where the coarse loss is on the scale of the fine one, {@link LossOptions#balanced}; 0 where it weighs twice as much, as
     * published. After all that it depends on.
     */
    BALANCED(
            0,
            1,
            true,
            o -> isBalanced(o) ? 1 : 0,
            (o, x) -> o.withLosses(
                    x == 1
                            ? o.losses().balanced(o.ensemble())
                            : o.losses()
                                    .withWeights(
                                            2 * o.losses().fineWeight(),
                                            o.losses().fineWeight())));

    private static final Set<Setting> OF_LISTS = EnumSet.of(LAMBDA, LIST, OBSERVED, SHARE, SPECTRAL);
    private static final Set<Setting> OF_RANKINGS = EnumSet.of(LIST, SHARE, WEIGHT, UNINTERESTING, SPECTRAL);

    private final double least;
    private final double most;
    private final boolean whole;
    private final ToDoubleFunction<DistillerOptions> get;
    private final BiFunction<DistillerOptions, Double, DistillerOptions> set;

    Setting(
            double least,
            double most,
            boolean whole,
            ToDoubleFunction<DistillerOptions> get,
            BiFunction<DistillerOptions, Double, DistillerOptions> set) {
        this.least = least;
        this.most = most;
        this.whole = whole;
        this.get = get;
        this.set = set;
    }

    /** As users write it. */
    public String id() {
        return EnumIds.of(this);
    }

    /** What options have of it. */
    public double of(DistillerOptions options) {
        return get.applyAsDouble(options);
    }

    /** What it can be that is nearest to a value. */
    public double nearest(double value) {
        return Math.max(least, Math.min(most, whole ? Math.rint(value) : value));
    }

    /** The settings that a method has. */
    public static List<Setting> of(Method method) {
        EnumSet<Setting> settings = EnumSet.noneOf(Setting.class);
        switch (method) {
            case NONE -> {}
            case CONVERGED -> add(settings, OF_LISTS, FINE_WEIGHT);
            case COARSE -> add(settings, OF_LISTS, COARSE_WEIGHT);
            case COARSE_TO_FINE, BY_EPOCH -> add(settings, OF_LISTS, COARSE_WEIGHT, FINE_WEIGHT, BALANCED, PERIOD);
            case HETCOMP, POSITION ->
                add(settings, OF_LISTS, COARSE_WEIGHT, FINE_WEIGHT, BALANCED, PERIOD, ALPHA, ALPHA_DECAY, DEPTH, STAY);
            case CURRICULUM_COARSE -> add(settings, OF_LISTS, COARSE_WEIGHT, PERIOD, ALPHA, ALPHA_DECAY, DEPTH, STAY);
            case CURRICULUM_FINE -> add(settings, OF_LISTS, FINE_WEIGHT, PERIOD, ALPHA, ALPHA_DECAY, DEPTH, STAY);
            case MTD -> settings.addAll(OF_RANKINGS);
            case RRD -> add(settings, OF_RANKINGS, LAMBDA);
            case CL_DRD -> add(settings, OF_RANKINGS, LAMBDA, PERIOD);
            case DCD -> add(settings, OF_RANKINGS, LAMBDA, PERIOD, CORRECTED, USER_WEIGHT, ITEM_WEIGHT);
        }
        return List.copyOf(settings);
    }

    private static void add(EnumSet<Setting> settings, Set<Setting> common, Setting... own) {
        settings.addAll(common);
        settings.addAll(Arrays.asList(own));
    }

    /**
     * The setting of that id.
     *
     * @throws IllegalArgumentException if the method has none; the message lists those that it has
     */
    public static Setting named(Method method, String id) {
        List<Setting> there = of(method);
        return there.stream()
                .filter(setting -> setting.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(method.id() + " has no setting " + id
                        + (there.isEmpty()
                                ? ", nor any other"
                                : "; it has " + there.stream().map(Setting::id).collect(Collectors.joining(", ")))));
    }

    /**
     * Options with some settings of their method.
     *
     * @param values by id
     * @throws IllegalArgumentException if the method has no such setting, or it cannot be that
     */
    public static DistillerOptions apply(DistillerOptions options, Map<String, Double> values) {
        values.keySet().forEach(id -> named(options.method(), id));
        DistillerOptions changed = options;
        if (values.containsKey(COARSE_WEIGHT.id()) && values.containsKey(BALANCED.id())) {
            throw new IllegalArgumentException(
                    "coarse-weight and balanced both say what the coarse loss weighs: give one");
        }
        // Unless they are said, the losses stay on one scale when lists or one of them change.
        boolean follows = isBalanced(options)
                && options.method().hasBothLosses()
                && !values.containsKey(COARSE_WEIGHT.id())
                && !values.containsKey(BALANCED.id());
        for (Setting setting : of(options.method())) {
            if (values.containsKey(setting.id())) {
                changed = setting.set.apply(changed, setting.checked(values.get(setting.id())));
            }
        }
        return follows ? changed.withLosses(changed.losses().balanced(changed.ensemble())) : changed;
    }

    private static boolean isBalanced(DistillerOptions options) {
        return options.losses().equals(options.losses().balanced(options.ensemble()));
    }

    private double checked(Double value) {
        if (value == null || !(value >= least && value <= most) || (whole && value != Math.rint(value))) {
            throw new IllegalArgumentException(id() + " must be "
                    + (whole
                            ? "an integer from " + (long) least + " to " + (long) most
                            : "from " + least + " to " + most)
                    + ", not " + value);
        }
        return value;
    }
}
