package org.hetcomp.pipeline;

import java.util.Locale;
import org.hetcomp.data.Interactions;
import org.hetcomp.distill.Encoder;
import org.hetcomp.distill.EncoderFit;
import org.hetcomp.distill.Student;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fits what a student answers new users by, and says how well that meets users held out. */
final class Encoders {
    private static final Logger LOG = LoggerFactory.getLogger(Encoders.class);

    private Encoders() {}

    static Encoder fit(Student student, Interactions train) {
        long begin = System.nanoTime();
        Encoder encoder = EncoderFit.fit(
                train, student.user().toFloatArray(), student.item().toFloatArray(), student.dim());
        LOG.info(
                "{}",
                String.format(
                        Locale.ROOT,
                        "new users by their items: %s, %.1f s",
                        Double.isNaN(encoder.explained())
                                ? "too few users to hold any out"
                                : String.format(
                                        Locale.ROOT,
                                        "%.0f%% of held-out users' vectors met",
                                        100 * encoder.explained()),
                        (System.nanoTime() - begin) / 1e9));
        return encoder;
    }
}
