package org.hetcomp.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What a {@link Worker} answers, a line of JSON. */
sealed interface Answer {
    /**
     * A backend that is open, or is not to be had.
     *
     * @param unusable why it is not; null if it is, and all else is said
     * @param loadSeconds from asking for it until its first operator was done
     * @param engineVersion of its native library
     * @param device that it turned out to have
     * @param tasks to be measured, in that order
     */
    record Opened(String unusable, double loadSeconds, String engineVersion, String device, List<Task.Title> tasks)
            implements Answer {
        static Opened unusable(String why) {
            return new Opened(why, 0, null, null, null);
        }
    }

    /**
     * What a task's first run came to.
     *
     * @param sampled whether it left a sample
     * @param details of the model measured
     */
    record Started(double firstSeconds, boolean sampled, Map<String, Number> details) implements Answer {}

    /**
     * One repetition.
     *
     * @param cpuSeconds null if the system does not tell
     * @param values finite, one for each metric
     */
    record Repetition(Double cpuSeconds, double[] values) implements Answer {
        public Repetition {
            if (Arrays.stream(values).anyMatch(value -> !Double.isFinite(value))) {
                throw new IllegalArgumentException("measured " + Arrays.toString(values));
            }
        }
    }

    /** The end of a task, with the process' peak memory so far. */
    record Stopped(long peakMemoryMb) implements Answer {}
}
