package org.hetcomp.zoo;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.hetcomp.io.DataException;
import org.hetcomp.io.Printable;
import org.hetcomp.io.Safetensors;
import org.hetcomp.io.Tensor;
import org.hetcomp.model.Card;
import org.hetcomp.model.ModelFolder;
import org.hetcomp.model.Names;
import org.hetcomp.trajectory.TrajectoryFile;

/**
 * How models are published.
 *
 * @param set what they are published under: a model's id in the repository is the set's, a dash, and its own
 * @param version digits and dots; null for the next whole number after those that are there
 * @param licence under which terms the data is had; null for what the cards say
 * @param ranks rankings are cut to so many items; 0 leaves them as they are
 * @param bits parameters, but ids and counts, are rounded to so many significant bits, 8 to 23, to pack better (11 is the precision of half
 *     floats); 0 leaves them as they are
 * @param seen whether what users have seen goes too, where anyone can read it
 */
public record PublishOptions(String set, String version, String licence, int ranks, int bits, boolean seen) {
    /** Checks the forms. */
    public PublishOptions {
        Names.requireId(set, "--name", "give one");
        if (version != null) {
            Names.requireVersion(version, "--model-version", "give one like 2 or 1.3");
        }
        if (licence != null && !Printable.isPlain(licence)) {
            throw new DataException(
                    "\"" + licence + "\" has characters that cannot be shown", "--licence", "leave them out");
        }
        if (ranks < 0 || bits != 0 && (bits < 8 || bits > 23)) {
            throw new IllegalArgumentException(
                    "ranks must be 0 or more and bits 0 or 8 to 23, not " + ranks + " and " + bits);
        }
    }

    /** The model's id in the repository. */
    String id(Card card) {
        return Names.requireId(set + "-" + card.id(), "--name", "give a shorter one");
    }

    /** The card as others may see it: without the folder of the data's file, and with what was changed in the model. */
    Card published(Card card) {
        JsonObject settings =
                card.settings() == null ? new JsonObject() : card.settings().deepCopy();
        if (ranks > 0 && card.kind() == Card.Kind.TEACHER) {
            settings.addProperty("keptRanks", ranks);
        }
        if (bits > 0) {
            settings.addProperty("keptBits", bits);
        }
        return card.published(licence, settings);
    }

    /** The same with what users have seen left at home. */
    public PublishOptions(String set, String version, String licence, int ranks, int bits) {
        this(set, version, licence, ranks, bits, false);
    }

    /** Leaves out what users have seen, cuts the rankings and rounds the parameters of a copy that lies in a folder. */
    void change(ModelFolder model, Path copy) throws IOException {
        if (!seen) {
            Files.deleteIfExists(copy.resolve(ModelFolder.SEEN));
        }
        // As large as the parameters, and of use to who goes on with the run alone.
        Files.deleteIfExists(copy.resolve(ModelFolder.START));
        boolean teacher = model.card().kind() == Card.Kind.TEACHER;
        if (ranks > 0 && teacher) {
            TrajectoryFile.write(
                    copy.resolve(ModelFolder.TRAJECTORY), model.trajectory().cutAt(ranks));
        }
        if (bits > 0 && model.scores()) {
            round(copy.resolve(teacher ? ModelFolder.PARAMETERS : ModelFolder.STUDENT));
        }
    }

    /** Rounds the numbers of a file, but for those that name or count things. */
    void round(Path file) throws IOException {
        Map<String, String> metadata = Safetensors.metadata(file);
        Map<String, Tensor> tensors = Safetensors.read(file);
        int dropped = 24 - bits;
        for (Tensor tensor : tensors.values()) {
            float[] floats = tensor.floats();
            boolean measured = isMeasured(floats);
            for (int j = 0; measured && j < floats.length; j++) {
                int raw = Float.floatToRawIntBits(floats[j]) + (1 << (dropped - 1));
                floats[j] = Float.intBitsToFloat(raw >>> dropped << dropped);
            }
        }
        Safetensors.write(file, tensors, metadata);
    }

    /** Numbers that are all whole are ids and counts, of which none may become another. */
    private static boolean isMeasured(float[] floats) {
        for (int j = 0; floats != null && j < floats.length; j++) {
            if (floats[j] != Math.rint(floats[j])) {
                return true;
            }
        }
        return false;
    }
}
