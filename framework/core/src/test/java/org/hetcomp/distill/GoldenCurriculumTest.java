package org.hetcomp.distill;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.hetcomp.Golden;
import org.hetcomp.Lists;
import org.hetcomp.data.Rankings;
import org.hetcomp.eval.Discrepancy;
import org.hetcomp.trajectory.Snapshot;
import org.hetcomp.trajectory.Trajectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The curriculum and its measure against the published code's numbers. */
class GoldenCurriculumTest {
    private JsonObject golden;
    private List<String> models;
    private List<Trajectory> teachers;
    private int depth;
    private double lambda;

    @BeforeEach
    void read() {
        golden = Golden.read("dynamic-knowledge.json").getAsJsonObject();
        depth = golden.get("K").getAsInt();
        lambda = golden.get("lambda_").getAsDouble();
        models = golden.get("models").getAsJsonArray().asList().stream()
                .map(JsonElement::getAsString)
                .toList();
        Rankings own = Lists.rankings(Golden.intRows(golden.get("train")));
        teachers = new ArrayList<>();
        for (String model : models) {
            List<Snapshot> snapshots = new ArrayList<>();
            for (JsonElement rows : of(golden.get("permutations"), model).getAsJsonArray()) {
                snapshots.add(new Snapshot(snapshots.size() + 1, 0, Lists.rankings(Golden.intRows(rows))));
            }
            teachers.add(new Trajectory(model, snapshots, own));
        }
    }

    private JsonElement of(JsonElement perModel, String model) {
        return perModel.isJsonObject()
                ? perModel.getAsJsonObject().get(model)
                : perModel.getAsJsonArray().get(models.indexOf(model));
    }

    @Test
    void agreementIsThePublishedOne() {
        CurriculumOptions paper = DistillerOptions.paper().curriculum();
        Discrepancy discrepancy = new Discrepancy(paper.depth(), paper.lambda(), paper.reading(), paper.rounded());
        for (JsonElement element : golden.get("steps").getAsJsonArray()) {
            JsonObject step = element.getAsJsonObject();
            Rankings student = Lists.rankings(Golden.intRows(step.get("studentTop")));
            for (Trajectory teacher : teachers) {
                double[][] expected = Golden.doubleRows(of(step.get("dAtK"), teacher.teacher()));
                for (int v = 0; v < expected.length; v++) {
                    for (int u = 0; u < expected[v].length; u++) {
                        assertEquals(expected[v][u], discrepancy.agreement(student, teacher.ranking(v), u), 1e-9);
                    }
                }
            }
        }
    }

    /** What the numbers were made with is what {@link DistillerOptions#paper} says. */
    @Test
    void theSettingsAreThePublishedOnes() {
        CurriculumOptions made = new CurriculumOptions(
                golden.get("p").getAsInt(),
                golden.get("alpha").getAsDouble(),
                golden.get("decay").getAsDouble(),
                depth,
                lambda,
                Discrepancy.Reading.POSITION,
                true,
                0);
        DistillerOptions paper = DistillerOptions.paper();
        assertEquals(made, paper.curriculum());
        assertEquals(LossOptions.published(), paper.losses());
        assertEquals(new EnsembleOptions(10, 100, 10, 200), paper.ensemble());
    }

    @Test
    void usersMoveAsInThePublishedCode() {
        CurriculumOptions options = DistillerOptions.paper().curriculum();
        Curriculum curriculum = new Curriculum(teachers, options);
        for (JsonElement element : golden.get("steps").getAsJsonArray()) {
            JsonObject step = element.getAsJsonObject();
            int epoch = step.get("epoch").getAsInt();
            curriculum.update(epoch, Lists.rankings(Golden.intRows(step.get("studentTop"))));
            for (int x = 0; x < models.size(); x++) {
                String where = models.get(x) + " at epoch " + epoch;
                byte[] selected = curriculum.selected()[x];
                assertArrayEquals(
                        Golden.ints(of(step.get("selected"), models.get(x))),
                        IntStream.range(0, selected.length)
                                .map(u -> selected[u])
                                .toArray(),
                        where);
                assertArrayEquals(
                        Golden.doubles(of(step.get("lastDiscrepancy"), models.get(x))),
                        curriculum.last()[x],
                        1e-9,
                        where);
            }
        }
    }
}
