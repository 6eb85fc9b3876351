package org.hetcomp.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hetcomp.distill.DistillerOptions;
import org.hetcomp.distill.Method;
import org.hetcomp.distill.Setting;
import org.hetcomp.table.Plain;

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

    /** All of them by name; null if there are none. */
    public Map<String, Double> named() {
        Map<String, Double> all = new TreeMap<>(set == null ? Map.of() : set);
        if (lr != null) {
            all.put(LR, lr);
        }
        if (weightDecay != null) {
            all.put(DECAY, weightDecay);
        }
        return all.isEmpty() ? null : all;
    }

    /** As a comparison is told them, {@code METHOD.NAME=X} with commas between. */
    public static String words(String method, Map<String, Double> named) {
        return named.entrySet().stream()
                .map(one -> method + "." + one.getKey() + "=" + Plain.of(one.getValue()))
                .collect(Collectors.joining(","));
    }

    /**
     * Whether a method can have them.
     *
     * @throws IllegalArgumentException if it has no such setting, or it cannot be that
     */
    public void check(Method method) {
        List<String> known = Stream.concat(
                        Stream.of(LR, DECAY), Setting.of(method).stream().map(Setting::id))
                .toList();
        for (String name : set == null ? Set.<String>of() : set.keySet()) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        method.id() + " has no setting " + name + "; it has " + String.join(", ", known));
            }
        }
        Steps.requireStep(LR, lr);
        Steps.requireDecay(DECAY, weightDecay);
        if (set != null) {
            Setting.apply(DistillerOptions.of(method), set);
        }
    }
}
