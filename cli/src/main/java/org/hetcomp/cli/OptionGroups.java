package org.hetcomp.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** The options of a command under headings, as help shows them: its own first, then those that several commands share. */
final class OptionGroups {
    private static final String OWN = "Options";

    private OptionGroups() {}

    /** The groups of a command that has options of them, by heading; each in the order in which they were declared. */
    static Map<String, Options> of(Options all) {
        Map<String, Options> groups = new LinkedHashMap<>();
        groups.put(OWN, new Options());
        Map<String, Set<String>> shared = shared(all);
        shared.keySet().forEach(title -> groups.put(title, new Options()));
        for (Option option : all.getOptions()) {
            String title = shared.entrySet().stream()
                    .filter(group -> group.getValue().contains(option.getLongOpt()))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(OWN);
            groups.get(title).addOption(option);
        }
        groups.values().removeIf(options -> options.getOptions().isEmpty());
        return groups;
    }

    private static Map<String, Set<String>> shared(Options all) {
        Map<String, Set<String>> shared = new LinkedHashMap<>();
        Set<String> teachers = names(ZooOptions.addTo(new Options()));
        teachers.addAll(
                Set.of("teachers", "families", "teacher-epochs", StepOptions.TEACHER_LR, StepOptions.TEACHER_DECAY));
        shared.put("Teachers", teachers);
        shared.put("Data", names(DataOptions.addTo(new Options())));
        shared.put("Measures", names(JudgingOptions.addTo(new Options())));
        if (all.hasLongOption("resume")) {
            shared.put("The run", names(RunOptions.addTo(new Options())));
        }
        return shared;
    }

    private static Set<String> names(Options options) {
        Set<String> names = new TreeSet<>();
        options.getOptions().forEach(option -> names.add(option.getLongOpt()));
        return names;
    }
}
