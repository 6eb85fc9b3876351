package org.hetcomp.model;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import org.hetcomp.data.DataSpec;
import org.hetcomp.data.Dataset;
import org.hetcomp.data.Split;
import org.hetcomp.eval.Measures;

/**
 * What a model is, what it was made from and how good it is. Made by {@link #of}.
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
 * @param refit true if it has learned from valid and test too, for use and not to be measured: the measures are then of the
 *     model that was trained the same on train alone, and {@code splitSha256} is of all pairs as train. Else null
 */
public record Card(
        int format,
        Kind kind,
        String id,
        String title,
        Provenance made,
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
        String family,
        Boolean refit) {
    /** The layout's version. */
    public static final int FORMAT = 1;

    /** Kinds of models. */
    public enum Kind {
        /** One of an ensemble, with its trajectory. */
        TEACHER,
        /** What an ensemble was distilled into. */
        STUDENT
    }

    /** A card to fill in, of this version's layout. */
    public static Builder of(Kind kind, String id) {
        return new Builder(kind, id);
    }

    /** Whether it has learned from valid and test too. */
    public boolean isRefit() {
        return Boolean.TRUE.equals(refit);
    }

    /** Bytes of all files. */
    public long bytes() {
        return sizes == null
                ? 0
                : sizes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Id of the family that knows how the model scores; null for a student, which scores by inner products. */
    public String scoringFamily() {
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
                format,
                kind,
                otherId,
                title,
                made,
                otherData,
                dataSha256,
                splitSha256,
                users,
                items,
                interactions,
                otherLicence,
                otherSettings,
                parameters,
                epochs,
                snapshots,
                seconds,
                valid,
                test,
                otherShapes,
                otherFiles,
                otherSizes,
                otherId.equals(id) ? family : scoringFamily(),
                refit);
    }

    /** Fills in a card. What is not said is empty, 0 or unknown. */
    public static final class Builder {
        private final Kind kind;
        private final String id;
        private String title = "";
        private Provenance made;
        private DataSpec data;
        private String dataSha256;
        private String splitSha256;
        private int users;
        private int items;
        private long interactions;
        private String licence;
        private JsonObject settings = new JsonObject();
        private long parameters;
        private int epochs;
        private List<Integer> snapshots = List.of();
        private double seconds;
        private Measures valid;
        private Measures test;
        private String family;
        private Boolean refit;

        private Builder(Kind kind, String id) {
            this.kind = kind;
            this.id = id;
        }

        /** What it is, in a few words. */
        public Builder title(String text) {
            title = text;
            return this;
        }

        /** What made it. */
        public Builder made(Provenance by) {
            made = by;
            return this;
        }

        /** What it was made from. */
        public Builder data(Dataset from) {
            Split split = from.split();
            data = from.spec().settled();
            dataSha256 = from.sha256();
            splitSha256 = from.splitSha256();
            users = split.users();
            items = split.items();
            interactions = (long) split.train().size()
                    + split.valid().size()
                    + split.test().size();
            return this;
        }

        /** Under which terms the data is had; null if that is not known. */
        public Builder licence(String terms) {
            licence = terms;
            return this;
        }

        /** The options that it was trained with: an object or a record. */
        public Builder settings(Object options) {
            settings = Json.GSON.toJsonTree(options).getAsJsonObject();
            return this;
        }

        /** Floats that were trained. */
        public Builder parameters(long floats) {
            parameters = floats;
            return this;
        }

        /** Epochs trained. */
        public Builder epochs(int trained) {
            epochs = trained;
            return this;
        }

        /** Epoch of each snapshot of a teacher's trajectory. */
        public Builder snapshots(List<Integer> at) {
            snapshots = List.copyOf(at);
            return this;
        }

        /** Time that it took. */
        public Builder seconds(double spent) {
            seconds = spent;
            return this;
        }

        /** How good it is. */
        public Builder measures(Measures onValid, Measures onTest) {
            valid = onValid;
            test = onTest;
            return this;
        }

        /** The family that trained it. */
        public Builder family(String trainedBy) {
            family = trainedBy;
            return this;
        }

        /** It has learned from all pairs of that data, valid and test too; what it is worth was measured before. */
        public Builder refit(Dataset whole) {
            refit = true;
            return data(whole);
        }

        /** The card, which vouches for no files yet. */
        public Card build() {
            return new Card(
                    FORMAT,
                    kind,
                    id,
                    title,
                    made,
                    data,
                    dataSha256,
                    splitSha256,
                    users,
                    items,
                    interactions,
                    licence,
                    settings,
                    parameters,
                    epochs,
                    snapshots,
                    seconds,
                    valid,
                    test,
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    family,
                    refit);
        }
    }
}
