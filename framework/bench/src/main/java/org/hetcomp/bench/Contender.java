package org.hetcomp.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.hetcomp.bench.process.ChildException;
import org.hetcomp.bench.process.ChildProcess;

/** A backend in a suite: its process, which is started anew for the next task when it has failed at one. */
final class Contender implements AutoCloseable {
    private static final int MOST_FAILURES = 2;

    private final Request.Opening opening;
    private final List<String> command;
    private final Duration patience;
    private ChildProcess process;
    private Answer.Opened opened;
    private String missing;
    private int failures;

    Contender(Request.Opening opening, List<String> command, Duration patience) {
        this.opening = opening;
        this.command = command;
        this.patience = patience;
    }

    Candidate candidate() {
        return opening.candidate();
    }

    /** The candidate with the device that it turned out to have. */
    Candidate backend() {
        return new Candidate(candidate().engine(), opened.device(), candidate().threads());
    }

    /** Whether its engine or device is not to be had here. */
    boolean isMissing() {
        return missing != null;
    }

    /** Why it is not. */
    String missing() {
        return missing;
    }

    /** Whether it has not failed too often and is not missing. */
    boolean isInTheRunning() {
        return missing == null && failures < MOST_FAILURES;
    }

    /** What it said when it was opened first; null if it never was. */
    Answer.Opened opened() {
        return opened;
    }

    /** Opens the backend in a process unless there is one; whether it can be used. */
    boolean ready() throws ChildException, IOException {
        if (process == null && missing == null) {
            process = new ChildProcess(command, patience, line -> {});
            Answer.Opened answer = ask(Request.open(opening), Answer.Opened.class);
            if (answer.unusable() != null) {
                missing = answer.unusable();
                end();
            } else if (opened == null) {
                opened = answer;
            }
        }
        return missing == null;
    }

    /** Makes a task's inputs, runs it once and warms up. */
    Answer.Started start(int task, Path sample) throws ChildException {
        return ask(Request.start(task, sample.toString()), Answer.Started.class);
    }

    Answer.Repetition repeat() throws ChildException {
        return ask(Request.run(), Answer.Repetition.class);
    }

    /** Ends the task; gives the process' peak memory so far in megabytes. */
    long stop() throws ChildException {
        return ask(Request.stop(), Answer.Stopped.class).peakMemoryMb();
    }

    private <T extends Answer> T ask(Request request, Class<T> answer) throws ChildException {
        try {
            return process.ask(request, answer);
        } catch (ChildException e) {
            failures++;
            end();
            throw e;
        }
    }

    private void end() {
        process.close();
        process = null;
    }

    @Override
    public void close() {
        if (process != null) {
            end();
        }
    }
}
