package org.hetcomp.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Measures backends against one another. In a suite each backend has a process of its own; all of them live together and
 * one works at a time, so that repetitions of different backends alternate and whatever slows the machine hits all alike.
 */
public final class Bench {
    private final Workload workload;
    private final int repetitions;
    private final Duration patience;
    private final Path scratch;
    private final Function<Candidate, List<String>> children;
    private final Consumer<String> listener;
    private final List<Candidate> usable;

    /**
     * A comparison.
     *
     * @param candidates the backends
     * @param repetitions measurements of each metric, at least 1
     * @param patience how long a process may take for one step
     * @param scratch an empty folder for what processes leave for one another
     * @param listener is told what is being done
     */
    public Bench(
            List<Candidate> candidates,
            Workload workload,
            int repetitions,
            Duration patience,
            Path scratch,
            Consumer<String> listener) {
        this(candidates, workload, repetitions, patience, scratch, listener, Bench::child);
    }

    Bench(
            List<Candidate> candidates,
            Workload workload,
            int repetitions,
            Duration patience,
            Path scratch,
            Consumer<String> listener,
            Function<Candidate, List<String>> children) {
        this.workload = workload;
        this.repetitions = repetitions;
        this.patience = patience;
        this.scratch = scratch;
        this.children = children;
        this.listener = listener;
        this.usable = new ArrayList<>(candidates);
    }

    private static List<String> child(Candidate candidate) {
        return ChildJvm.command(Child.class.getName(), candidate.threads(), List.of());
    }

    /**
     * Measures suites one after the other.
     *
     * @throws IOException if no process can be started or what it left cannot be read
     */
    public Findings run(Collection<Suite> suites) throws IOException {
        Findings findings = new Findings();
        for (Suite suite : suites) {
            List<Contender> contenders = new ArrayList<>();
            for (Candidate candidate : usable) {
                contenders.add(new Contender(candidate, suite, workload, children.apply(candidate), patience));
            }
            try {
                new SuiteRun(suite, contenders, repetitions, scratch, listener, findings).run();
            } finally {
                contenders.forEach(Contender::close);
            }
            // What is missing here is missing for the other suites too.
            contenders.stream().filter(Contender::isMissing).map(Contender::candidate).forEach(usable::remove);
        }
        return findings;
    }
}
