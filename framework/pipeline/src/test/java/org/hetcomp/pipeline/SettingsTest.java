package org.hetcomp.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.hetcomp.data.DataSpec;
import org.hetcomp.data.Lab;
import org.hetcomp.distill.Method;
import org.hetcomp.io.JsonText;
import org.junit.jupiter.api.Test;

/** Settings of methods in what decides a run. */
class SettingsTest {
    private static RunSpec of(Method method) {
        return RunSpec.of(DataSpec.of(Lab.NAME), "pytorch", method);
    }

    @Test
    void aRunWritesThemDownAndIsMadeByThem() {
        RunSpec plain = of(Method.RRD);
        assertFalse(plain.json().has("set"));
        RunSpec spec = plain.withSettings(Map.of("weight", 0.5, "list", 30.0));
        assertEquals(0.5, spec.distiller().rankings().weight());
        assertEquals(30, spec.distiller().ensemble().unobserved());
        assertEquals("{\"list\":30.0,\"weight\":0.5}", spec.json().get("set").toString());
        RunSpec read = new JsonText(spec.json().toString(), "run.json", "no run", "").as(Spec.gson(), RunSpec.class);
        assertEquals(spec, read);
        assertEquals(
                "set", SpecDifference.between(plain.json(), spec.json()).get(0).name());
        assertNull(spec.withMethod(Method.MTD).set());
        assertThrows(IllegalArgumentException.class, () -> plain.withSettings(Map.of("alpha", 2.0)));
    }

    @Test
    void aComparisonGivesEachMethodItsOwn() {
        RunSpec common = of(Method.HETCOMP).withSettingsOfMethods(Map.of("rrd.weight", 0.5, "hetcomp.period", 5.0));
        CompareSpec spec = new CompareSpec(common, List.of(Method.HETCOMP, Method.RRD, Method.NONE), List.of(0L), 0);
        assertEquals(Map.of("weight", 0.5), spec.student(Method.RRD, 0, "t").set());
        assertEquals(Map.of("period", 5.0), spec.student(Method.HETCOMP, 0, "t").set());
        assertNull(spec.student(Method.NONE, 0, "t").set());
        CompareSpec read = CompareSpec.of(new JsonText(spec.json().toString(), "run.json", "no run", ""));
        assertEquals(spec.json(), read.json());
        for (String name : List.of("weight", "mtd.weight", "rrd.alpha", "nothing.weight")) {
            RunSpec wrong = of(Method.HETCOMP).withSettingsOfMethods(Map.of(name, 0.5));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new CompareSpec(wrong, List.of(Method.HETCOMP, Method.RRD), List.of(0L), 0),
                    name);
        }
    }

    @Test
    void aComparisonGivesEachMethodItsOwnSteps() {
        RunSpec common = of(Method.HETCOMP)
                .withSettingsOfMethods(Map.of("rrd.lr", 0.5, "rrd.weight-decay", 0.0, "rrd.list", 30.0));
        CompareSpec spec = new CompareSpec(common, List.of(Method.HETCOMP, Method.RRD), List.of(0L), 0);
        RunSpec student = spec.student(Method.RRD, 0, "t");
        assertEquals(0.5, student.distiller().training().learningRate());
        assertEquals(0, student.distiller().training().l2());
        assertEquals(Map.of("list", 30.0), student.set());
        assertEquals(
                of(Method.HETCOMP).distiller().training(),
                spec.student(Method.HETCOMP, 0, "t").distiller().training());
        // Of a run by itself the steps are its own (KeepStage).
        assertEquals(
                0.25,
                CompareSpec.student(of(Method.RRD).withSteps(0.25, 1e-3), Method.RRD, 60, "t", 0)
                        .distiller()
                        .training()
                        .learningRate());
        for (Map<String, Double> wrong :
                List.of(Map.of("rrd.lr", 0.0), Map.of("rrd.lr", 1001.0), Map.of("rrd.weight-decay", -1.0))) {
            RunSpec none = of(Method.HETCOMP).withSettingsOfMethods(wrong);
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new CompareSpec(none, List.of(Method.RRD), List.of(0L), 0),
                    wrong.toString());
        }
    }

    @Test
    void aSearchMayBeOfThem() {
        RunSpec common = of(Method.RRD).withSettings(Map.of("list", 30.0));
        Map<String, Range> search = Map.of("uninteresting", TuneSpec.range(common, "student", "uninteresting"));
        TuneSpec spec = new TuneSpec(common, TuneSpec.STUDENT, search, 5);
        double usual = common.distiller().rankings().uninteresting();
        assertEquals(usual, spec.defaults().get("uninteresting"));
        List<Candidate> candidates = Candidate.draw(spec.defaults(), spec.search(), 5, 1).stream()
                .map(spec::fitting)
                .toList();
        for (Candidate candidate : candidates) {
            double value = candidate.settings().get("uninteresting");
            assertEquals(Math.rint(value), value);
            assertTrue(value >= 1 && value <= 10 * usual, candidate.words());
            assertEquals(Map.of("list", 30.0, "uninteresting", value), spec.set(candidate.settings()));
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> new TuneSpec(common, TuneSpec.STUDENT, Map.of("alpha", new Range(1, 2)), 5));
        assertThrows(
                IllegalArgumentException.class, () -> new TuneSpec(common, "mf", Map.of("list", new Range(1, 2)), 5));
    }
}
