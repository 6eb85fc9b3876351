package org.hetcomp.pipeline;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hetcomp.distill.DistillerOptions;
import org.hetcomp.distill.Setting;
import org.hetcomp.distill.TrainingOptions;
import org.hetcomp.io.JsonText;
import org.hetcomp.teacher.TeacherFamilies;
import org.hetcomp.teacher.TeacherFamily;
import org.hetcomp.teacher.TeacherOptions;

/**
 * All that decides what a search for settings comes to, unless its time is cut.
 *
 * @param common what all trials have in common: data, engine, seed, of the student method, dimension and teachers; its epochs
 *     are those of the longest trials. What it says of steps holds where it is not searched
 * @param of {@value #STUDENT}, or the id of the family of a teacher
 * @param search where each setting is searched, by name: {@value #LR}, {@value #DECAY}, of the student its method's settings
 * @param trials how many settings are tried, the default ones among them; 2 to 1000
 */
public record TuneSpec(RunSpec common, String of, Map<String, Range> search, int trials) implements Spec {
    /** The command that makes such runs. */
    public static final String COMMAND = "tune";

    /** The student, where the other targets are families. */
    public static final String STUDENT = "student";

    /** The step size. */
    public static final String LR = "lr";

    /** The weight of the squared parameters, or of what a family regularises. */
    public static final String DECAY = "weightDecay";

    /** The most trials. */
    public static final int MOST_TRIALS = 1000;

    private static final Range DECAYS = new Range(1e-6, 1e-2);

    /** Checks that there is something to search, and orders it by name. */
    public TuneSpec {
        Map<String, Range> ordered = new TreeMap<>(search);
        List<String> names = names(common, of);
        if (ordered.isEmpty() || !names.containsAll(ordered.keySet())) {
            throw new IllegalArgumentException("a search is of some of " + names + ", not of " + ordered.keySet());
        }
        if (trials < 2 || trials > MOST_TRIALS) {
            throw new IllegalArgumentException("trials must be from 2 to " + MOST_TRIALS + ", not " + trials);
        }
        if (common.from() != null) {
            throw new IllegalArgumentException("what is searched starts from nothing");
        }
        search = ordered;
    }

    @Override
    public String command() {
        return COMMAND;
    }

    /** What can be searched: the steps, and of the student its method's settings. */
    public static List<String> names(RunSpec common, String of) {
        List<String> names = new ArrayList<>(List.of(LR, DECAY));
        if (of.equals(STUDENT)) {
            Setting.of(common.method()).forEach(setting -> names.add(setting.id()));
        }
        return List.copyOf(names);
    }

    /** What the trials' method has set: what is so for all of them, and what is tried. */
    Map<String, Double> set(Map<String, Double> tried) {
        Map<String, Double> set = new TreeMap<>(common.set() == null ? Map.of() : common.set());
        tried.forEach((name, value) -> {
            if (!name.equals(LR) && !name.equals(DECAY)) {
                set.put(name, value);
            }
        });
        return set;
    }

    /**
     * What the method is given where so much was tried, as a comparison says it.
     *
     * @param tried by name, as {@link Candidate} has it
     */
    public MethodSettings settings(Map<String, Double> tried) {
        return new MethodSettings(
                tried.getOrDefault(LR, common.lr()), tried.getOrDefault(DECAY, common.weightDecay()), set(tried));
    }

    /** Whether it is the student's settings that are searched. */
    public boolean isOfStudent() {
        return of.equals(STUDENT);
    }

    /** Where a setting is searched unless it is said: a tenth to ten times the default, or, where that is 0, small weights. */
    public static Range range(RunSpec common, String of, String setting) {
        double value =
                new TuneSpec(common, of, Map.of(setting, DECAYS), 2).defaults().get(setting);
        return value > 0 ? Range.around(value) : DECAYS;
    }

    /** The same on another engine. */
    TuneSpec withEngine(String engine) {
        return new TuneSpec(common.withEngine(engine), of, search, trials);
    }

    /** What is used where nothing is searched. */
    Map<String, Double> defaults() {
        Map<String, Double> defaults = new LinkedHashMap<>();
        if (isOfStudent()) {
            TrainingOptions training = common.distiller().training();
            defaults.put(LR, training.learningRate());
            defaults.put(DECAY, training.l2());
            for (Setting setting : Setting.of(common.method())) {
                if (search.containsKey(setting.id())) {
                    defaults.put(setting.id(), setting.of(common.distiller()));
                }
            }
        } else {
            TeacherFamily family = TeacherFamilies.of(of);
            // No step size or decay follows from the data.
            TeacherOptions options = common.teacherSpec().said(family, family.defaults());
            defaults.put(LR, options.learningRate());
            defaults.put(DECAY, options.l2());
        }
        return defaults;
    }

    /** A candidate as settings take it: within what they can be, whole where they count something. */
    Candidate fitting(Candidate candidate) {
        if (!isOfStudent()) {
            return candidate;
        }
        Map<String, Double> settings = new LinkedHashMap<>(candidate.settings());
        Setting.of(common.method())
                .forEach(setting -> settings.computeIfPresent(setting.id(), (name, value) -> setting.nearest(value)));
        return new Candidate(candidate.number(), settings);
    }

    // Over fewer epochs a falling step favours what is large, and a curriculum does not end.
    private static int fewest(TrainingOptions training) {
        return training.isFalling() ? training.epochs() / 3 : training.evaluateEvery();
    }

    /** Fewer epochs than these say nothing: those between two evaluations, or a third of those over which a step falls. */
    int least() {
        return isOfStudent()
                ? fewest(DistillerOptions.of(common.method()).training())
                : TeacherFamilies.of(of).defaults().evaluateEvery();
    }

    @Override
    public JsonObject json() {
        JsonObject json = common.json();
        json.addProperty("of", of);
        json.add("search", Spec.gson().toJsonTree(search));
        json.addProperty("trials", trials);
        return json;
    }

    /** Reads what {@link #json} wrote. */
    static TuneSpec of(JsonText json) {
        json.require("of", "search", "trials");
        Own own = json.as(Spec.gson(), Own.class);
        return new TuneSpec(json.as(Spec.gson(), RunSpec.class), own.of, own.search, own.trials);
    }

    /** What it has besides what its trials have in common. */
    private record Own(String of, Map<String, Range> search, int trials) {}
}
