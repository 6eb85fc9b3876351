package org.hetcomp.pipeline;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Set;
import org.hetcomp.distill.DistillerOptions;
import org.hetcomp.distill.Method;
import org.hetcomp.distill.Partition;
import org.hetcomp.distill.TrainingOptions;
import org.hetcomp.io.JsonText;

/**
 * All that decides what a comparison comes to.
 *
 * @param common what its students have in common; its method is none in particular, its seed that of the teachers
 * @param methods what is compared
 * @param seeds of which each method has a student each
 * @param epochs those of every student, the same for all; 0 for what its method takes, and for at most {@value #MOST} where that stops
 *     by itself
 */
public record CompareSpec(RunSpec common, List<Method> methods, List<Long> seeds, int epochs) implements Spec {
    /** The most epochs unless they are said: many, for who is held against others is to be at its end. */
    static final int MOST = 300;

    /** The command that makes such runs. */
    public static final String COMMAND = "compare";

    /** Copies the lists, of which none may be empty. */
    public CompareSpec {
        methods = List.copyOf(methods);
        seeds = List.copyOf(seeds);
        if (methods.isEmpty() || seeds.isEmpty()) {
            throw new IllegalArgumentException("a comparison takes a method and a seed at least");
        }
        if (Set.copyOf(methods).size() < methods.size() || Set.copyOf(seeds).size() < seeds.size()) {
            throw new IllegalArgumentException("a comparison takes each method and each seed once");
        }
        if (common.from() != null || common.keep() != null) {
            throw new IllegalArgumentException("students that are compared start from nothing, and have a dimension");
        }
        for (String name :
                common.set() == null ? Set.<String>of() : common.set().keySet()) {
            int dot = name.indexOf('.');
            Method of = dot < 0 ? null : Method.named(name.substring(0, dot));
            if (of == null || !methods.contains(of)) {
                throw new IllegalArgumentException(
                        "settings of a comparison are METHOD.NAME, of a method that it has; not " + name);
            }
            MethodSettings.of(common, of).check(of);
        }
    }

    @Override
    public String command() {
        return COMMAND;
    }

    /** How one of the students is made, of teachers that are at hand. */
    RunSpec student(Method method, long seed, String teachers) {
        TrainingOptions own = DistillerOptions.of(method).training();
        int most = own.isFalling() ? own.epochs() : MOST;
        return student(common, method, epochs > 0 ? epochs : most, teachers, seed);
    }

    @Override
    public JsonObject json() {
        JsonObject json = common.json();
        json.remove("method");
        json.add("methods", Spec.gson().toJsonTree(methods));
        json.add("seeds", Spec.gson().toJsonTree(seeds));
        json.addProperty("epochs", epochs);
        return json;
    }

    /** Reads what {@link #json} wrote. */
    static CompareSpec of(JsonText json) {
        JsonObject plain = json.require("methods", "seeds", "epochs").object();
        Own own = json.as(Spec.gson(), Own.class);
        Method taught =
                own.methods.stream().filter(Method::isTaught).findFirst().orElse(Method.NONE);
        plain.addProperty("method", taught.id());
        plain.addProperty(
                "epochs",
                own.epochs > 0
                        ? own.epochs
                        : DistillerOptions.of(taught).training().epochs());
        RunSpec common =
                new JsonText(plain.toString(), json.where(), json.what(), json.advice()).as(Spec.gson(), RunSpec.class);
        return new CompareSpec(common, own.methods, own.seeds, own.epochs);
    }

    /** What it has besides what its students have in common. */
    record Own(List<Method> methods, List<Long> seeds, int epochs) {
        Own {
            methods = List.copyOf(methods);
            seeds = List.copyOf(seeds);
        }
    }

    /** Another student by another method, of the same data, dimension and engine, with teachers that are at hand. */
    static RunSpec student(RunSpec common, Method other, int most, String teachersAtHand, long otherSeed) {
        RunDraft draft = new RunDraft(common);
        draft.teachers = teachersAtHand;
        draft.families = List.of();
        draft.teacherEpochs = 0;
        draft.teacherLr = null;
        draft.teacherWeightDecay = null;
        MethodSettings own = MethodSettings.of(common, other);
        draft.set = own.set();
        draft.lr = own.lr() == null ? common.lr() : own.lr();
        draft.weightDecay = own.weightDecay() == null ? common.weightDecay() : own.weightDecay();
        draft.method = other;
        draft.epochs = most;
        draft.partition = other.isPartitioned() ? common.partition() : Partition.FULL;
        draft.seed = otherSeed;
        return RunSpec.of(draft);
    }
}
