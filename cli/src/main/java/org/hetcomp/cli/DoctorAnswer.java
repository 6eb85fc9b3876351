package org.hetcomp.cli;

import java.util.List;
import org.hetcomp.pipeline.MemoryNeed;

/**
 * What {@code doctor} answers.
 *
 * @param engines all there are
 * @param devices that at least one of them can use
 * @param memory that the data takes; null if none was named
 */
record DoctorAnswer(List<EngineState> engines, List<String> devices, Memory memory) {
    /**
     * What distilling data takes.
     *
     * @param teachers how many are trained by default
     * @param heapMb an estimate
     * @param thereMb of Java's heap
     * @param enough whether they should do
     */
    record Memory(int teachers, long heapMb, long thereMb, boolean enough) {
        static Memory of(MemoryNeed need) {
            return new Memory(need.teachers(), need.megabytes(), MemoryNeed.there(), !need.isTight());
        }
    }

    static DoctorAnswer of(List<EngineProbe.Found> found, MemoryNeed need) {
        return new DoctorAnswer(
                found.stream().map(EngineProbe.Found::engine).toList(),
                found.stream().flatMap(one -> one.devices().stream()).distinct().toList(),
                need == null ? null : Memory.of(need));
    }
}
