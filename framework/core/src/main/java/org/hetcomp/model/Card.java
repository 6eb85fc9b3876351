package org.hetcomp.model;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import org.hetcomp.data.DataSpec;
import org.hetcomp.eval.Measures;

/**
 * What a model is, what it was made from and how good it is.
 *
 * @param format version of this layout, {@value #FORMAT}
 * @param kind what it is
 * @param id of a teacher its family's id, or the name it was imported under; else {@code student}
 * @param title what it is, in a few words
 * @param made what made it
 * @param data where the data came from
 * @param dataSha256 hash of what was read
 * @param splitSha256 hash of how it was divided
 * @param users number of users
 * @param items number of items
 * @param interactions pairs of train, valid and test together
 * @param licence under which terms the data is had, in a few words; null if that is not known
 * @param settings the options that it was trained with
 * @param parameters floats that were trained
 * @param epochs epochs trained
 * @param snapshots epoch of each snapshot of a teacher's trajectory; empty for a student
 * @param seconds time that took
 * @param valid measures on valid
 * @param test measures on test
 * @param shapes of the arrays that score, by name
 * @param files SHA-256 of each file beside the card
 * @param sizes bytes of each of them
 * @param family of a teacher that was trained here its family's id; null if the card is older, which had it as the id
 */
public record Card(
        int format,
        Kind kind,
        String id,
        String title,
        Made made,
        DataSpec data,
        String dataSha256,
        String splitSha256,
        int users,
        int items,
        long interactions,
        String licence,
        JsonObject settings,
        long parameters,
        int epochs,
        List<Integer> snapshots,
        double seconds,
        Measures valid,
        Measures test,
        Map<String, long[]> shapes,
        Map<String, String> files,
        Map<String, Long> sizes,
        String family) {
    /** The layout's version. */
    public static final int FORMAT = 1;

    /** In place of an engine's name on the card of a teacher whose rankings came from another system. */
    public static final String IMPORTED = "imported";

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

    /** Bytes of all files. */
    public long bytes() {
        return sizes == null ? 0 : sizes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Id of the family that knows how the model scores; null for a student, which scores by inner products. */
    String scoringFamily() {
        return family != null || kind == Kind.STUDENT ? family : id;
    }

    /** The same model under another id. */
    public Card named(String other) {
        return with(other, data, licence, settings, shapes, files, sizes);
    }

    /** As others may see it: of a file's path only the name is left, and the licence is as given, if it is. */
    public Card published(String terms, JsonObject otherSettings) {
        return with(id, data.bare(), terms == null ? licence : terms, otherSettings, shapes, files, sizes);
    }

    Card with(Map<String, long[]> otherShapes, Map<String, String> otherFiles, Map<String, Long> otherSizes) {
        return with(id, data, licence, settings, otherShapes, otherFiles, otherSizes);
    }

    private Card with(
            String otherId,
            DataSpec otherData,
            String otherLicence,
            JsonObject otherSettings,
            Map<String, long[]> otherShapes,
            Map<String, String> otherFiles,
            Map<String, Long> otherSizes) {
        return new Card(
                format, kind, otherId, title, made, otherData, dataSha256, splitSha256, users, items, interactions,
                otherLicence, otherSettings, parameters, epochs, snapshots, seconds, valid, test, otherShapes,
                otherFiles, otherSizes, otherId.equals(id) ? family : scoringFamily());
    }
}
