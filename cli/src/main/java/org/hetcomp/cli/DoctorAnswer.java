package org.hetcomp.cli;

import java.util.List;

/**
 * What {@code doctor} answers.
 *
 * @param engines all there are
 * @param devices that at least one of them can use
 */
record DoctorAnswer(List<EngineState> engines, List<String> devices) {
    static DoctorAnswer of(List<EngineProbe.Found> found) {
        return new DoctorAnswer(
                found.stream().map(EngineProbe.Found::engine).toList(),
                found.stream().flatMap(one -> one.devices().stream()).distinct().toList());
    }
}
