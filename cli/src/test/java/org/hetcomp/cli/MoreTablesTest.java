package org.hetcomp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hetcomp.eval.Assessment;
import org.hetcomp.eval.Breadth;
import org.hetcomp.eval.Group;
import org.junit.jupiter.api.Test;

class MoreTablesTest {
    private static Assessment known(Breadth breadth) {
        Map<String, Double> measures = new LinkedHashMap<>();
        for (String word : new String[] {"recall@20", "mrr@10", "map@5", "hit@1", "precision@1000"}) {
            measures.put(word, 0.125);
        }
        Map<String, Group> users = Map.of("few", new Group(0.2775, 7, 1, 3), "many", new Group(0.5, 3, 9, 9));
        return new Assessment(measures, measures, breadth, users, Map.of("tail", new Group(0.0625, 5, 0, 2)));
    }

    @Test
    void showsMeasuresThenWhoGetsWhat() {
        MoreTables tables = new MoreTables();
        tables.row("a model whose name is longer than there is room", known(new Breadth(10, 1, 0.632, 57.1, 11.68)));
        tables.row("student, dimension 16", known(null));
        tables.row("nothing is known of it", null);
        String text = tables.toString();
        assertTrue(text.lines().allMatch(line -> line.length() < 80), text);
        assertEquals("""

                on test                           Recall@20      MRR@10       MAP@5  Hit rate@1
                a model whose name is longer th      0.1250      0.1250      0.1250      0.1250
                student                              0.1250      0.1250      0.1250      0.1250

                on test                        Precision@1000
                a model whose name is longer th      0.1250
                student                              0.1250

                                        top 10         Recall@50, users     Recall@50, items
                who gets what     cover   Gini   bits    few   some   many   head middle   tail
                a model whose na 100.0%  0.632  11.68 0.2775      - 0.5000      -      - 0.0625
                student               -      -      - 0.2775      - 0.5000      -      - 0.0625
                """, text.lines().limit(13).map(String::stripTrailing).reduce("", (a, b) -> a + b + "\n"));
    }

    @Test
    void isEmptyWhereNothingIsKnown() {
        assertEquals("", new MoreTables().toString());
    }
}
