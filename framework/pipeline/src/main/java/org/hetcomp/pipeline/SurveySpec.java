package org.hetcomp.pipeline;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.hetcomp.io.JsonText;

/**
 * All that decides what comparisons on several data sets and dimensions come to.
 *
 * @param first the comparison on the first set, and how teachers are trained where they are; the others differ from it in nothing
 *     else
 * @param sets each another, at least one
 * @param dims dimensions of the students, each another, at least one
 */
public record SurveySpec(CompareSpec first, List<SetSpec> sets, List<Integer> dims) implements Spec {
    /** The most comparisons of one survey. */
    public static final int MOST = 1000;

    static final String SETS = "sets";

    /** Copies the lists, and checks that nothing is there twice. */
    public SurveySpec {
        sets = List.copyOf(sets);
        dims = List.copyOf(dims);
        dims.forEach(dim -> Steps.requireWithin("dim", dim, 1, RunSpec.MOST_DIM));
        if (sets.isEmpty() || dims.isEmpty() || (long) sets.size() * dims.size() > MOST) {
            throw new IllegalArgumentException("a survey takes a data set and a dimension at least, and at most " + MOST
                    + " comparisons, not " + sets.size() + " sets by " + dims.size() + " dimensions");
        }
        List<SetSpec> named =
                sets.stream().filter(set -> !set.data().isMemory()).toList();
        if (named.stream().map(SetSpec::data).distinct().count() < named.size()
                || dims.stream().distinct().count() < dims.size()) {
            throw new IllegalArgumentException("a data set or a dimension is there twice");
        }
    }

    @Override
    public String command() {
        return CompareSpec.COMMAND;
    }

    /** Names of the sets as folders and tables have them: the last part of each, with a number where there are several of one. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (SetSpec set : sets) {
            String name =
                    set.data().isMemory() ? "data" : RunPlace.plain(set.data().name());
            String free = name;
            for (int n = 2; names.contains(free); n++) {
                free = name + "-" + n;
            }
            names.add(free);
        }
        return List.copyOf(names);
    }

    /** The same on another engine. */
    SurveySpec withEngine(String engine) {
        RunSpec common = first.common().withEngine(engine);
        return new SurveySpec(new CompareSpec(common, first.methods(), first.seeds(), first.epochs()), sets, dims);
    }

    /**
     * One of the comparisons, with teachers that are at hand.
     *
     * @param words for the teachers
     */
    CompareSpec comparison(SetSpec set, int dim, String words) {
        RunDraft draft = new RunDraft(first.common());
        draft.data = set.data();
        draft.teachers = words;
        draft.families = List.of();
        draft.teacherEpochs = 0;
        draft.teacherLr = null;
        draft.teacherWeightDecay = null;
        draft.dim = dim;
        return new CompareSpec(RunSpec.of(draft), first.methods(), first.seeds(), first.epochs());
    }

    @Override
    public JsonObject json() {
        JsonObject json = first.json();
        json.remove("dim");
        json.add(SETS, Spec.gson().toJsonTree(sets));
        json.add("dims", Spec.gson().toJsonTree(dims));
        return json;
    }

    /** Reads what {@link #json} wrote. */
    static SurveySpec of(JsonText json) {
        JsonObject plain = json.require(SETS, "dims").object();
        Own own = json.as(Spec.gson(), Own.class);
        plain.addProperty("dim", own.dims.get(0));
        CompareSpec first = CompareSpec.of(new JsonText(plain.toString(), json.where(), json.what(), json.advice()));
        return new SurveySpec(first, own.sets, own.dims);
    }

    /** What it has besides the first comparison. */
    record Own(List<SetSpec> sets, List<Integer> dims) {
        Own {
            sets = List.copyOf(sets);
            dims = List.copyOf(dims);
        }
    }
}
