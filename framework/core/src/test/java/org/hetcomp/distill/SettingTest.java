package org.hetcomp.distill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Settings by name. */
class SettingTest {
    /** Each setting of each method changes what it says, and nothing else that a method has. */
    @ParameterizedTest
    @EnumSource(Method.class)
    void eachChangesItselfAlone(Method method) {
        DistillerOptions defaults = DistillerOptions.of(method);
        for (Setting setting : Setting.of(method)) {
            assertEquals(setting, Setting.named(method, setting.id()));
            boolean isShare = setting == Setting.ALPHA_DECAY || setting == Setting.SHARE;
            boolean isSwitch = setting == Setting.BALANCED || setting == Setting.SPECTRAL;
            double other = isShare ? 0.5 : isSwitch ? 1 - setting.of(defaults) : setting.of(defaults) + 1;
            DistillerOptions changed = Setting.apply(defaults, Map.of(setting.id(), other));
            assertNotEquals(defaults, changed, setting.id());
            for (Setting each : Setting.of(method)) {
                if (each == setting) {
                    assertEquals(other, each.of(changed), 1e-12, setting.id());
                } else if (!follows(each, setting, method)) {
                    assertEquals(each.of(defaults), each.of(changed), 1e-12, setting.id());
                }
            }
        }
        assertEquals(defaults, Setting.apply(defaults, Map.of()));
    }

    /** The coarse weight follows what it is on the scale of, and tells whether it is. */
    private static boolean follows(Setting each, Setting changed, Method method) {
        return method.hasBothLosses()
                && (each == Setting.BALANCED && changed == Setting.COARSE_WEIGHT
                        || each == Setting.COARSE_WEIGHT
                                && Set.of(Setting.BALANCED, Setting.LIST, Setting.OBSERVED, Setting.FINE_WEIGHT)
                                        .contains(changed));
    }

    @Test
    void lossesStayOnOneScaleUnlessItIsSaid() {
        DistillerOptions options = DistillerOptions.of(Method.HETCOMP);
        assertEquals(0.005 * 40 / 110, options.losses().coarseWeight(), 1e-12);
        DistillerOptions shorter = Setting.apply(options, Map.of("list", 50.0));
        assertEquals(0.005 * 25 / 60, shorter.losses().coarseWeight(), 1e-12);
        DistillerOptions published = Setting.apply(options, Map.of("balanced", 0.0, "fine-weight", 0.01));
        assertEquals(0.02, published.losses().coarseWeight(), 1e-12);
        assertEquals(
                0.005,
                Setting.apply(DistillerOptions.of(Method.CONVERGED), Map.of("list", 50.0))
                        .losses()
                        .fineWeight());
    }

    @Test
    void severalTogether() {
        DistillerOptions options = Setting.apply(
                DistillerOptions.of(Method.HETCOMP), Map.of("list", 50.0, "observed", 5.0, "coarse-weight", 0.0018));
        assertEquals(EnsembleOptions.defaults().withLists(50, 5).withLambda(20), options.ensemble());
        assertEquals(0.0018, options.losses().coarseWeight());
        assertEquals(0.005, options.losses().fineWeight());
        DistillerOptions balanced = Setting.apply(
                DistillerOptions.of(Method.HETCOMP), Map.of("balanced", 1.0, "list", 50.0, "fine-weight", 0.01));
        // 60 items by 1 each, against 10 and 5 by 1 and 20 by a half.
        assertEquals(0.01 * 25 / 60, balanced.losses().coarseWeight(), 1e-12);
    }

    @Test
    void whatCannotBeIsRefused() {
        refused(Method.RRD, "alpha", 2.0, "rrd has no setting alpha; it has lambda, list, ");
        refused(Method.NONE, "list", 2.0, "none has no setting list, nor any other");
        refused(Method.RRD, "list", 2.5, "list must be an integer from 1 to 10000, not 2.5");
        refused(Method.RRD, "list", 0.0, "list must be an integer from 1 to 10000, not 0.0");
        refused(Method.RRD, "weight", 1001.0, "weight must be from 1.0E-6 to 1000.0, not 1001.0");
        refused(Method.RRD, "weight", Double.NaN, "not NaN");
        refused(Method.RRD, "weight", null, "not null");
        assertEquals(List.of(), Setting.of(Method.NONE));
    }

    /** What a search draws around a default may be what the setting cannot be. */
    @ParameterizedTest
    @EnumSource(Setting.class)
    void theNearestValueIsOneThatItCanBe(Setting setting) {
        Method method = Arrays.stream(Method.values())
                .filter(one -> Setting.of(one).contains(setting))
                .findFirst()
                .orElseThrow();
        for (double value : new double[] {1e-9, 0.2, 0.7, 2.9, 1e6}) {
            double nearest = setting.nearest(value);
            assertEquals(
                    nearest,
                    setting.of(Setting.apply(DistillerOptions.of(method), Map.of(setting.id(), nearest))),
                    1e-9 * nearest);
        }
        assertEquals(0, Setting.SPECTRAL.nearest(0.2));
        assertEquals(1, Setting.SHARE.nearest(2.9));
        assertEquals(3, Setting.LIST.nearest(2.9));
    }

    @Test
    void theCoarseWeightIsSaidOnce() {
        for (double balanced : new double[] {0, 1}) {
            Map<String, Double> both = Map.of("coarse-weight", 0.5, "balanced", balanced);
            DistillerOptions options = DistillerOptions.of(Method.HETCOMP);
            assertThrows(IllegalArgumentException.class, () -> Setting.apply(options, both));
        }
    }

    private static void refused(Method method, String name, Double value, String why) {
        Map<String, Double> values = new HashMap<>();
        values.put(name, value);
        String message = assertThrows(
                        IllegalArgumentException.class, () -> Setting.apply(DistillerOptions.of(method), values))
                .getMessage();
        assertTrue(message.contains(why), message);
    }
}
