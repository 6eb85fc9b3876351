package org.hetcomp.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.hetcomp.io.AtomicFile;
import org.hetcomp.model.Json;
import org.hetcomp.teacher.TeacherFamilies;
import org.hetcomp.teacher.TeacherFamily;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rounds of a search, what is carried from one to the next, and the settings that won. */
final class TuneStage {
    /** The settings that won. */
    static final String CONFIG = "config.json";

    private static final Logger LOG = LoggerFactory.getLogger(TuneStage.class);

    private final Run run;
    private final TuneSpec spec;
    private final double most;
    private final TuneTrials trials;
    private final List<TuneAnswer.Tried> tried = new ArrayList<>();

    /**
     * A stage of a run.
     *
     * @param most seconds after which it ends with the best so far
     */
    TuneStage(Run run, TuneSpec spec, Teachers teachers, double most) {
        this.run = run;
        this.spec = spec;
        this.most = most;
        this.trials = new TuneTrials(run, spec, teachers, this::isLate);
    }

    private boolean isLate() {
        return run.folder().seconds() >= most;
    }

    TuneAnswer search() throws IOException {
        List<Candidate> candidates =
                Candidate.draw(
                                spec.defaults(),
                                spec.search(),
                                spec.trials(),
                                spec.common().seed())
                        .stream()
                        .map(spec::fitting)
                        .toList();
        candidates.forEach(one -> tried.add(new TuneAnswer.Tried(one.number(), one.settings(), new ArrayList<>())));
        List<Halving.Rung> rungs = Halving.rungs(spec.trials(), spec.common().epochs(), spec.least());
        boolean isCut = !trials.prepare();
        List<Candidate> left = candidates;
        int ended = 0;
        for (int r = 0; r < rungs.size() && !isCut; r++) {
            isCut = !round(rungs.get(r), r, left);
            ended += isCut ? 0 : 1;
            if (r + 1 < rungs.size() && !isCut) {
                left = survivors(candidates, r, rungs.get(r + 1).candidates());
            }
        }
        if (isCut) {
            LOG.warn("time is up before the search is through: the last round that was ended decides");
        }
        int winner = TuneAnswer.best(tried, ended);
        Path config = run.folder().folder().resolve(CONFIG);
        AtomicFile.write(
                config, Json.PRETTY.toJson(config(candidates.get(winner).settings())) + "\n");
        return TuneAnswer.of(run, spec, List.copyOf(tried), winner, isCut, config.toString());
    }

    /** Whether all were tried before time was up. */
    private boolean round(Halving.Rung rung, int number, List<Candidate> left) throws IOException {
        int n = 0;
        LOG.info("round {}: {} settings, at most {} epochs each", number + 1, left.size(), rung.epochs());
        for (Candidate candidate : left) {
            String place = ", " + ++n + " of " + left.size();
            TuneAnswer.Round result = trials.run(candidate, rung.epochs(), "round " + (number + 1) + place);
            if (result == null) {
                return false;
            }
            tried.get(candidate.number()).rounds().add(result);
            LOG.info(
                    "{}{}: {}: {}",
                    candidate.number() == 0 ? "default" : "trial " + candidate.number(),
                    place,
                    candidate.words(),
                    result.valid() == null
                            ? "diverged"
                            : String.format(
                                    Locale.ROOT,
                                    "valid %s %.4f",
                                    spec.common().judging().validateBy().title(),
                                    result.score()));
        }
        return true;
    }

    /** The best of a round and, so that what is won is known, the default ones. */
    private List<Candidate> survivors(List<Candidate> candidates, int round, int count) {
        TreeSet<Integer> numbers = new TreeSet<>(TuneAnswer.ranked(tried, round).subList(0, count));
        numbers.add(0);
        return numbers.stream().map(candidates::get).toList();
    }

    private Map<String, Object> config(Map<String, Double> settings) {
        Map<String, Object> config = new LinkedHashMap<>();
        if (spec.isOfStudent()) {
            config.put("method", spec.common().method().id());
            config.put("dim", spec.common().dim());
            config.put(TuneSpec.LR, settings.get(TuneSpec.LR));
            config.put(TuneSpec.DECAY, settings.get(TuneSpec.DECAY));
            Map<String, Double> set = spec.set(settings);
            if (!set.isEmpty()) {
                config.put("set", set);
            }
        } else {
            TeacherFamily family = TeacherFamilies.of(spec.of());
            if (!family.isByDefault()) {
                List<String> families = new ArrayList<>(TeacherFamilies.byDefault().stream()
                        .map(TeacherFamily::id)
                        .toList());
                families.add(spec.of());
                config.put("families", families);
            }
            if (family.isStepped()) {
                config.put("teacherLr", Map.of(spec.of(), settings.get(TuneSpec.LR)));
            }
            config.put("teacherWeightDecay", Map.of(spec.of(), settings.get(TuneSpec.DECAY)));
        }
        return config;
    }
}
