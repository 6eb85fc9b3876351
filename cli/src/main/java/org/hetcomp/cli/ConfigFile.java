package org.hetcomp.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.hetcomp.data.DataSpec;
import org.hetcomp.data.Reading;
import org.hetcomp.io.JsonText;
import org.hetcomp.model.Json;
import org.hetcomp.pipeline.SetSpec;
import org.hetcomp.pipeline.TuneSpec;

/**
 * {@code --config}: settings as JSON, by the names that {@code run.json} has them under, which are the options' own with a capital
 * letter for each dash. A file {@code run.json} itself is taken by its settings. What stands on the command line wins.
 */
final class ConfigFile {
    static final String OPTION = "config";

    private static final int LARGEST = 1 << 20;

    /** What is said of a call, not of its settings. */
    private static final Set<String> OTHERS =
            Set.of(OPTION, "out", "resume", "minutes", "help", "version", "json", "quiet", "verbose");

    private final String file;
    private final Options known;
    private final Set<String> given;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, List<String>> several = new LinkedHashMap<>();

    private ConfigFile(String file, Options known, Set<String> given) {
        this.file = file;
        this.known = known;
        this.given = given;
    }

    /** How it is declared. */
    static Option option() {
        return CommonOptions.option(
                OPTION,
                "FILE",
                "settings as JSON, as run.json has them, or a run.json itself; options on the command line win");
    }

    /**
     * The words that say what the file says, but for options that are given already and those that have no place beside them.
     *
     * @param known all options of the command
     * @param given those on the command line, by name
     * @param teachers what stands there as {@code --teachers}, or null
     * @param method what stands there as {@code --method}, or null
     */
    static List<String> words(String file, Options known, Set<String> given, String teachers, String method) {
        ConfigFile config = new ConfigFile(file, known, given);
        config.read();
        boolean alone = "none".equals(method);
        if (alone || (teachers != null && !TeacherSources.train(teachers))) {
            config.values
                    .keySet()
                    .removeAll(List.of("families", "teacher-epochs", "teacher-lr", "teacher-weight-decay"));
        }
        if (alone) {
            config.values.keySet().removeAll(List.of("partition", "set"));
        }
        // A search for a family's settings has a student in run.json only for form's sake.
        if (!config.values.getOrDefault("of", TuneSpec.STUDENT).equals(TuneSpec.STUDENT)) {
            config.values.keySet().removeAll(List.of("teachers", "families", "method", "dim", "partition", "set"));
        }
        if (given.contains("keep")
                || given.contains("dims")
                || (config.values.containsKey("keep") && !given.contains("dim"))) {
            config.values.remove("dim");
        }
        if (given.contains("dim")) {
            config.values.keySet().removeAll(List.of("keep", "dims"));
        }
        if (given.contains("split")) {
            config.values.keySet().removeAll(List.of("shares", "at"));
        }
        config.values.keySet().removeAll(config.several.keySet());
        return config.words();
    }

    private List<String> words() {
        List<String> words = new ArrayList<>();
        values.forEach((name, value) -> {
            if (!given.contains(name)) {
                words.add("--" + name);
                if (known.getOption("--" + name).hasArg()) {
                    words.add(value);
                }
            }
        });
        several.forEach((name, all) -> {
            if (!given.contains("data") && !given.contains(name)) {
                all.forEach(value -> words.addAll(List.of("--" + name, value)));
            }
        });
        return words;
    }

    private void read() {
        JsonObject json = object();
        JsonObject settings = json;
        if (json.has("settings") && json.has("command") && json.get("settings").isJsonObject()) {
            settings = json.getAsJsonObject("settings").deepCopy();
            if (!settings.has("data") && json.has("data")) {
                settings.add("data", json.get("data"));
            }
        }
        for (Map.Entry<String, JsonElement> entry : settings.entrySet()) {
            if (entry.getKey().equals("data") && entry.getValue().isJsonObject()) {
                data(entry.getValue().getAsJsonObject());
            } else if (entry.getKey().equals("sets") && known.hasLongOption("dims")) {
                sets(entry.getValue());
            } else if (entry.getKey().equals("judging") && entry.getValue().isJsonObject()) {
                entry.getValue().getAsJsonObject().asMap().forEach(this::put);
            } else {
                put(entry.getKey(), entry.getValue());
            }
        }
    }

    private JsonObject object() {
        try {
            return JsonText.read(Path.of(file), LARGEST, "no settings", "write them as {\"lr\": 0.01, ...}")
                    .object();
        } catch (InvalidPathException e) {
            throw CommandException.usage("cannot read " + Arguments.quote(file), "--" + OPTION, "check the path");
        }
    }

    /** Data as {@code run.json} writes it. How its file is read says nothing of another file. */
    private void data(JsonObject data) {
        data.keySet().forEach(key -> {
            if (!key.equals("name")) {
                option(key);
            }
        });
        DataSpec spec;
        try {
            spec = Json.GSON.fromJson(data, DataSpec.class);
        } catch (JsonParseException e) {
            throw CommandException.usage("data that cannot be, " + e.getMessage(), file, "correct it");
        }
        Map<String, String> options = new LinkedHashMap<>(spec.options());
        if (given.contains("data")) {
            options.keySet().retainAll(spec.with(Reading.DEFAULT).options().keySet());
        }
        values.putAll(options);
    }

    /** Several data sets with their teachers as {@code run.json} writes them; other data has other teachers. */
    private void sets(JsonElement sets) {
        SetSpec[] all;
        try {
            all = Json.GSON.fromJson(sets, SetSpec[].class);
        } catch (JsonParseException | NullPointerException e) {
            throw CommandException.usage("sets that cannot be, " + e.getMessage(), file, "correct it");
        }
        several.put("data", Arrays.stream(all).map(set -> set.data().name()).toList());
        several.put("teachers", Arrays.stream(all).map(SetSpec::teachers).toList());
    }

    private void put(String key, JsonElement value) {
        String option = option(key);
        String text = text(value);
        boolean isDefault = text.isEmpty()
                || text.equals("false")
                || (text.equals("full") && key.equals("partition"))
                || (text.equals("0")
                        && List.of("epochs", "dim", "teacherEpochs").contains(key));
        if (!isDefault) {
            values.put(option, text);
        }
    }

    private static String text(JsonElement value) {
        if (value.isJsonNull()) {
            return "";
        }
        if (value.isJsonPrimitive()) {
            return value.getAsString();
        }
        StringJoiner parts = new StringJoiner(",");
        if (value instanceof JsonArray list) {
            list.forEach(part -> parts.add(text(part)));
        } else {
            value.getAsJsonObject().asMap().forEach((name, part) -> parts.add(name + "=" + text(part)));
        }
        return parts.toString();
    }

    /** The option of a key. */
    private String option(String key) {
        String name = dashed(key);
        if (key.equals(camel(name)) && known.hasLongOption(name) && !OTHERS.contains(name)) {
            return name;
        }
        TreeSet<String> keys = new TreeSet<>();
        known.getOptions().forEach(option -> keys.add(camel(option.getLongOpt())));
        keys.removeAll(OTHERS);
        throw CommandException.usage("unknown key " + Arguments.quote(key), file, Nearest.advice(key, keys));
    }

    private static String dashed(String key) {
        StringBuilder name = new StringBuilder();
        key.chars()
                .forEach(c -> name.append(Character.isUpperCase(c) ? "-" : "").append((char) c));
        return name.toString().toLowerCase(Locale.ROOT);
    }

    private static String camel(String option) {
        StringBuilder key = new StringBuilder();
        boolean upper = false;
        for (int at = 0; at < option.length(); at++) {
            char c = option.charAt(at);
            if (c != '-') {
                key.append(upper ? Character.toUpperCase(c) : c);
            }
            upper = c == '-';
        }
        return key.toString();
    }
}
