package org.hetcomp.teacher;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import org.hetcomp.backend.Backend;
import org.hetcomp.data.Split;
import org.hetcomp.eval.DotScorer;
import org.hetcomp.eval.Scorer;

/**
 * A kind of teacher: how it is called, how it is trained by default, how one is made, and how a saved one scores again.
 *
 * <p>A family of one's own is a public class with a public constructor without arguments, named on a line of
 * {@code META-INF/services/org.hetcomp.teacher.TeacherFamily} in its jar; {@link TeacherFamilies} finds it there, and
 * {@link TeacherTrainer} takes any object of it as well. One object makes many teachers, so it keeps nothing of any.
 * What its teachers owe:
 *
 * <ul>
 *   <li><b>Randomness</b> that decides results is drawn in Java from {@code seed} alone (a {@link java.util.Random} of
 *       the teacher's own, {@link org.hetcomp.backend.Parameters#addNormal}, {@link
 *       org.hetcomp.data.NegativeSampler}), never by an engine: two runs of a seed are the same, and every engine starts
 *       from the same numbers.
 *   <li><b>Parameters</b>: all that training changes and scoring needs lies in {@link Teacher#parameters()}. The trainer
 *       copies them along the way and later sets older ones back before it calls {@code scorer}, so a scorer is made of
 *       the parameters as they are, not of what the last epoch left elsewhere.
 *   <li><b>Arrays</b> of a step live in a manager of that step, a sub-manager of {@code backend.manager()} closed by
 *       try-with-resources; parameters are lent to it ({@link org.hetcomp.backend.Parameters#lend}). What lives as long
 *       as the teacher is closed by {@link Teacher#close}. Nothing has the size users x items.
 *   <li><b>Scoring</b>: what {@link Teacher#scorer} makes belongs to the manager it is given. Its {@link Scorer#arrays}
 *       are float32 matrices, all that {@link #scorer} needs to make it again on either engine. A scorer made by {@link
 *       #scorer} is called by many threads at once, so its {@code scores} writes to no shared array and attaches none to
 *       a manager, not for a moment either.
 *   <li><b>Settings</b>: the step size is {@link TeacherOptions#learningRate(double)} of how far training has come. One
 *       thread trains at a time, unless a family {@linkplain #isBesideOthers says} that others may beside it.
 * </ul>
 *
 * <p>{@code TeacherContract}, in this module's test-jar, holds a family to this on an engine; docs/add-a-teacher.md has
 * an example.
 */
public interface TeacherFamily {
    /**
     * The id as users write it and as folders and files name it, {@code [a-z0-9][a-z0-9-]{0,30}}; of no other family.
     * It stays as it is: saved models are found by it.
     */
    String id();

    /** What it is, in a few words. */
    String title();

    /** The settings that it is trained with by default; chosen on valid, never on test. */
    TeacherOptions defaults();

    /**
     * The same where they follow from the data; {@link #defaults()} unless a family says otherwise. Step size, weight decay and epochs are
     * those of {@link #defaults()}: searches for them begin there.
     */
    default TeacherOptions defaults(Split split) {
        return defaults();
    }

    /** Whether it is trained where no families are named; one that is not is trained by its id only. */
    default boolean isByDefault() {
        return true;
    }

    /** Whether it learns by steps of a size; where it does not, {@link TeacherOptions#learningRate()} means nothing. */
    default boolean isStepped() {
        return true;
    }

    /** Whether one of later may start from one that was trained before; one that may not loses nothing by beginning anew. */
    default boolean isCarriedOver() {
        return true;
    }

    /**
     * Whether its teachers may be trained beside others, each in a thread of its own. They share nothing then that training changes,
     * and track gradients by {@link Backend#collector}, not by DJL's own, of which an engine may have one at a time. One of which it
     * is not said is trained while no other is.
     */
    default boolean isBesideOthers() {
        return false;
    }

    /**
     * About how long a core trains one on data of that size, by all its epochs. Of several that are trained side by side those that take
     * longest begin first.
     *
     * @return seconds; 0 where it is not known
     */
    default double seconds(Split split, TeacherOptions options) {
        return 0;
    }

    /**
     * What training on data of that size takes, where a user had better know it beforehand; asked before any teacher is trained.
     *
     * @param threads of an operator
     * @return a line, or null for nothing to say
     * @throws org.hetcomp.io.DataException if it cannot be done in the memory that there is
     */
    default String foretold(Split split, TeacherOptions options, int threads) {
        return null;
    }

    /**
     * An untrained teacher.
     *
     * @param backend where its arrays live
     * @param split it learns from train and from nothing else
     * @param options how it is trained
     * @param seed all that is random in it follows from this
     * @return a teacher that the caller closes
     */
    Teacher teacher(Backend backend, Split split, TeacherOptions options, long seed);

    /**
     * A saved model ready to score again; by inner products of {@code user [users, d]} and {@code item [items, d]} and
     * maybe a {@code bias [1, items]}, unless a family says otherwise.
     *
     * @param backend where the arrays live
     * @param arrays float32 matrices under the names that {@link Scorer#arrays} gave them; they stay their owner's
     * @throws IllegalArgumentException if they are no model of this family; the message says what is there
     */
    default Scorer scorer(Backend backend, Map<String, NDArray> arrays) {
        return DotScorer.of(backend, arrays);
    }
}
