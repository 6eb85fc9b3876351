package org.hetcomp.cli;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.hetcomp.data.IdMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The users that {@code --user} and {@code --users} name, and the items of {@code --items}. Ids in a file that the model does
 * not know are left out with a warning, because a list of today has some newer than the model; if none is known it is an
 * error, and so is one that was named by itself.
 */
final class IdLists {
    private static final Logger LOG = LoggerFactory.getLogger(IdLists.class);

    private IdLists() {}

    /** Dense ids, those named first, then in the file's order, each once; everyone if nobody is named. */
    static int[] users(Arguments arguments, IdMap ids) {
        List<String> named = arguments.texts("user");
        String file = arguments.text("users", null);
        if (named.isEmpty() && file == null) {
            return IntStream.range(0, ids.size()).toArray();
        }
        Set<Integer> users = new LinkedHashSet<>();
        for (String id : named) {
            users.add(ids.dense(id)
                    .orElseThrow(() -> CommandException.usage(
                            "the model does not know user " + Arguments.quote(id),
                            "--user",
                            "name one of the data it was made from")));
        }
        if (file != null) {
            users.addAll(dense("users", file, ids));
        }
        return users.stream().mapToInt(user -> user).toArray();
    }

    /** Dense ids of the items that may be recommended, ascending; null for all. */
    static int[] allowed(Arguments arguments, IdMap ids) {
        String file = arguments.text("items", null);
        return file == null
                ? null
                : dense("items", file, ids).stream()
                        .mapToInt(item -> item)
                        .sorted()
                        .toArray();
    }

    /** The own ids of those items; null for all. */
    static Set<String> items(Arguments arguments) {
        String file = arguments.text("items", null);
        if (file == null) {
            return null;
        }
        Set<String> items = new LinkedHashSet<>();
        lines("items", file).stream()
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .forEach(items::add);
        return items;
    }

    private static Set<Integer> dense(String kind, String file, IdMap ids) {
        List<String> lines = lines(kind, file);
        Set<Integer> known = new LinkedHashSet<>();
        int unknown = 0;
        String first = null;
        for (int n = 0; n < lines.size(); n++) {
            String id = lines.get(n).strip();
            OptionalInt dense = ids.dense(id);
            if (dense.isPresent()) {
                known.add(dense.getAsInt());
            } else if (!id.isEmpty() && unknown++ == 0) {
                first = Arguments.quote(id) + " (" + file + ":" + (n + 1) + ")";
            }
        }
        if (known.isEmpty()) {
            throw CommandException.usage(
                    unknown == 0
                            ? "no " + kind.substring(0, kind.length() - 1) + " named"
                            : "none of the " + unknown + " " + kind + " is known to the model",
                    file,
                    "give " + kind + " of the data it was made from, one id a line");
        }
        if (unknown > 0) {
            LOG.warn("{} of the {} are not known to the model and are left out, the first is {}", unknown, kind, first);
        }
        return known;
    }

    private static List<String> lines(String option, String file) {
        try {
            return Files.readAllLines(Path.of(file));
        } catch (MalformedInputException e) {
            throw CommandException.usage("the file is not in UTF-8", file, "convert it");
        } catch (IOException | InvalidPathException e) {
            throw CommandException.usage("cannot read " + Arguments.quote(file), "--" + option, "check the path");
        }
    }
}
