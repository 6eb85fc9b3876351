package org.hetcomp.serve;

import java.util.List;
import org.hetcomp.student.Recommendation;

/** A version of a model that is asked over HTTP. Safe for any number of threads. */
public interface Served extends AutoCloseable {
    /** What it is, in a few words, such as {@code student}. */
    String name();

    /** Which one: hexadecimal, another for every other model. */
    String version();

    /** Number of users. */
    int users();

    /** Number of items. */
    int items();

    /** Whether there is such a user. */
    boolean hasUser(String user);

    /** Whether there is such an item. */
    boolean hasItem(String item);

    /** Whether it answers for somebody by what they have. */
    boolean takesHistory();

    /** Whether it answers with items similar to an item. */
    boolean takesItem();

    /** What a user had as far as is known, which is left out of the user's answers; empty for unknown users. */
    List<String> had(String user);

    /**
     * Answers, the best items first; the item or the history that is asked about is left out. Items that it does not have may be
     * left out or allowed, and say nothing in a history.
     *
     * @param questions whose users and items are there, whose histories have an item that is, and of kinds that it takes
     * @return an answer for each, in their order
     */
    List<List<Recommendation>> answer(List<Question> questions);

    /**
     * What an answer lacks for a reason of the model's own, a sentence each; nothing by default.
     *
     * @param found how many items the answer has
     */
    default List<String> notes(Question question, int found) {
        return List.of();
    }

    /**
     * What others recommend to a user, for people who compare; none by default.
     *
     * @param question of a user
     * @throws RuntimeException if there are others and they cannot be asked; the message is one line
     */
    default Beside others(Question question) {
        return Beside.NOBODY;
    }

    /** Gives back what it holds; nobody asks it any more. */
    @Override
    default void close() {}

    /**
     * What others recommend.
     *
     * @param lists of each
     * @param notes what is not shown and why, a sentence each
     */
    record Beside(List<Listed> lists, List<String> notes) {
        /** There are no others. */
        public static final Beside NOBODY = new Beside(List.of(), List.of());
    }

    /**
     * What somebody recommends.
     *
     * @param name who
     * @param items what, the best first
     */
    record Listed(String name, List<Recommendation> items) {}
}
