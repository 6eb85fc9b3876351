package org.hetcomp.pipeline;

import java.util.List;
import org.hetcomp.model.Card;

/**
 * What a distillation came to. Closing it lets go of the student.
 *
 * @param answer everything in figures: what {@code distill --json} answers
 * @param teachers cards of the teachers
 * @param card the student's
 * @param student ready to be asked, as long as the backend is open
 */
public record DistillResult(DistillAnswer answer, List<Card> teachers, Card card, Recommender student)
        implements AutoCloseable {
    @Override
    public void close() {
        student.close();
    }
}
