package org.hetcomp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.hetcomp.eval.Measures;
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
}
