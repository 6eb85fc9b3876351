package org.hetcomp.zoo;

import com.google.gson.JsonObject;
import java.util.Map;
import org.hetcomp.eval.Measures;

/**
 * What a model is, what it was made from and how good it is.
 *
 * @param format version of this layout, {@value #FORMAT}
 * @param kind what it is
 * @param id of a teacher its family's id, else {@code student}
 * @param title what it is, in a few words
 * @param made what made it
 * @param data where the data came from
 * @param dataSha256 hash of what was read
 * @param splitSha256 hash of how it was divided
 * @param users number of users
 * @param items number of items
 * @param settings the options that it was trained with
 * @param parameters floats that were trained
 * @param epochs epochs trained
 * @param seconds time that took
 * @param valid measures on valid
 * @param test measures on test
 * @param shapes of the arrays that score, by name
 * @param files SHA-256 of each file beside the card
 */
public record Card(
        int format,
        Kind kind,
        String id,
        String title,
        Made made,
        DataSource data,
        String dataSha256,
        String splitSha256,
        int users,
        int items,
        JsonObject settings,
        long parameters,
        int epochs,
        double seconds,
        Measures valid,
        Measures test,
        Map<String, long[]> shapes,
        Map<String, String> files) {
    /** The layout's version. */
    public static final int FORMAT = 1;

    /** Kinds of models. */
    public enum Kind {
        /** One of an ensemble, with its trajectory. */
        TEACHER,
        /** What an ensemble was distilled into. */
        STUDENT
    }

    /**
     * What made a model.
     *
     * @param version of this project
     * @param engine as users write it
     * @param engineVersion of its native library
     * @param device {@code cpu} or {@code gpu:N}
     * @param threads threads of one operator
     * @param seed what its training drew its numbers from
     * @param time when, ISO 8601 in UTC
     */
    public record Made(
            String version, String engine, String engineVersion, String device, int threads, long seed, String time) {}

    /** Whether nothing is missing that every card has. */
    boolean isComplete() {
        return kind != null
                && id != null
                && made != null
                && data != null
                && data.name() != null
                && data.split() != null
                && splitSha256 != null
                && valid != null
                && test != null
                && files != null;
    }

    Card with(Map<String, long[]> otherShapes, Map<String, String> otherFiles) {
        return new Card(
                format, kind, id, title, made, data, dataSha256, splitSha256, users, items, settings, parameters,
                epochs, seconds, valid, test, otherShapes, otherFiles);
    }
}
