package org.hetcomp.pipeline;

import org.hetcomp.eval.Assessment;
import org.hetcomp.eval.Measures;
import org.hetcomp.model.Card;

/**
 * How good a model is, and how large.
 *
 * @param valid measures on valid
 * @param test measures on test
 * @param parameters in floats; 0 or null if that is not known
 * @param more what else is known of it; null if nothing is, as of a card
 */
public record Worth(Measures valid, Measures test, Long parameters, Assessment more) {
    /** One of which nothing else is known. */
    public Worth(Measures valid, Measures test, Long parameters) {
        this(valid, test, parameters, null);
    }

    /** What a card says. */
    public static Worth of(Card card) {
        return new Worth(card.valid(), card.test(), card.parameters());
    }

    /** Whether its size is known. */
    public boolean isSized() {
        return parameters != null && parameters > 0;
    }

    /** Its size; 0 if that is not known. */
    public long size() {
        return parameters == null ? 0 : parameters;
    }

    /** Whether nothing is missing. */
    public boolean isComplete() {
        return valid != null && test != null;
    }
}
