package org.hetcomp.pipeline;

import java.util.Locale;
import org.hetcomp.backend.Parameters;
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

    /**
     * One that was fitted.
     *
     * @param encoder null where none was asked for
     * @param seconds that the fit took
     */
    record Fitted(Encoder encoder, double seconds) {
        /** What scripts are told; null where none was asked for. */
        DistillAnswer.NewUsers answer() {
            if (encoder == null) {
                return null;
            }
            EncoderKind kind = encoder.items() == null ? EncoderKind.MAP : EncoderKind.FULL;
            Double met = Double.isNaN(encoder.explained()) ? null : encoder.explained();
            return new DistillAnswer.NewUsers(kind.id(), met, seconds);
        }
    }

    static Fitted fit(Student student, Interactions train, EncoderKind kind) {
        return fit(Parameters.floats(student.user()), Parameters.floats(student.item()), student.dim(), train, kind);
    }

    /**
     * The same of a student's tables.
     *
     * @param user {@code [users, d]}, row by row
     * @param item {@code [items, d]}
     */
    static Fitted fit(float[] user, float[] item, int dim, Interactions train, EncoderKind kind) {
        if (kind == EncoderKind.NONE) {
            return new Fitted(null, 0);
        }
        long begin = System.nanoTime();
        Encoder encoder = EncoderFit.fit(train, user, item, dim, kind == EncoderKind.FULL);
        double seconds = (System.nanoTime() - begin) / 1e9;
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
                        seconds));
        return new Fitted(encoder, seconds);
    }
}
