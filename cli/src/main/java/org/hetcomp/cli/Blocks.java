package org.hetcomp.cli;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.hetcomp.student.Query;
import org.hetcomp.student.Recommendation;
import org.hetcomp.student.Student;

/** Asks a student for many users, a block of them at a time, so that memory holds the answers of a block alone. */
final class Blocks {
    private static final int BLOCK = 4096;

    private Blocks() {}

    /** Takes what was found for a user, the best first. */
    interface Sink {
        void take(int user, List<Recommendation> found) throws IOException;
    }

    /**
     * Asks for some users, in their order.
     *
     * @param query what is asked for a user
     */
    static void ask(Student student, int[] users, IntFunction<Query> query, Sink sink) throws IOException {
        for (int from = 0; from < users.length; from += BLOCK) {
            int[] block = Arrays.copyOfRange(users, from, Math.min(users.length, from + BLOCK));
            List<List<Recommendation>> found =
                    student.recommendAll(Arrays.stream(block).mapToObj(query).toList());
            for (int n = 0; n < block.length; n++) {
                sink.take(block[n], found.get(n));
            }
        }
    }
}
