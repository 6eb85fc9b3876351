package org.hetcomp.pipeline;

import java.util.function.Supplier;
import org.hetcomp.data.Dataset;

/**
 * A data set of a {@link Survey}, which is loaded when its turn comes and let go after it.
 *
 * @param data loads it, the same each time
 * @param teachers who teaches there
 */
public record SurveySet(Supplier<Dataset> data, Teachers teachers) {}
