package org.hetcomp.bench;

/**
 * What a parent asks of its {@link Worker}, a line of JSON.
 *
 * @param verb what to do
 * @param opening of {@code OPEN}, else null
 * @param task position of the task, of {@code START}, else 0
 * @param sample file for the sample of the task's first run, of {@code START}, else null
 */
record Request(Verb verb, Opening opening, int task, String sample) {
    /** What can be asked. */
    enum Verb {
        /** Opens a backend. */
        OPEN,
        /** Makes a task's inputs, runs it once, leaves that run's sample in a file, warms up. */
        START,
        /** Runs the task once. */
        RUN,
        /** Ends the task. */
        STOP
    }

    /**
     * A backend, and what is to be measured on it.
     *
     * @param scratch a folder that the parent deletes in the end
     */
    record Opening(Candidate candidate, Suite suite, Workload workload, Models models, String scratch) {}

    static Request open(Opening opening) {
        return new Request(Verb.OPEN, opening, 0, null);
    }

    static Request start(int task, String sample) {
        return new Request(Verb.START, null, task, sample);
    }

    static Request run() {
        return new Request(Verb.RUN, null, 0, null);
    }

    static Request stop() {
        return new Request(Verb.STOP, null, 0, null);
    }
}
