package org.hetcomp.pipeline;

import java.util.Map;
import java.util.TreeMap;
import org.hetcomp.distill.DistillerOptions;
import org.hetcomp.distill.Method;
import org.hetcomp.distill.Setting;

/**
 * What a comparison sets of one of its methods: the steps, as {@code METHOD.lr} and {@code METHOD.weight-decay}, and what else a method
 * has ({@link Setting}).
 *
 * @param lr Adam's step size; null for what the method takes
 * @param weightDecay weight of the student's squared parameters; null likewise
 * @param set the other settings by id; null if the comparison sets nothing of any method
 */
public record MethodSettings(Double lr, Double weightDecay, Map<String, Double> set) {
    /** How the step size is named. */
    public static final String LR = "lr";

    /** How the weight of squared parameters is named. */
    public static final String DECAY = "weight-decay";

    /** Those that a comparison's {@link RunSpec#set} has of a method. */
    static MethodSettings of(RunSpec common, Method method) {
        if (common.set() == null) {
            return new MethodSettings(null, null, null);
        }
        Map<String, Double> own = new TreeMap<>();
        common.set().forEach((name, value) -> {
            int dot = name.indexOf('.');
            if (dot < 0 ? method == common.method() : name.substring(0, dot).equals(method.id())) {
                own.put(name.substring(dot + 1), value);
            }
        });
        return of(own);
    }

    /** Those of one method, by their names alone. */
    public static MethodSettings of(Map<String, Double> named) {
        Map<String, Double> set = new TreeMap<>(named);
        return new MethodSettings(set.remove(LR), set.remove(DECAY), set);
    }

    /**
     * Whether a method can have them.
     *
     * @throws IllegalArgumentException if it has no such setting, or it cannot be that
     */
    public void check(Method method) {
        Steps.requireStep(LR, lr);
        Steps.requireDecay(DECAY, weightDecay);
        if (set != null) {
            Setting.apply(DistillerOptions.of(method), set);
        }
    }
}
