package org.hetcomp.pipeline;

import java.util.List;
import org.hetcomp.data.DataSpec;

/**
 * One of several data sets, and who teaches there.
 *
 * @param data which data, divided how
 * @param teachers words for teachers, as {@link RunSpec#teachers} has them
 * @param families ids of the families to train; empty if none is trained
 */
public record SetSpec(DataSpec data, String teachers, List<String> families) {
    /** Copies the list. */
    public SetSpec {
        families = List.copyOf(families);
    }

    /** Those of a run on one data set. */
    static SetSpec of(RunSpec run) {
        return new SetSpec(run.data(), run.teachers(), run.families());
    }
}
