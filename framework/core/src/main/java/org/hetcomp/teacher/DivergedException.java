package org.hetcomp.teacher;

/** Training has come to a loss that is no number: with these settings nothing can be learned. */
public final class DivergedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** With what diverged, and what to do about it. */
    public DivergedException(String message) {
        super(message);
    }

    /** Throws one if the loss of a family's epoch is no number, or endless. */
    static void unlessFinite(TeacherFamily family, int epoch, double loss) {
        if (!Double.isFinite(loss)) {
            throw new DivergedException("training " + family.id() + " diverged in epoch " + epoch + ": the loss is "
                    + loss
                    + "; train it for fewer epochs, without this family, or "
                    + (family.isStepped()
                            ? "by smaller steps, as in --teacher-lr " + family.id() + "="
                                    + family.defaults().learningRate() / 2
                            : "with more weight decay, as in --teacher-weight-decay " + family.id() + "="
                                    + family.defaults().l2() * 2));
        }
    }
}
