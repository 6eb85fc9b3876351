package org.hetcomp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.hetcomp.eval.Measures;
import org.hetcomp.pipeline.Worth;
import org.junit.jupiter.api.Test;

class ResultTableTest {
    private static final Measures ENSEMBLE = new Measures(0.1, 0.2, 0.1, 0.15);

    @Test
    void alignsNumbers() {
        String table = new ResultTable()
                .row("dl", "neural matrix factorisation", ENSEMBLE, 1_945_600)
                .row("student, dimension 64", new Measures(0.05, 0.1923, 0.05, 0.1), 80_000)
                .toString();
        assertEquals("""
                on test                          Recall@10 Recall@50 NDCG@10 NDCG@50 parameters
                dl   neural matrix factorisation    0.1000    0.2000  0.1000  0.1500  1,945,600
                student, dimension 64               0.0500    0.1923  0.0500  0.1000     80,000
                """, table);
    }

    @Test
    void saysWhatWasGained() {
        Worth six = new Worth(ENSEMBLE, ENSEMBLE, 34_000_000L);
        assertEquals("""
                The student keeps 96% of the ensemble's Recall@50 with 1/70 of its parameters:
                one model of 485,000 floats (1.9 MB)
                instead of six models of 34.0 M floats (136 MB).""", ResultTable.gain(student(0.192, 485_000), six, 6));
    }

    @Test
    void saysSoWhenTheStudentIsBetterOrNotSmaller() {
        Worth one = new Worth(ENSEMBLE, ENSEMBLE, 1000L);
        assertEquals(
                "The student reaches 110% of the ensemble's Recall@50 with 120% of its parameters:",
                ResultTable.gain(student(0.22, 1200), one, 1)
                        .lines()
                        .findFirst()
                        .orElseThrow());
    }

    private static Worth student(double recall50, long parameters) {
        return new Worth(ENSEMBLE, new Measures(0, recall50, 0, 0), parameters);
    }
}
