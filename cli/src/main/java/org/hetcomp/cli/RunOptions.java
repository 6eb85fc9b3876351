package org.hetcomp.cli;

import com.google.gson.JsonElement;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.hetcomp.data.DataSpec;
import org.hetcomp.model.Json;
import org.hetcomp.pipeline.RunFolder;
import org.hetcomp.pipeline.RunPlace;
import org.hetcomp.pipeline.RunRecord;
import org.hetcomp.pipeline.Spec;
import org.hetcomp.pipeline.SpecDifference;
import org.hetcomp.pipeline.StoppedException;

/** The options that say where a run is kept, and that it goes on: the same for every command that makes runs. */
final class RunOptions {
    /** Leaves out what users have seen. */
    static final String NO_SEEN = "no-seen";

    private RunOptions() {}

    /** Adds {@code --out} and {@code --resume}. */
    static Options addTo(Options options) {
        Option resume = Option.builder()
                .longOpt("resume")
                .hasArg()
                .optionalArg(true)
                .argName("DIR")
                .desc("go on with the unfinished run in DIR, or in that of --out, with the options it has")
                .get();
        return options.addOption(
                        CommonOptions.option(
                                "out",
                                "DIR",
                                "the run's folder, new or empty, or that of an "
                                        + "unfinished run of the same options to go on with (default runs/<data>-<engine>-<time>)"))
                .addOption(resume)
                .addOption(ConfigFile.option())
                .addOption(
                        CommonOptions.flag(
                                NO_SEEN,
                                "leave out of the models' folders what users have seen, for privacy or size; recommend then wants the data"));
    }

    /** Whether the run goes on with the options that it has. */
    static boolean resumes(Call call) {
        return call.arguments().has("resume");
    }

    /** The folder of the run that goes on. */
    static RunFolder resumed(Call call, String command) {
        Arguments arguments = call.arguments();
        String given = arguments.text("resume", null);
        String out = arguments.text("out", given);
        if (out == null || (given != null && !path(given, "--resume").equals(path(out, "--out")))) {
            throw CommandException.usage(
                    out == null ? "no folder named" : "another folder than --out",
                    "--resume",
                    "name the folder of the run to go on with");
        }
        ConsoleEvents.writeMissingPage(path(out, "--resume"));
        RunFolder folder = RunFolder.unfinished(path(out, "--resume"), "--resume");
        if (!folder.record().command().equals(command)) {
            throw CommandException.usage("that is no run of " + command, "--resume", "name one that is");
        }
        return folder;
    }

    /** The folder of a run that begins, or that goes on because it was begun the same. */
    static RunFolder begun(Call call, String data) {
        String given = call.arguments().text("out", null);
        Path folder = given == null ? RunPlace.fresh(data, call.common().engine()) : path(given, "--out");
        return RunFolder.of(folder, "--out");
    }

    private static Path path(String given, String option) {
        try {
            return Path.of(given);
        } catch (InvalidPathException e) {
            throw CommandException.usage(Arguments.quote(given) + " is no path", option, "name a folder");
        }
    }

    /** The engine, device and threads that the run had: sums in another order would end a little elsewhere. */
    static CommonOptions common(Call call, RunRecord record) {
        CommonOptions given = call.common();
        String device =
                call.arguments().has("device") ? given.device() : record.made().device();
        int threads = call.arguments().has("threads")
                ? given.threads()
                : record.made().threads();
        return given.on(record.made().engine(), device, threads);
    }

    /**
     * Checks that what was given on the command line says nothing else than the run that goes on has.
     *
     * @param there what the run has
     * @param given what the options come to
     */
    static void requireNothingElse(Call call, Spec there, Spec given) {
        requireNothingElse(call, there.json(), given.json());
    }

    /** The same of the data, where it is no part of the specification. */
    static void requireSameData(Call call, RunRecord there, DataSpec given) {
        requireNothingElse(call, Json.GSON.toJsonTree(there.data()), Json.GSON.toJsonTree(given));
    }

    private static void requireNothingElse(Call call, JsonElement there, JsonElement given) {
        Set<String> known = call.arguments().given();
        for (SpecDifference difference : SpecDifference.between(there.getAsJsonObject(), given.getAsJsonObject())) {
            String option = option(difference.name(), known);
            boolean isOfTeachersNotGiven = difference.name().equals("sets")
                    && !known.contains("teachers")
                    && data(difference.there()).equals(data(difference.asked()));
            if (known.contains(option) && !isOfTeachersNotGiven) {
                throw CommandException.usage(
                        "the run to go on with has " + words(difference.there()) + ", not " + words(difference.asked()),
                        "--" + option,
                        "leave it out, or begin a new run");
            }
        }
    }

    /** The option that a name of a specification is given by. */
    private static String option(String name, Set<String> known) {
        if (name.equals("sets")) {
            return known.contains("data") ? "data" : "teachers";
        }
        return name.equals("name")
                ? "data"
                : name.chars()
                        .mapToObj(c -> Character.isUpperCase(c) ? "-" + (char) c : Character.toString(c))
                        .collect(Collectors.joining())
                        .toLowerCase(Locale.ROOT);
    }

    private static List<JsonElement> data(JsonElement sets) {
        return sets == null
                ? List.of()
                : sets.getAsJsonArray().asList().stream()
                        .map(set -> set.getAsJsonObject().get("data"))
                        .toList();
    }

    private static String words(JsonElement value) {
        if (value == null) {
            return "the default";
        }
        // Of data sets with their teachers, their names say it.
        boolean isOfSets =
                value.isJsonArray() && value.getAsJsonArray().asList().stream().allMatch(JsonElement::isJsonObject);
        return isOfSets
                ? value.getAsJsonArray().asList().stream()
                        .map(set -> set.getAsJsonObject()
                                        .getAsJsonObject("data")
                                        .get("name")
                                        .getAsString() + " taught by "
                                + set.getAsJsonObject().get("teachers").getAsString())
                        .collect(Collectors.joining(", "))
                : value.toString();
    }

    /** What a user is told whose run has stopped. */
    static CommandException stopped(StoppedException e, RunFolder folder, String command) {
        if (!RunRecord.isIn(folder.folder())) {
            return CommandException.interrupted(
                    "interrupted before anything was finished, so that nothing was saved",
                    folder.folder().toString(),
                    "begin again with the same command");
        }
        return CommandException.interrupted(
                "interrupted, what was done is saved",
                folder.folder().toString(),
                "go on with " + Main.program() + " " + command + " --resume " + folder.folder());
    }
}
