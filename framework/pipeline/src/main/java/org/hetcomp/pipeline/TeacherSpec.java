package org.hetcomp.pipeline;

import java.util.List;
import org.hetcomp.teacher.TeacherFamily;
import org.hetcomp.teacher.TeacherOptions;

/**
 * All that decides what a run of {@code teachers} comes to.
 *
 * @param families ids of the families to train
 * @param epochs the most epochs; 0 for what each family takes
 * @param dim dimension of the teachers; 0 for what each family takes
 * @param seed decides what training draws
 */
public record TeacherSpec(List<String> families, int epochs, int dim, long seed) implements Spec {
    /** The command that makes such runs. */
    public static final String COMMAND = "teachers";

    /** Copies the list. */
    public TeacherSpec {
        families = List.copyOf(families);
    }

    @Override
    public String command() {
        return COMMAND;
    }

    /** How a family is trained. */
    TeacherOptions options(TeacherFamily family) {
        TeacherOptions options = family.defaults();
        options = epochs == 0 ? options : options.withEpochs(epochs);
        return dim == 0 ? options : options.withDim(dim);
    }
}
