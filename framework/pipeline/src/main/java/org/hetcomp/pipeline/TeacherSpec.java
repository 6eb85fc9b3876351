package org.hetcomp.pipeline;

import com.google.gson.JsonObject;
import java.util.List;
import org.hetcomp.eval.Measure;
import org.hetcomp.model.Json;
import org.hetcomp.teacher.TeacherFamily;
import org.hetcomp.teacher.TeacherOptions;

/**
 * All that decides what a run of {@code teachers} comes to.
 *
 * @param families ids of the families to train
 * @param epochs the most epochs; 0 for what each family takes
 * @param dim dimension of the teachers; 0 for what each family takes
 * @param seed decides what training draws
 * @param judging by what teachers are measured and their best epoch is chosen; the standard if null
 */
public record TeacherSpec(List<String> families, int epochs, int dim, long seed, Judging judging) implements Spec {
    /** The command that makes such runs. */
    public static final String COMMAND = "teachers";

    /** Copies the list. */
    public TeacherSpec {
        families = List.copyOf(families);
        judging = judging == null ? Judging.STANDARD : judging;
    }

    /** Judged by the standard. */
    public TeacherSpec(List<String> families, int epochs, int dim, long seed) {
        this(families, epochs, dim, seed, Judging.STANDARD);
    }

    @Override
    public String command() {
        return COMMAND;
    }

    /** What a card says of how a family was trained: its options, and by what it was stopped if that is unusual. */
    JsonObject settings(TeacherFamily family) {
        JsonObject settings = Json.GSON.toJsonTree(options(family)).getAsJsonObject();
        if (!judging.validateBy().equals(Measure.R50)) {
            settings.addProperty("validateBy", judging.validateBy().word());
        }
        return settings;
    }

    /** How a family is trained. */
    TeacherOptions options(TeacherFamily family) {
        TeacherOptions options = family.defaults();
        options = epochs == 0 ? options : options.withEpochs(epochs);
        return dim == 0 ? options : options.withDim(dim);
    }
}
