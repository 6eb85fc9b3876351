package org.hetcomp.cli;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
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
 * The users that {@code --users} names: a file with their own ids, one a line. Ids that the model does not know are
 * left out with a warning, because a list of today's users has some newer than the model; if none is known it is an
 * error.
 */
final class UserList {
    private static final Logger LOG = LoggerFactory.getLogger(UserList.class);

    private UserList() {}

    /** Dense ids in the file's order, each once; everyone without the option. */
    static int[] of(Arguments arguments, IdMap ids) {
        String given = arguments.text("users", null);
        if (given == null) {
            return IntStream.range(0, ids.size()).toArray();
        }
        List<String> lines = lines(given);
        Set<Integer> users = new LinkedHashSet<>();
        int unknown = 0;
        String first = null;
        for (int n = 0; n < lines.size(); n++) {
            String id = lines.get(n).strip();
            OptionalInt dense = ids.dense(id);
            if (dense.isPresent()) {
                users.add(dense.getAsInt());
            } else if (!id.isEmpty() && unknown++ == 0) {
                first = Arguments.quote(id) + " (" + given + ":" + (n + 1) + ")";
            }
        }
        if (users.isEmpty()) {
            throw CommandException.usage(
                    unknown == 0 ? "no user named" : "none of the " + unknown + " users is known to the model",
                    given,
                    "give users of the data it was made from, one id a line");
        }
        if (unknown > 0) {
            LOG.warn("{} of the users are not known to the model and are left out, the first is {}", unknown, first);
        }
        return users.stream().mapToInt(user -> user).toArray();
    }

    private static List<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file));
        } catch (MalformedInputException e) {
            throw CommandException.usage("the file is not in UTF-8", file, "convert it");
        } catch (IOException e) {
            throw CommandException.usage("cannot read " + Arguments.quote(file), "--users", "check the path");
        }
    }
}
